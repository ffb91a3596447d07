import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { agency, agencyId } from '../data/bureau.ts'
import { demoActors, fillRegistry } from '../data/demo.ts'
import { demoPens } from '../data/keys.ts'
import { png } from '../data/png.ts'
import { dayOf } from './calendar/index.ts'
import { finishPapers, issuedPaper, letterheads, wholePaper } from './casework/index.ts'
import { createRenderer, renderPaper } from './documents/index.ts'
import { toldCase } from './documents/testing.ts'
import { type House, openHouse } from './house.ts'
import type { Actor } from './kernel/index.ts'
import { type Blobs, fileBlobs, sql, systemClock } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'
import { ordinarySteps, until } from './procedure/testing.ts'
import { registryStream, streamIdOf } from './registry/index.ts'

const origin = 'https://ledger.example'

eachDatabase('a paper that was issued', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-papers-'))
  const officer = demoActors.get('song.qiaoyun') as Actor
  let house: House
  let blobs: Blobs
  let clues = 0
  before(async () => {
    house = await openHouse(database(), systemClock, demoPens)
    await fillRegistry(house)
    blobs = fileBlobs(directory)
  })
  after(() => rmSync(directory, { recursive: true, force: true }))

  /** Registers a clue, which makes form 1; gives the paper's id. */
  const issue = async (): Promise<string> => {
    clues++
    const outcome = await house.casework.open(officer, 'ordinary-penalty', {
      act: 'register-clue',
      data: {
        title: `第 ${clues} 条线索`,
        source: 'inspection',
        receivedAt: new Date(Date.now() - 60_000).toISOString(),
        content: '检查时发现。',
        unit: 'inspection',
      },
      key: `clue-${clues}`,
    })
    assert.ok(outcome.ok, JSON.stringify(outcome))
    return outcome.state === undefined ? '' : `${outcome.events[0]?.streamId}.1.1`
  }
  const render = async (paper: Parameters<typeof renderPaper>[0]) => renderPaper(paper)
  const finish = (with_: Partial<Parameters<typeof finishPapers>[0]> = {}) =>
    finishPapers({ journal: house.journal, blobs, origin, render, ...with_ })
  const pdfOf = async (id: string) => (await issuedPaper(house.journal, id))?.pdf
  const waiting = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from errand`.execute(database().db)).rows[0]?.n

  test('is finished once: its PDF is kept, and its hash is in an event of the log', async () => {
    const id = await issue()
    assert.equal(await pdfOf(id), undefined)
    assert.equal(await finish(), 1)
    const pdf = (await pdfOf(id)) ?? ''
    const file = join(directory, 'kept.pdf')
    writeFileSync(file, (await blobs.read(pdf)) ?? '')
    assert.equal(execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64), pdf)
    assert.match(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }), /案件来源登记表/)
    const [event] = await house.journal.read('paper', id)
    const issued = await issuedPaper(house.journal, id)
    assert.equal(event?.data.pdf, pdf)
    assert.equal(event?.data.digest, issued?.paper.digest)
    assert.equal(await waiting(), 0)
    assert.equal(await finish(), 0)
  })

  test('is the same PDF when it is made in a thread of its own', async (t) => {
    const renderer = createRenderer()
    t.after(renderer.stop)
    const id = await issue()
    await finish({ render: renderer.render })
    const { paper, event, pdf = '' } = (await issuedPaper(house.journal, id)) ?? assert.fail()
    const here = renderPaper({
      form: paper.form,
      content: paper.content,
      agency: '澄州市市场监督管理局',
      day: new Date(Date.parse(event.happenedAt) + 8 * 3_600_000).toISOString().slice(0, 10),
      check: `${origin}/papers/${id}?d=${paper.digest}`,
    })
    assert.deepEqual(await blobs.read(pdf), Buffer.from(here))
  })

  test('that cannot be made waits, and keeps no other from being made', async () => {
    const ids = [await issue(), await issue(), await issue()]
    const broken = async (paper: Parameters<typeof renderPaper>[0]) => {
      if (paper.check?.includes(ids[1] as string)) throw new Error('no ink')
      return renderPaper(paper)
    }
    await assert.rejects(finish({ render: broken }), /1 papers could not be finished/)
    assert.equal(await waiting(), 1)
    assert.ok((await pdfOf(ids[0] as string)) && (await pdfOf(ids[2] as string)))
    assert.equal(await finish(), 1)
    assert.ok(await pdfOf(ids[1] as string))
  })

  test('is finished once though two nodes do it at the same time', async () => {
    const id = await issue()
    await Promise.all([finish(), finish()])
    assert.equal((await house.journal.read('paper', id)).length, 1)
    assert.equal(await waiting(), 0)
  })

  /** A letter of the bureau as it goes out today, in words and with how many pictures, where its files read so. */
  const letter = async (files: Blobs) => {
    const paper = toldCase(until(ordinarySteps, 'notice')).papers.find(({ form }) => form === 37) ?? assert.fail()
    const day = dayOf(systemClock.now())
    const letterhead = await (await letterheads(database().db, files))(day)
    const file = join(directory, 'letter.pdf')
    writeFileSync(file, renderPaper(wholePaper(paper, { day, ...letterhead, origin, marks: new Map() })))
    const listed = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    return { text: execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }), pictures: listed.length }
  }

  test('bears the seal that the bureau has registered; one that is broken or lost keeps no paper from being finished', async () => {
    const bare = await letter(blobs)
    assert.equal(bare.pictures, 0)
    const seal = png(60, 60, (x, y) => ((x - 30) ** 2 + (y - 30) ** 2 < 800 ? [200, 20, 20] : [255, 255, 255]))
    const { sha256, size } = await blobs.put(seal)
    const registered = await house.journal.execute(registryStream, {
      streamId: streamIdOf('agency', agencyId),
      command: {
        kind: 'agency',
        id: agencyId,
        from: dayOf(systemClock.now()),
        data: { ...agency, seal: [{ blob: sha256, name: '印章.png', type: 'image/png', size }] },
        reason: '启用印章',
      },
      meta: { actor: { kind: 'system', id: 'setup', name: '初始化', roles: [] }, key: 'seal-of-the-bureau' },
    })
    assert.ok(registered.ok, JSON.stringify(registered))
    const sealed = await letter(blobs)
    assert.equal(sealed.pictures, 1)
    assert.match(sealed.text, /澄州市市场监督管理局/)
    for (const found of [Buffer.from(seal.subarray(0, 200)), undefined]) {
      const harmed: Blobs = { ...blobs, read: async (hash) => (hash === sha256 ? found : blobs.read(hash)) }
      assert.deepEqual(await letter(harmed), bare, 'as if none were registered')
      const id = await issue()
      assert.equal(await finish({ blobs: harmed }), 1)
      assert.ok(await pdfOf(id))
    }
  })
})
