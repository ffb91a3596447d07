import { ordinarySteps as o, type Step, simpleSteps as s } from '../../testing/walk.ts'

export const turn = {
  by: 'zhao',
  on: '2026-03-02T01:30:00.000Z',
  act: 'turn-ordinary',
  data: { ground: 'disputed', reasons: '当事人称商品当天才上架，提交了进货单，需要进一步调查。' },
} as const satisfies Step

export const disputed: Step = {
  ...s.tell,
  data: { ...s.tell.data, defence: 'yes', content: '商品今天才上架，还没来得及标价。' },
}

/** A case that begins on the spot and goes on in the ordinary procedure. */
export const turnedScene: readonly Step[] = [
  s.open,
  s.show,
  disputed,
  turn,
  o.verify,
  { ...o.propose, data: { ...o.propose.data, item: 'no-price-tag', facts: '涉嫌不按规定明码标价。' } },
  o.file,
  o.assign,
  o.inspect,
]
