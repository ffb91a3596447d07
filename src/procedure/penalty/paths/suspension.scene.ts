import { ordinarySteps, type Step, until } from '../../testing/walk.ts'

const suspended = [
  {
    by: 'zhao',
    on: '2026-03-09T02:00:00.000Z',
    act: 'ask-suspension',
    data: { ground: 'other-case', reasons: '须以法院对买卖合同的判决为依据，该案尚未审结。' },
  },
  {
    by: 'leader',
    on: '2026-03-10T02:00:00.000Z',
    act: 'answer-suspension',
    data: { answer: 'granted', opinion: '同意中止，原因消除后立即恢复。' },
  },
] as const satisfies readonly Step[]

export const suspensionScene: readonly Step[] = [...until(ordinarySteps, 'evidence'), ...suspended]
