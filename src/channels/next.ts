import { type Citation, complaintRules, law } from '../kernel/index.ts'
import type { Matter } from './matter.ts'

const suit = '也可以向仲裁机构申请仲裁，或者向人民法院起诉。'
const consumer = law('消费者权益保护法')
/** What who brought a matter can do next, with its article. */
export const nextFor = ({
  kind,
  stage,
  person,
}: Pick<Matter, 'kind' | 'stage' | 'person'>): readonly {
  readonly text: string
  readonly basis: readonly Citation[]
}[] => {
  if (kind === 'complaint')
    switch (stage) {
      case 'received':
        return [
          { text: '七个工作日内告诉您是否受理。您可以先与商家协商，和解了请告诉我们。', basis: [complaintRules(14)] },
        ]
      case 'accepted':
        return [
          { text: '请留意我们的电话；调解要双方同意，您可以随时撤回。', basis: [complaintRules(16)] },
          { text: '调解人员与对方有亲属或者其他利害关系的，您可以申请他回避。', basis: [complaintRules(19, 2)] },
        ]
      case 'settled':
        return [{ text: '对方不履行协议的，请告诉我们，也可以向人民法院起诉。', basis: [consumer(39)] }]
      default:
        return [{ text: `不影响您用其他办法解决：可以请消费者协会调解，${suit}`, basis: [consumer(39)] }]
    }
  if (kind === 'report')
    return [
      {
        text:
          person === undefined
            ? '您没有留下姓名，结果只在这里看到。想起新的线索，可以再举报一次并写上这个登记号。'
            : '是否立案，我们会在决定后五个工作日内告诉您。您的身份保密。',
        basis: [complaintRules(person === undefined ? 24 : 31, person === undefined ? 1 : 2)],
      },
    ]
  return [{ text: '还有不清楚的，可以再问一次，写上这个登记号；也可以打电话或者到窗口。', basis: [] }]
}
