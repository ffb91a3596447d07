import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeptFile } from '../files.ts'
import type { RecordDraft } from './draft.ts'
import { dataOf } from './hand-in.ts'

const draft: RecordDraft = {
  id: 'draft',
  person: 'zhao',
  officers: ['zhao', 'qian'],
  from: '2026-03-05T01:00:00.000Z',
  until: '2026-03-05T02:00:00.000Z',
  place: ' 云间路 8 号 ',
  presence: 'present',
  presentPerson: '王小明（经营者）',
  course: '货架上有十八袋。\n',
  witness: '',
  signing: 'screen',
  unsigned: '',
  without: ['blurred'],
  drawn: [],
}
const photo = (id: string, content: string): KeptFile => ({
  id,
  caseId: 'c',
  act: 'inspect-site',
  name: `${id}.jpg`,
  type: 'image/jpeg',
  data: new TextEncoder().encode(content).buffer,
  at: draft.from,
})

test('the record is handed in as the form of the desk would be, with the photos that were left in, named by their content', () => {
  const data = dataOf(draft, [photo('shelf', 'abc'), photo('blurred', 'x')])
  assert.deepEqual(data.photos, [
    {
      // SHA-256 of "abc" (FIPS 180-4, example).
      blob: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      name: 'shelf.jpg',
      type: 'image/jpeg',
      size: 3,
    },
  ])
  assert.deepEqual(
    [data.place, data.course, data.signed, 'witness' in data],
    ['云间路 8 号', '货架上有十八袋。', 'signed', false],
  )
})

test('who does not sign is noted with the reason in the record itself', () => {
  const refused = dataOf({ ...draft, signing: 'refused', unsigned: '认为数量不对' }, [])
  assert.deepEqual([refused.signed, refused.course], ['refused', '货架上有十八袋。\n当事人拒绝签名：认为数量不对'])
  const absent = dataOf({ ...draft, signing: 'absent', unsigned: '通知后没有到场' }, [])
  assert.deepEqual(
    [absent.signed, absent.course],
    ['absent', '货架上有十八袋。\n当事人不在场，没有签名：通知后没有到场'],
  )
})
