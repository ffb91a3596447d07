import { agency, agencyId, reviewList } from '../../data/bureau.ts'
import type { Entries } from '../../data/demo.ts'
import { identityCardCheckDigit, usccCheckDigit } from '../../src/kernel/index.ts'
import { item, people, priceItem, shop } from '../../src/procedure/testing.ts'

const units = { 'inspection-team': '稽查支队', legal: '法规处', bureau: '局领导', office: '办公室' }

/** Less than this is decided without a discussion. */
const discussed = {
  name: '较大数额罚没',
  major: true,
  money: { over: false, person: 7_000_000, organisation: 7_000_000 },
}

/** The registry of the small bureau whose people the tests of rules know. */
export const smallBureau: Entries = [
  ['agency', agencyId, agency],
  ['review-list', 'main', { ...reviewList, rules: [discussed] }],
  ...Object.entries(units).map(
    ([id, name]) => ['unit', id, { name, nature: id === 'legal' ? 'legal' : 'business', functions: name }] as const,
  ),
  ...Object.values(people).map(({ id, ...data }) => ['officer', id, { ...data, duty: '工作人员' }] as const),
  ...[item, priceItem].map(({ id, version: _, ...data }) => ['item', id, data] as const),
]

/** A shop like the one that the tests of rules know, with a name and numbers of its own. */
const partyNumbered = (n: number) => {
  const code = `92339901MA${String(n).padStart(7, '0')}`
  const born = new Date(Date.UTC(1960, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '')
  const id = `339901${born}123`
  return {
    name: `${shop.name}第${n}分店`,
    code: code + usccCheckDigit(code),
    idNumber: id + identityCardCheckDigit(id),
  }
}

/** The same data about another shop. */
export const about = <T>(data: T, n: number): T => {
  const { name, code, idNumber } = partyNumbered(n)
  return JSON.parse(
    JSON.stringify(data).replaceAll(shop.name, name).replaceAll(shop.code, code).replaceAll(shop.idNumber, idNumber),
  )
}
