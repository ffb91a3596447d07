import type { Data } from './act.ts'

/**
 * Situations in which the list of audio and video items may ask for more (程序规定 art. 43, 82), read from what an act's data says.
 * `always` is every doing of the act, `premises` its doing in a place that the list names.
 */
export const situations = {
  always: '凡实施这一行为的',
  absent: '当事人不到场的',
  refused: '当事人拒绝签名、盖章或者签收的',
  unwitnessed: '留置送达没有见证人的',
  left: '留置送达的',
  electronic: '电子送达的',
  posted: '张贴公告的',
  premises: '在办案场所进行的',
} as const
export type Situation = keyof typeof situations

/** What an act's data says of these; the fields have the same names in every act. */
export const situationsOf = (input: Data): readonly Situation[] => {
  const left = input.way === 'left'
  return [
    ...(input.presence === 'absent' || input.signed === 'absent' ? (['absent'] as const) : []),
    ...(input.signed === 'refused' || input.relation === 'refused' ? (['refused'] as const) : []),
    ...(left ? (['left'] as const) : []),
    ...(left && (input.witness ?? '') === '' ? (['unwitnessed'] as const) : []),
    ...(input.way === 'electronic' ? (['electronic'] as const) : []),
    ...(input.means === 'posted' ? (['posted'] as const) : []),
  ]
}
