import {
  type CaseState,
  type LimitRule,
  type NextStep,
  namedIn,
  type Procedure,
  partyIn,
  type RunningLimit,
} from '../procedure/index.ts'

/**
 * The limit under which a step stands: of the running ones that the step ends, the first to run out. A step that ends none has to
 * be done before the next deadline of the main line: that of an act on the path of some stage.
 */
export const limitOf = (
  { stages }: Procedure,
  limits: readonly RunningLimit[],
  { act, strand }: Pick<NextStep, 'act' | 'strand'>,
): RunningLimit | undefined => {
  const open = limits
    .filter(({ metAt }) => metAt === undefined)
    .sort((a, b) => ((a.answer.due ?? '9') < (b.answer.due ?? '9') ? -1 : 1))
  const onTheMainLine = ({ rule, strand: of }: RunningLimit) =>
    of === undefined &&
    !rule.right &&
    !rule.target &&
    stages.some(({ path }) => path.some((step) => namedIn(rule.until, typeof step === 'string' ? step : step.act)))
  return (
    open.find(({ rule, strand: of }) => namedIn(rule.until, act) && (of === undefined || of === strand)) ??
    open.find((limit) => limit.answer.due !== undefined && onTheMainLine(limit))
  )
}

/** What a clock is called: in a case with several parties also whose it is. */
export const limitTitle = (rule: LimitRule, strand: string | undefined, { strands, dossier }: CaseState): string => {
  const party = strands.find(({ id }) => id === strand)?.data.party
  const name = typeof party === 'string' ? partyIn(dossier, party)?.name : undefined
  return name === undefined ? rule.title : `${rule.title}（${name}）`
}
