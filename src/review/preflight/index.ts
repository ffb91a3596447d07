import { authority } from './authority.ts'
import type { Answer, Examined, PreflightCheck } from './check.ts'
import { evidence } from './evidence.ts'
import { facts } from './facts.ts'
import { fitness } from './fitness.ts'
import { law } from './law.ts'
import { others } from './others.ts'
import { party } from './party.ts'
import { procedure } from './procedure.ts'

export { type Examined, type Trace, type Verdict, verdicts } from './check.ts'

/** Every question of 预检, in the order of the seven points. */
export const preflightChecks: readonly PreflightCheck[] = [
  ...authority,
  ...party,
  ...facts,
  ...evidence,
  ...law,
  ...procedure,
  ...fitness,
  ...others,
]

/**
 * 预检: what a machine can say of a case before and while it is reviewed, question by question. It decides nothing: the reviewer
 * answers the seven points (程序规定 art. 53).
 */
export const preflight = (
  examined: Examined,
  checks: readonly PreflightCheck[] = preflightChecks,
): readonly (Answer & { readonly check: PreflightCheck })[] =>
  checks.map((check) => ({ check, ...check.examine(examined) }))
