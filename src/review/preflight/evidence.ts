import { dayOf } from '../../calendar/index.ts'
import { electronicSignatureLaw, penaltyLaw, rules } from '../../kernel/index.ts'
import { evidenceKinds, missingSignatures } from '../../procedure/index.ts'
import {
  allOf,
  firstDay,
  notReported,
  ofEvidence,
  ofPaper,
  type PreflightCheck,
  right,
  unknown,
  wrong,
} from './check.ts'

const noEvidence = wrong('卷内没有证据')

/** 证据是否充分. */
export const evidence: readonly PreflightCheck[] = [
  {
    name: 'evidence-there',
    point: 'facts',
    title: '有证据证明违法事实',
    basis: [penaltyLaw(40), rules(23)],
    examine: ({ state: { dossier } }) =>
      dossier.evidence.length === 0
        ? noEvidence
        : right(
            `${dossier.evidence.length} 件：${[...new Set(dossier.evidence.map(({ kind }) => evidenceKinds[kind]))].join('、')}`,
            dossier.evidence.map(ofEvidence),
          ),
  },
  {
    name: 'evidence-two-officers',
    point: 'facts',
    title: '每件证据由两名以上执法人员取得',
    basis: [penaltyLaw(42), rules(23)],
    examine: ({ state: { dossier } }) => {
      const byOne = dossier.evidence.filter(({ takenBy }) => new Set(takenBy.map(({ id }) => id)).size < 2)
      // What others sent in (检验报告、辨认意见) was received, and has no record of its taking.
      const taken = byOne.filter(({ paper }) => paper !== undefined)
      const names = (of: typeof byOne) => of.map(({ title }) => title).join('、')
      if (dossier.evidence.length === 0) return noEvidence
      if (taken.length > 0) return wrong(`取证人不足两名：${names(taken)}`, taken.map(ofEvidence))
      return byOne.length > 0
        ? unknown(`由一名执法人员登记，请核对是否由他人提供：${names(byOne)}`, byOne.map(ofEvidence))
        : right('均由两名以上执法人员取得', dossier.evidence.map(ofEvidence))
    },
  },
  {
    name: 'evidence-source',
    point: 'facts',
    title: '每件证据写明出处',
    basis: [rules(24)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ source }) => source.trim() !== '',
        names: ({ title }) => title,
        none: noEvidence,
        good: '均写明出处',
        bad: '没有写明出处',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-proves',
    point: 'facts',
    title: '每件证据写明证明的内容',
    basis: [rules(23)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ proves }) => proves.trim() !== '',
        names: ({ title }) => title,
        none: noEvidence,
        good: '均写明证明内容',
        bad: '没有写明证明内容',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-content',
    point: 'facts',
    title: '每件证据有内容可看',
    basis: [rules(23)],
    examine: ({ state: { dossier } }) =>
      allOf(dossier.evidence, {
        holds: ({ files, paper }) => files.length > 0 || paper !== undefined,
        names: ({ title }) => title,
        none: noEvidence,
        good: '均有文件或者笔录',
        bad: '既没有文件也没有笔录',
        trace: ofEvidence,
      }),
  },
  {
    name: 'evidence-before-report',
    point: 'facts',
    title: '证据在调查终结之前取得',
    basis: [penaltyLaw(40), rules(48)],
    examine: ({ state }) => {
      const report = state.done.findLast(({ act }) => act === 'report-investigation')
      if (report === undefined) return notReported
      return allOf(state.dossier.evidence, {
        holds: ({ takenAt }) => takenAt <= report.at,
        names: ({ title }) => title,
        none: noEvidence,
        good: '均在调查终结之前取得',
        bad: '在调查终结之后取得',
        trace: ofEvidence,
      })
    },
  },
  {
    name: 'evidence-after-clue',
    point: 'facts',
    title: '证据在发现线索之后取得',
    basis: [penaltyLaw(40)],
    examine: (examined) => {
      const earlier = examined.state.dossier.evidence.filter(({ takenAt }) => dayOf(takenAt) < firstDay(examined))
      return earlier.length === 0
        ? right('均在发现线索之后取得')
        : unknown(
            `取得时间早于发现线索，请核对：${earlier.map(({ title }) => title).join('、')}`,
            earlier.map(ofEvidence),
          )
    },
  },
  {
    name: 'evidence-by-handlers',
    point: 'facts',
    title: '立案后的证据由本案办案人员取得',
    basis: [rules(19, 2), rules(22)],
    examine: ({ state }) => {
      const filed = state.done.findLast(({ act }) => act === 'approve-filing')
      const handled = new Set(state.dossier.handled)
      return allOf(
        state.dossier.evidence.filter(({ takenAt }) => filed !== undefined && takenAt > filed.at),
        {
          holds: ({ takenBy }) => takenBy.every(({ id }) => handled.has(id)),
          names: ({ title }) => title,
          none: unknown('立案之后没有取得证据'),
          good: '均由办案人员取得',
          bad: '由不是办案人员的人取得',
          trace: ofEvidence,
        },
      )
    },
  },
  {
    name: 'evidence-once',
    point: 'facts',
    title: '同一文件没有作为几件证据',
    basis: [rules(23)],
    examine: ({ state: { dossier } }) => {
      const holders = Map.groupBy(
        dossier.evidence.flatMap((evidence) => evidence.files.map(({ blob }) => ({ blob, evidence }))),
        ({ blob }) => blob,
      )
      const twice = [...holders.values()].filter((all) => new Set(all.map(({ evidence }) => evidence.id)).size > 1)
      const traces = [...new Set(twice.flat().map(({ evidence }) => evidence))]
      return twice.length === 0
        ? right('没有重复的文件')
        : unknown(`用了同一文件：${traces.map(({ title }) => title).join('、')}`, traces.map(ofEvidence))
    },
  },
  {
    name: 'copies-checked',
    point: 'facts',
    title: '证据为原件、原物',
    basis: [rules(24), rules(25)],
    examine: ({ state: { dossier } }) => {
      const copies = dossier.evidence.filter(({ original }) => !original)
      if (dossier.evidence.length === 0) return unknown('卷内没有证据')
      return copies.length === 0
        ? right('均为原件、原物')
        : unknown(
            `复制件，请核对提供人注明与原件一致并签名：${copies.map(({ title }) => title).join('、')}`,
            copies.map(ofEvidence),
          )
    },
  },
  {
    name: 'one-place-at-a-time',
    point: 'facts',
    title: '同一执法人员没有同时在两处制作笔录',
    basis: [penaltyLaw(42), rules(22)],
    examine: ({ state }) => {
      const made = new Map(state.done.map((done) => [done.version, done]))
      const records = state.dossier.evidence.flatMap(({ paper, takenBy, title, id }) => {
        const course = made.get(Number(paper?.split('.').at(-2)))?.course
        return course?.from === undefined || course.until === undefined
          ? []
          : [
              {
                id,
                title,
                place: course.place,
                from: course.from,
                until: course.until,
                who: new Set(takenBy.map((each) => each.id)),
              },
            ]
      })
      const clashing = records.flatMap((one, n) =>
        records
          .slice(n + 1)
          .filter(
            (other) =>
              one.place !== other.place &&
              one.from < other.until &&
              other.from < one.until &&
              !one.who.isDisjointFrom(other.who),
          )
          .map((other) => [one, other] as const),
      )
      if (records.length === 0) return unknown('没有写明起止时间的笔录')
      return clashing.length === 0
        ? right('各份笔录的时间没有冲突')
        : wrong(
            `时间重叠而地点不同：${clashing.map((pair) => pair.map(({ title }) => title).join('与')).join('；')}`,
            [...new Set(clashing.flat())].map(ofEvidence),
          )
    },
  },
  {
    name: 'records-signed',
    point: 'facts',
    title: '作为证据的笔录已经签名或者注明',
    basis: [rules(28), rules(29), electronicSignatureLaw(13)],
    examine: ({ state }) => {
      const records = new Set(state.dossier.evidence.map(({ paper }) => paper))
      const unsigned = new Set(missingSignatures(state).map(({ paper: { id } }) => id))
      return allOf(
        state.papers.filter(({ id }) => records.has(id)),
        {
          holds: ({ id }) => !unsigned.has(id),
          names: ({ title }) => title,
          none: unknown('没有作为证据的笔录'),
          good: '均已签名或者注明',
          bad: '还缺签名',
          trace: ofPaper,
        },
      )
    },
  },
]
