import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'
import { violationsSteps } from './violations.scene.ts'

/** A breach that joined the case and leaves it again. */
export const splitScene: readonly Step[] = [
  ...until(o, 'evidence'),
  violationsSteps.ask,
  violationsSteps.answer,
  {
    by: 'zhao',
    on: '2026-03-06T07:00:00.000Z',
    act: 'ask-split',
    data: { item: 'no-price-tag', reasons: '标价问题还要查清供货环节，不宜拖延本案。' },
  },
  {
    by: 'leader',
    on: '2026-03-06T08:00:00.000Z',
    act: 'answer-split',
    data: { answer: 'granted', opinion: '同意分案，另行立案。' },
  },
]
