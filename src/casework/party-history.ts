import { type Actor, plainOf } from '../kernel/index.ts'
import { type Db, sql } from '../platform/index.ts'
import {
  type CaseState,
  openOf,
  outcomeKinds,
  type Party,
  type PaymentData,
  type Penalty,
  penaltyKinds,
  shareOf,
} from '../procedure/index.ts'
import { type Subject, subjectKinds, subjectStatuses } from '../registry/index.ts'
import { partyKeyOf } from './party-key.ts'
import { partyView } from './present.ts'
import { mayReadRow } from './sight.ts'
import type { CaseRow, PartyHistory } from './view.ts'

const MOST = 200

/** The cases of a party that this person may see, the newest first. */
export const casesOfParty = async (db: Db, actor: Actor, key: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct case_file.id, case_file.opened_at from case_party p join case_file on case_file.id = p.case_id
    where p.party_key = ${key} and ${mayReadRow(actor)} order by case_file.opened_at desc limit ${MOST}`.execute(db)
  return rows.map(({ id }) => id)
}

const ends: Readonly<Record<string, string>> = {
  'approve-filing': '立案',
  'make-decision': '作出决定',
  'decide-on-the-spot': '当场作出决定',
  'decide-otherwise': '作出决定',
  'approve-closing': '结案',
  'close-on-the-spot': '结案',
}

/** The penalties besides sums of money, which stand by themselves. */
const otherThanMoney = ({ kinds }: Penalty): string =>
  kinds
    .filter((kind) => kind !== 'fine' && kind !== 'confiscate-gains')
    .map((kind) => penaltyKinds[kind])
    .join('、')

/** Signs and spaces aside. */
const same = (a: string, b: string): boolean => plainOf(a).replaceAll(' ', '') === plainOf(b).replaceAll(' ', '')

/** Where the register of subjects tells something other than the case; what one of them doesn't know differs from nothing. */
export const differencesOf = (party: Party, subject: Subject): PartyHistory['differences'] => {
  const compared: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['名称', party.name, subject.name],
    ['当事人类型', kinds[party.kind], subjectKinds[subject.kind]],
    ['法定代表人、负责人或者经营者', party.representative, subject.representative],
    ['住所（住址）', party.address, subject.address],
    ['联系电话', party.phone, subject.phone],
  ]
  return [
    ...compared.flatMap(([title, inCase, inRegister]) =>
      inCase === undefined || inRegister === undefined || same(inCase, inRegister)
        ? []
        : [{ title, inCase, inRegister }],
    ),
    ...(subject.status === 'active'
      ? []
      : [{ title: '登记状态', inCase: '按存续办理', inRegister: subjectStatuses[subject.status] }]),
  ]
}

const kinds: Readonly<Record<Party['kind'], string>> = { ...subjectKinds, person: '自然人' }

/** What became of a party in all its cases, out of their states. */
export const historyOf = (
  key: string,
  cases: readonly { readonly row: CaseRow; readonly state: CaseState }[],
  subject?: Subject,
): PartyHistory | undefined => {
  const told = cases.flatMap(({ row, state }) => {
    const party = state.dossier.parties.find((each) => partyKeyOf(each) === key)
    return party === undefined ? [] : [{ row, state, party }]
  })
  const [newest] = told
  if (newest === undefined) return undefined
  const each = told.map(({ row, state, party }) => {
    const { findings } = state.dossier
    const { decision, fallen } = shareOf(state.dossier, party.id) ?? {}
    const outcome = fallen === undefined ? state.dossier.outcome : ({ kind: 'revoked' } as const)
    const payments = state.strands
      .filter(({ kind, data }) => kind === 'payment' && (data.party === undefined || data.party === party.id))
      .map(({ data }) => data as unknown as PaymentData)
    return {
      row,
      ...(findings === undefined ? {} : { violation: findings.violation }),
      ...(decision === undefined ? {} : { decision: decision.number }),
      ...(outcome !== undefined
        ? { outcome: outcomeKinds[outcome.kind] }
        : decision !== undefined
          ? { outcome: otherThanMoney(decision.penalty) }
          : {}),
      fine: decision?.penalty.fine ?? 0,
      gains: decision?.penalty.gains ?? 0,
      open: payments.reduce((sum, payment) => sum + openOf(payment), 0),
      steps: state.done.flatMap(({ act, at }) => (ends[act] === undefined ? [] : [{ title: ends[act], at }])),
    }
  })
  const sum = (of: 'fine' | 'gains' | 'open') => each.reduce((whole, one) => whole + one[of], 0)
  return {
    key,
    party: partyView(newest.party),
    names: [...new Set(told.map(({ party }) => party.name))],
    cases: each,
    differences: subject === undefined ? [] : differencesOf(newest.party, subject),
    totals: {
      cases: each.length,
      decided: each.filter(({ decision }) => decision !== undefined).length,
      fine: sum('fine'),
      gains: sum('gains'),
      open: sum('open'),
    },
  }
}
