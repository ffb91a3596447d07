import { usccCheckDigit } from '../src/kernel/index.ts'
import type { RegistryData } from '../src/registry/index.ts'
import { agency, agencyId, reviewList } from './bureau.ts'
import { complaintLimits } from './complaint-limits.ts'
import type { Entries } from './demo.ts'
import { measures } from './measures.ts'
import { wordings } from './wording.ts'

/** The person in whose name a new bureau begins: legal affairs, who enter everybody and everything else. */
export const firstPerson = 'admin'

const code17 = '11000000MB0000000'

/** What an empty bureau begins with: its own entry to be filled in, the plan's measures, a review list in the usual manner, one person. */
export const emptyEntries: Entries = [
  [
    'agency',
    agencyId,
    {
      ...agency,
      name: '（请填写机关名称）',
      shortName: '（简称）',
      region: '',
      code: code17 + usccCheckDigit(code17),
      address: '（请填写）',
      phone: '（请填写）',
      reconsideration: '（请填写）',
      court: '（请填写）',
      bank: '（请填写）',
    } satisfies RegistryData<'agency'>,
  ],
  ['review-list', 'main', { ...reviewList, title: '重大执法决定法制审核事项清单' }],
  ['unit', 'legal', { name: '法规处', nature: 'legal', functions: '维护基础信息，法制审核。' }],
  [
    'officer',
    firstPerson,
    {
      name: '初始管理人员',
      unit: 'legal',
      duty: '法规处人员',
      roles: ['legal-affairs'],
      auxiliary: false,
      certificates: [],
      legalQualification: false,
    },
  ],
  ['complaint-limits', 'main', complaintLimits],
  ...Object.entries(wordings).map(([id, data]) => ['wording', id, data] as const),
  ...Object.entries(measures).map(([id, data]) => ['measure', id, data] as const),
]
