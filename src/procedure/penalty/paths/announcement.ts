import { z } from 'zod'
import { days } from '../../../calendar/index.ts'
import { type Refusal, refusal, rules } from '../../../kernel/index.ts'
import { act, type Question } from '../../act.ts'
import { choice, files, longText, officers, text } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { handlers, theSystem } from '../../standing.ts'
import { served, serviceWays, stageAfterService, startsPayment } from '../acts/serve.ts'
import { refsOf } from '../refs.ts'

const stages = ['notice', 'service', 'performance', 'review', 'investigation']
const basis = [rules(82, 1, 5)]

interface Try {
  readonly way: keyof typeof serviceWays
  readonly at: string
  readonly course: string
}
const triesOf = ({ strand }: Question): readonly Try[] => (strand?.data.tries ?? []) as readonly Try[]

/** 送达未成: what was tried and why it didn't reach the party. Without it there is no announcement. */
const recordFailedService = act('record-failed-service', {
  title: '登记送达未成',
  purpose: '一次送达没有送到的，记录方式、经过和原因；其他方式都无法送达的，才可以公告送达',
  basis: [rules(82)],
  stages,
  by: handlers({ atLeast: 2, basis: [rules(82)] }),
  on: {
    kind: 'service',
    from: ['waiting'],
    to: 'waiting',
    keep: (question) => ({
      tries: [...triesOf(question), { way: question.data.way, at: question.at, course: question.data.course }],
    }),
  },
  data: z.strictObject({
    officers: officers('送达人'),
    way: choice('送达方式', serviceWays),
    course: longText('经过和未送达的原因', { hint: '写去了哪里、何时、见到谁、为什么没有送到', max: 2000 }),
    files: files('证明材料（退件、照片、录像）'),
  }),
  record: (question) => ({ officers: refsOf(question, question.data.officers), title: question.strand?.title }),
  sentence: ({ input, record }) => `${serviceWays[input.way]}《${String(record.title)}》未成：${input.course}`,
  known: ({ state }) => ({ officers: state.dossier.handlers.map(({ id }) => id), way: 'direct', files: [] }),
})

const grounds = { missing: '受送达人下落不明', failed: '采取其他方式无法送达' } as const

const triedFirst = (question: Question, ground: keyof typeof grounds, proofs: number): readonly Refusal[] => {
  const ways = new Set(triesOf(question).map(({ way }) => way))
  if (ground === 'missing')
    return proofs > 0
      ? []
      : [refusal('not-shown-missing', '受送达人下落不明的，请上传查找经过和证明材料', { field: 'files', basis })]
  return ways.size >= 2
    ? []
    : [
        refusal(
          'not-tried-before',
          `公告送达前应当先以其他方式送达；目前只登记了 ${ways.size} 种方式未成，请先登记至少两种（如直接、邮寄）`,
          { field: 'ground', basis },
        ),
      ]
}

/** 公告送达 (程序规定 art. 82 (1) item 5): the reason and the course go into the file; posting up is filmed. */
const announceService = act('announce-service', {
  title: '公告送达',
  purpose: '受送达人下落不明或者其他方式无法送达的，发布公告；自发布之日起经过三十日视为送达',
  basis,
  stages,
  by: handlers({ atLeast: 2, basis }),
  on: {
    kind: 'service',
    from: ['waiting'],
    to: 'announced',
    keep: ({ data, at }) => ({ announcedAt: at, announcedFor: data.ground, where: data.where }),
  },
  data: z.strictObject({
    officers: officers('经办人'),
    ground: choice('公告原因', grounds),
    course: longText('原因和经过', { hint: '写其他方式都用过、为什么送达不到，经过要有记录', max: 3000 }),
    means: choice('公告方式', {
      posted: '在本局公告栏和受送达人住所地张贴',
      published: '在报纸或者门户网站刊登',
    }),
    where: text('公告载体', { max: 100 }),
    files: files('张贴过程的照片、录像或者刊登的截屏'),
  }),
  checks: [
    (question) => [
      ...triedFirst(question, question.data.ground, question.data.files.length),
      ...(question.data.means === 'posted' && question.data.files.length === 0
        ? [refusal('posting-not-filmed', '张贴公告的，应当拍照、录像记录张贴过程', { field: 'files', basis })]
        : []),
    ],
  ],
  duty: 'as-listed',
  papers: [{ form: 51 }],
  record: (question) => ({
    officers: refsOf(question, question.data.officers),
    paper: question.strand?.data.paper,
    form: question.strand?.data.form,
    title: question.strand?.title,
  }),
  sentence: ({ record, input }) => `公告送达《${String(record.title)}》（${input.where}）`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    ground: 'failed',
    means: 'published',
    where: '本局门户网站',
    files: [],
  }),
})

const deemedServed = act('service-deemed', {
  title: '公告期满视为送达',
  purpose: '自公告发布之日起经过三十日，视为送达',
  basis,
  stages,
  by: theSystem,
  system: true,
  on: {
    kind: 'service',
    from: ['announced'],
    to: 'served',
    keep: ({ at }) => ({ servedAt: at, way: 'announcement', receiver: '公告送达' }),
  },
  data: z.strictObject({}),
  moves: startsPayment,
  leadsTo: ['performance'],
  leadsFrom: ['service'],
  choose: stageAfterService,
  record: ({ strand }) => ({ paper: strand?.data.paper, title: strand?.title }),
  apply: (dossier, { record, at }) => served(dossier, record.paper, at),
  sentence: ({ record }) => `公告满三十日，《${String(record.title)}》视为送达`,
})

/** 公告送达: tried before, thirty days, then by itself; its time isn't counted (程序规定 art. 64 (2)). */
export const announcement: Extension = {
  title: '公告送达',
  acts: [recordFailedService, announceService, deemedServed],
  limits: [
    {
      name: 'announcement',
      title: '公告送达',
      amount: days(30),
      basis,
      startTitle: '发布公告',
      strand: 'service',
      from: ['announce-service'],
      until: ['service-deemed'],
      onExpiry: 'service-deemed',
      right: true,
    },
  ],
  clocks: {
    decision: { excludes: [{ strand: 'service', in: ['announced'], why: '公告的时间不计入办案期限' }] },
    service: { until: ['announce-service'] },
    defence: { from: ['service-deemed'] },
    payment: { from: ['service-deemed'] },
  },
}
