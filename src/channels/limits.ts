import { computeLimit, type LimitAnswer, type WorkCalendar, workingDays } from '../calendar/index.ts'
import { type Citation, complaintRules, rules } from '../kernel/index.ts'
import { complaintLimitTitles, type RegistryData } from '../registry/index.ts'
import type { Matter } from './matter.ts'

/** The clocks of a matter; their amounts and articles stand in the registry, dated. */
export type LimitName = keyof typeof complaintLimitTitles

export interface LimitAmount {
  /** Working days. */
  readonly days: number
  readonly basis: readonly Citation[]
}

/** The amounts that hold for a matter: those of the day on which it came. */
export interface Amounts {
  /** The regulation from which they are. */
  readonly title: string
  /** Nobody has held them against the text of the regulation yet. */
  readonly unverified: boolean
  readonly of: Readonly<Record<LimitName, LimitAmount>>
}

/** The rules of 2022, where the registry says nothing; five days for an answer are the bureau's own promise. */
export const amounts2022: Amounts = {
  title: '市场监督管理投诉举报处理暂行办法',
  unverified: false,
  of: {
    accept: { days: 7, basis: [complaintRules(14)] },
    mediate: { days: 45, basis: [complaintRules(21, 1, 5)] },
    'tell-ended': { days: 7, basis: [complaintRules(21, 2)] },
    check: { days: 15, basis: [rules(18, 1)] },
    'tell-reporter': { days: 5, basis: [complaintRules(31, 2)] },
    answer: { days: 5, basis: [] },
  },
}

/** What the registry's entry says; a clock that it doesn't name keeps what it was. */
export const amountsOf = (entry: RegistryData<'complaint-limits'> | undefined): Amounts => {
  if (entry === undefined) return amounts2022
  const said = entry.limits.map(({ limit, days, basis }) => [limit, { days, basis: basis as readonly Citation[] }])
  return {
    title: entry.title,
    unverified: !entry.verified,
    of: { ...amounts2022.of, ...Object.fromEntries(said) },
  }
}

export interface MatterLimit {
  readonly name: LimitName
  readonly title: string
  readonly metAt?: string
  readonly answer: LimitAnswer
  /** Met after its last day, or not met and over. */
  readonly late: boolean
}

interface Clock {
  readonly name: LimitName
  readonly start: string
  readonly startTitle: string
  readonly metAt: string | undefined
  readonly extended?: boolean
  readonly pauses?: Matter['pauses']
}

const clocksOf = ({ kind, receivedAt, marks, person, pauses }: Matter): readonly Clock[] => {
  const from = (name: LimitName, start: string | undefined, startTitle: string, metAt: string | undefined) =>
    start === undefined ? [] : [{ name, start, startTitle, metAt }]
  const { closed } = marks
  switch (kind) {
    case 'complaint':
      return [
        ...from('accept', receivedAt, '收到投诉', marks.accepted ?? marks.refused ?? closed),
        ...from('mediate', marks.accepted, '受理', marks.settled ?? marks.ended ?? closed).map((clock) => ({
          ...clock,
          pauses,
        })),
        ...from('tell-ended', marks.ended, '终止调解', marks.endedTold),
      ]
    case 'report':
      return [
        ...from('check', receivedAt, '收到举报', marks.clue ?? marks.filing ?? closed).map((clock) => ({
          ...clock,
          extended: marks.extended !== undefined,
        })),
        ...(person === undefined ? [] : from('tell-reporter', marks.filing, '作出是否立案的决定', marks.reporterTold)),
      ]
    case 'consultation':
      return from('answer', receivedAt, '收到咨询、建议', marks.answered ?? closed)
  }
}

/** Every clock of a matter, as it stands at this moment. */
export const limitsOf = (matter: Matter, calendar: WorkCalendar, now: string): readonly MatterLimit[] =>
  clocksOf(matter).map(({ name, start, startTitle, metAt, extended, pauses }) => {
    const { days, basis } = matter.amounts.of[name]
    const answer = computeLimit(
      {
        amount: workingDays(days),
        start,
        startTitle,
        basis,
        // 程序规定 art. 18: once, by as much again.
        // A mediation that was ended while a test was under way is measured by the time until then.
        ...(pauses === undefined
          ? {}
          : {
              pauses: pauses.map(({ from, until = metAt, why }) => ({
                from,
                ...(until === undefined ? {} : { until }),
                why,
              })),
            }),
        ...(extended ? { extensions: [workingDays(days)] } : {}),
      },
      calendar,
      now,
    )
    return {
      name,
      title: complaintLimitTitles[name],
      ...(metAt === undefined ? {} : { metAt }),
      answer,
      late: answer.due !== undefined && (metAt ?? now) > answer.due,
    }
  })
