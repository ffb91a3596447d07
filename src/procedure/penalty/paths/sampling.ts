import type { Extension } from '../../procedure.ts'
import { buySample, settleSample, takeSample } from '../acts/take-sample.ts'
import { sampledAmong } from '../samples.ts'

/** 抽样取证 (程序规定 art. 31): taken or bought, sealed, sent to a test, and seen to when it is no longer needed. */
export const sampling: Extension = {
  title: '抽样取证',
  acts: [takeSample, buySample, settleSample],
  strands: [
    {
      kind: 'sample',
      title: '样品',
      states: { sealed: '已封样', sent: '已送检', settled: '已处理' },
      initial: 'sealed',
      next: {},
    },
  ],
  moves: {
    'entrust-test': ({ data, state }) =>
      data.source === 'sampled'
        ? sampledAmong(state, data.samples as readonly { readonly name: string }[]).map(({ id }) => ({
            id,
            state: 'sent',
          }))
        : [],
  },
}
