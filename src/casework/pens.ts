import type { LoadedRequest } from '../journal/index.ts'
import { digestOf, type Refusal, refusal } from '../kernel/index.ts'
import type { Db } from '../platform/index.ts'
import type { CaseCommand } from '../procedure/index.ts'
import { type CaseState, decideCase, type Facts, type Pen } from '../procedure/index.ts'
import { type FactSources, loadFacts, ruleOf } from './facts.ts'

const noPen: Refusal = refusal('second-factor', '没有取得签名，请刷新页面后重新提交')

/**
 * The facts of these requests, with the pens of those who sign: of all of them by one query. A code is only spent on what would be
 * done with it: what is refused anyway is refused without asking for one.
 */
export const signedFacts = async (
  sources: FactSources,
  requests: readonly LoadedRequest<CaseState, CaseCommand>[],
  db: Db,
): Promise<readonly Facts[]> => {
  const facts = await loadFacts(sources, requests, db)
  const signing = requests.flatMap((request, n) => {
    const { state, command, meta, now, streamId } = request
    const tried = facts[n]
    if (tried === undefined || ruleOf(sources.procedures, request)?.signs === undefined) return []
    if (meta.actor.kind !== 'person') return []
    const decided = decideCase(sources.procedures, state, command, {
      streamId,
      actor: meta.actor,
      happenedAt: meta.happenedAt ?? now,
      facts: tried,
    })
    return decided.ok
      ? [{ n, person: meta.actor.id, code: meta.code, command: digestOf({ streamId, command, key: meta.key }) }]
      : []
  })
  const [first] = requests
  const taken =
    first === undefined || signing.length === 0
      ? []
      : await sources.pens.take(
          signing.map(({ person, code, command }) => ({ person, command, ...(code === undefined ? {} : { code }) })),
          first.now,
          db,
        )
  const pens = new Map<number, Pen | Refusal>(signing.map(({ n }, place) => [n, taken[place] ?? noPen]))
  return facts.map((each, n) => ({ ...each, pen: () => pens.get(n) ?? noPen }))
}
