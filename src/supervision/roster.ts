import { dayOf } from '../calendar/index.ts'
import type { Json, NewEvent, StreamKind } from '../journal/index.ts'
import { type Actor, accept, digestOf, type Result, refusal, refuse, rules } from '../kernel/index.ts'
import { validOn } from '../procedure/index.ts'
import { allInForce, trainedBy } from '../registry/index.ts'
import { type Staffing, staffingOn } from './staffing.ts'

/** 法制审核人员名册: made of the registry as it is on a day, by the head of the legal office, and reported (国办发〔2018〕118号 (11)). */

const basis = [rules(51)]

export interface RosterContent {
  readonly agency: string
  readonly asOf: string
  readonly reviewers: readonly {
    readonly name: string
    readonly unit: string
    readonly duty: string
    readonly certificate: string
    readonly qualification: string
    readonly trained: string
  }[]
  readonly units: Staffing['units']
  readonly officers: number
  readonly share: string
  readonly by: string
  readonly on: string
}

export interface RosterFiling {
  readonly level: 'government' | 'superior'
  readonly to: string
  readonly on: string
  readonly number?: string
}

export interface Roster {
  readonly day: string
  readonly content: RosterContent
  /** Of the content: what the code on the paper leads to. */
  readonly digest: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: string
  readonly filings: readonly RosterFiling[]
}

export type RosterCommand = { readonly do: 'make' } | ({ readonly do: 'file' } & RosterFiling)

export interface RosterFacts {
  readonly today: string
  readonly agency: string
  readonly staffing: Staffing
}

const dateText = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const contentOf = ({ today, agency, staffing }: RosterFacts, actor: Actor): RosterContent => ({
  agency,
  asOf: dateText(today),
  reviewers: staffing.reviewers.map(({ data }) => ({
    name: data.name,
    unit: staffing.unitOf.get(data.unit) ?? '',
    duty: data.duty,
    certificate: validOn(data.certificates, today)?.number ?? '无',
    qualification: !data.legalQualification
      ? '未取得'
      : data.qualification === undefined
        ? '已取得'
        : `${data.qualification.number}\n${dateText(data.qualification.on)}取得`,
    trained: `${trainedBy(data, today)} 学时`,
  })),
  units: staffing.units,
  officers: staffing.officers,
  share: staffing.share === undefined ? '—' : `${staffing.share}%`,
  by: actor.name,
  on: dateText(today),
})

export const decideRoster = (
  state: Roster | undefined,
  command: RosterCommand,
  facts: RosterFacts,
  { actor }: { readonly actor: Actor },
): Result<readonly NewEvent[]> => {
  const event = (type: string, data: object): Result<readonly NewEvent[]> =>
    accept([{ type, data: JSON.parse(JSON.stringify(data)) as Readonly<Record<string, Json>> }])
  if (!actor.roles.includes('legal-affairs'))
    return refuse(refusal('not-your-role', '法制审核人员名册由法规处制作和报送', { basis }))
  if (command.do === 'make') {
    if (!actor.roles.includes('unit-head'))
      return refuse(refusal('not-legal-head', '名册由法规处负责人签发，请交由其制作', { basis }))
    if (state !== undefined) return refuse(refusal('made-before', '这份名册已经制作，人员有变动的请另制一份'))
    if (facts.staffing.reviewers.length === 0)
      return refuse(refusal('no-reviewers', '“基础信息”中还没有法制审核人员，请先登记人员', { basis }))
    const content = contentOf(facts, actor)
    return event('make-roster', { day: facts.today, content, digest: digestOf(content) })
  }
  if (state === undefined) return refuse(refusal('no-roster', '没有这份名册，请返回列表'))
  const { do: _, ...filing } = command
  if (filing.on < state.day || filing.on > facts.today)
    return refuse(
      refusal('bad-filing-day', `报送日期应当在名册制作（${dateText(state.day)}）以后，并且不晚于今天`, {
        field: 'on',
      }),
    )
  if (state.filings.some(({ level, to }) => level === filing.level && to === filing.to))
    return refuse(refusal('filed-before', `这份名册已经报送${filing.to}`, { field: 'to' }))
  return event('file-roster', filing)
}

export const evolveRoster = (
  state: Roster | undefined,
  {
    type,
    data,
    actor,
    enteredAt,
  }: {
    readonly type: string
    readonly data: NewEvent['data']
    readonly actor: { readonly id: string; readonly name: string }
    readonly enteredAt: string
  },
): Roster | undefined => {
  if (type === 'make-roster')
    return {
      ...(data as unknown as Pick<Roster, 'day' | 'content' | 'digest'>),
      by: { id: actor.id, name: actor.name },
      at: enteredAt,
      filings: [],
    }
  if (state === undefined || type !== 'file-roster') return state
  return { ...state, filings: [...state.filings, data as unknown as RosterFiling] }
}

export const rosterStream: StreamKind<Roster | undefined, RosterCommand, RosterFacts> = {
  kind: 'roster',
  stateVersion: 1,
  initial: undefined,
  facts: async (requests, db) => {
    const days = [...new Set(requests.map(({ now }) => dayOf(now)))]
    const facts = new Map(
      await Promise.all(
        days.map(async (today): Promise<[string, RosterFacts]> => {
          const [staffing, agencies] = await Promise.all([staffingOn(db, today), allInForce(db, ['agency'], today)])
          return [today, { today, agency: agencies[0]?.data.name ?? '', staffing }]
        }),
      ),
    )
    return requests.map(({ now }) => facts.get(dayOf(now)) as RosterFacts)
  },
  decide: decideRoster,
  evolve: evolveRoster,
  projections: [
    {
      table: 'reviewer_roster',
      columns: { id: 'text', day: 'date', digest: 'text', filed: 'text[]' },
      key: ['id'],
      indexes: ['(day)'],
      rows: (id, state) =>
        state === undefined
          ? []
          : [
              {
                id,
                day: state.day,
                digest: state.digest,
                filed: [...new Set(state.filings.map(({ level }) => level))],
              },
            ],
    },
  ],
}
