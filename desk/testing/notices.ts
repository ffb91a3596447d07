import type { NoticeView } from '../../src/casework/view.ts'

/** What somebody was told, as the tests' server keeps it for everybody alike. */
export const noticesOf = (now: string): { -readonly [K in keyof NoticeView]: NoticeView[K] }[] => [
  {
    id: '00000000-0000-7000-8000-000000000001',
    kind: 'warning',
    kindTitle: '期限提醒',
    about: { kind: 'case', id: 'c1' },
    caseTitle: '云朵食品店涉嫌经营超过保质期的食品案',
    text: '“作出处理决定”快要到期（立案次日（3 月 5 日）起 90 日，至 6 月 2 日）',
    at: now,
    read: false,
    withdrawn: false,
  },
  {
    id: '00000000-0000-7000-8000-000000000002',
    kind: 'returned',
    kindTitle: '审核退回',
    about: { kind: 'case', id: 'c1' },
    caseTitle: '云朵食品店涉嫌经营超过保质期的食品案',
    text: '冯审核出具审核意见：请补充进货票据。',
    at: now,
    read: false,
    withdrawn: false,
  },
]
