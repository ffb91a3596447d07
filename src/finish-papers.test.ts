import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoActors, fillRegistry } from '../data/demo.ts'
import { finishPapers, issuedPaper } from './casework/index.ts'
import { createRenderer, renderPaper } from './documents/index.ts'
import { type House, openHouse } from './house.ts'
import type { Actor } from './kernel/index.ts'
import { type Blobs, fileBlobs, sql, systemClock } from './platform/index.ts'
import { eachDatabase } from './platform/testing.ts'

const origin = 'https://ledger.example'

eachDatabase('a paper that was issued', (database) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-papers-'))
  const officer = demoActors.get('song.qiaoyun') as Actor
  let house: House
  let blobs: Blobs
  let clues = 0
  before(async () => {
    house = await openHouse(database(), systemClock)
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
})
