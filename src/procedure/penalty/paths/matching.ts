import { z } from 'zod'
import { penaltyLaw, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { list } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers } from '../../standing.ts'
import { evidenceTaken, handlersNamed } from '../gates.ts'
import { checklistIn } from '../guide.ts'

const key = z.string().min(1).max(200)

/** 对照证据清单: what was taken before, or by an act that asks no more than the evidence, is matched to what it proves. */
const matchEvidence = act('match-evidence', {
  title: '对照证据清单',
  purpose: '对照本案应当证明的事项，逐项选出已经取得的证据，看还缺什么',
  basis: [penaltyLaw(40), penaltyLaw(46), rules(23)],
  stages: ['investigation'],
  by: handlers(),
  gates: [handlersNamed, evidenceTaken],
  data: z.strictObject({
    matches: list(
      '应当证明的事项',
      z.strictObject({
        point: key.meta({ title: '事项', 'x-widget': 'text' }),
        evidence: z.array(key).max(200).meta({ title: '证据', 'x-widget': 'evidence' }),
      }),
      { min: 1, 'x-widget': 'matches' },
    ),
  }),
  asksGuides: true,
  apply: (dossier, { input }) => {
    const matched = new Set(input.matches.map(({ point }) => point))
    return {
      ...dossier,
      evidence: dossier.evidence.map(({ points = [], ...evidence }) => {
        const proves = [
          ...points.filter((point) => !matched.has(point)),
          ...new Set(input.matches.filter((each) => each.evidence.includes(evidence.id)).map(({ point }) => point)),
        ]
        return proves.length === 0 ? evidence : { ...evidence, points: proves }
      }),
    }
  },
  sentence: ({ input }) =>
    `对照证据清单：${input.matches.filter(({ evidence }) => evidence.length > 0).length} 项已有证据，${input.matches.filter(({ evidence }) => evidence.length === 0).length} 项还没有`,
  known: ({ state, facts }) => ({
    matches: checklistIn(state, facts).map(({ key: point, evidence }) => ({ point, evidence })),
  }),
})

export const matching: Extension = { title: '证据清单', acts: [matchEvidence] }
