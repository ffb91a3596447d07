import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileBlobs } from '../platform/index.ts'
import { penaltySet } from './columns.ts'
import { hmacSigner } from './platforms.ts'
import { type Ours, reconcile, type Theirs } from './reconcile.ts'
import { listOfFile, listOfPlatform } from './their-list.ts'

async function* each(rows: readonly Ours[]): AsyncGenerator<Ours> {
  yield* rows
}
const ours = (number: string, more: object = {}): Ours => ({
  number,
  caseId: `case ${number}`,
  fields: { CF_WSH: number, CF_XDR_MC: '甲店', CF_NR_FK: '0.760000', ...more },
})
const theirs = (number: string, fields: object = {}, more: object = {}): Theirs => ({
  number,
  fields: { CF_WSH: number, ...fields },
  ...more,
})

test('what is missing there, extra there, and different is told by number and column', async () => {
  const found = await reconcile(each([ours('1'), ours('2'), ours('3'), ours('4')]), [
    theirs('1', { CF_NR_FK: '0.76', CF_XDR_MC: ' 甲店 ' }),
    theirs('2', { CF_XDR_MC: '乙店' }),
    theirs('3', {}, { withdrawn: true }),
    theirs('9'),
    theirs('10', {}, { withdrawn: true }),
  ])
  assert.equal(found.same, 1)
  assert.deepEqual(
    found.missing.map(({ number }) => number),
    ['3', '4'],
  )
  assert.deepEqual(
    found.extra.map(({ number }) => number),
    ['9'],
  )
  assert.deepEqual(found.different, [
    { number: '2', caseId: 'case 2', columns: [{ name: 'CF_XDR_MC', ours: '甲店', theirs: '乙店' }] },
  ])
  assert.equal(found.more, false)
  const many = await reconcile(each(Array.from({ length: 501 }, (_, n) => ours(String(n)))), [])
  assert.deepEqual([many.missing.length, many.more], [500, true])
})

test('a list is read from a table in any encoding, by names or titles; one without numbers is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-list-'))
  after(() => rmSync(folder, { recursive: true }))
  const blobs = fileBlobs(folder)
  const read = async (bytes: Uint8Array | string) => {
    const { sha256 } = await blobs.put(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
    return listOfFile(penaltySet, blobs, sha256)
  }
  const read1 = await read(`\uFEFF行政处罚决定书文号,行政相对人名称,别的\r\n1号,"'=店",x\r\n,,\r\n`)
  assert.deepEqual(read1, { ok: true, value: [{ number: '1号', fields: { CF_WSH: '1号', CF_XDR_MC: '=店' } }] })
  // CF_WSH,备注 and 1,店 in GB18030.
  const chinese = await read(
    Buffer.concat([Buffer.from('CF_WSH,BZ\n1,'), Buffer.from('b5ea', 'hex'), Buffer.from('\n')]),
  )
  assert.deepEqual(chinese.ok && chinese.value[0]?.fields, { CF_WSH: '1', BZ: '店' })
  const without = await read('名称\n甲\n')
  assert.equal(without.ok ? '' : without.refusals[0]?.code, 'no-number-column')
  const none = await read('')
  assert.equal(none.ok ? '' : none.refusals[0]?.code, 'empty-file')
})

test('a platform’s own list is read page by page, and no further than it is one', async () => {
  let answer: RequestListener = () => {}
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`
  const read = () => listOfPlatform(url, hmacSigner('a secret that both sides know, long enough'))
  answer = ({ url: at, headers }, response) => {
    assert.match(String(headers['x-zhaoming-signature']), /^t=\d+,v1=/)
    response.end(
      JSON.stringify(
        at === '/list'
          ? { rows: [theirs('1')], next: '/list?after=1' }
          : { rows: [theirs('2', {}, { withdrawn: true })] },
      ),
    )
  }
  assert.deepEqual(await read(), { ok: true, value: [theirs('1'), theirs('2', {}, { withdrawn: true })] })
  for (const [reply, reason] of [
    ['<html>', /不是 JSON/],
    ['{"rows":[{}]}', /格式/],
    ['{"rows":[],"next":"http://127.0.0.2/x"}', /别的地址/],
    ['x'.repeat(5_000_000), /过大/],
  ] as const) {
    answer = (_, response) => response.end(reply)
    const found = await read()
    assert.match(found.ok ? '' : (found.refusals[0]?.message ?? ''), reason)
  }
  answer = (_, response) => {
    response.statusCode = 503
    response.end()
  }
  const down = await read()
  assert.match(down.ok ? '' : (down.refusals[0]?.message ?? ''), /503/)
})
