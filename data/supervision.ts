import { createHash } from 'node:crypto'
import { addDays } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import { type Actor, newId } from '../src/kernel/index.ts'
import { type RetrievalCommand, retrievalStream, viewingStream } from '../src/recording/index.ts'
import { type RegistryData, registryStream, streamIdOf } from '../src/registry/index.ts'
import { evaluationStream, type RosterCommand, rosterStream } from '../src/supervision/index.ts'
import { evaluationList } from './evaluation-list.ts'
import type { Filmed } from './recordings.ts'

/** What is taken off a dossier, and why: the commonest of a bureau. */
const lost: readonly { readonly id: string; readonly off: number; readonly note: string }[] = [
  { id: 'facts', off: 3, note: '进货票据只复印了一面，供货商的名称看不清' },
  { id: 'dossier', off: 2, note: '卷内目录的页码与文书不一致' },
  { id: 'discretion', off: 2, note: '裁量理由只写了档次，没有写明对应的情节' },
  { id: 'procedure', off: 4, note: '询问笔录的起止时间没有写到分' },
  { id: 'recording', off: 1, note: '现场检查的录像在当事人签名以前就停了' },
  { id: 'law', off: 3, note: '引用到条，没有引用到款' },
]
/** Dossiers drawn of a quarter; days after which they are scored. */
const SIZE = 8
const SCORED_AFTER = 12

/** What reviewers are taught, quarter by quarter. */
const lessons = [
  '行政处罚法和行政处罚程序规定',
  '食品、药品案件的证据审查',
  '裁量基准的适用和说理',
  '涉嫌犯罪案件的移送',
] as const

const quarters = ['一', '二', '三', '四'] as const
/** The quarter before the one in which a day lies. */
const quarterBefore = (day: string) => {
  const month = Number(day.slice(5, 7))
  const first = `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  const until = addDays(first, -1)
  const quarter = Math.floor((Number(until.slice(5, 7)) - 1) / 3)
  return {
    title: `${until.slice(0, 4)} 年第${quarters[quarter] ?? ''}季度行政处罚案卷评查`,
    from: `${until.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}-01`,
    until,
  }
}

/** Who asks for a recording of the demo's cases, and what becomes of it; one after the other, round and round. */
const requests = [
  {
    asker: { kind: 'party', name: '当事人本人', document: '居民身份证' },
    purpose: '核对现场检查时说过的话',
    wanted: '现场检查的全部录像',
    answer: 'grant',
  },
  {
    asker: { kind: 'agent', name: '温以宁', organisation: '澄州云岭律师事务所', document: '授权委托书和律师执业证' },
    purpose: '准备行政复议',
    wanted: '现场检查和询问的录像',
    answer: 'grant',
  },
  {
    asker: { kind: 'other', name: '骆知行', organisation: '澄州生活报', document: '介绍信' },
    purpose: '采访报道',
    wanted: '现场检查的录像',
    answer: 'refuse',
  },
] as const

/** Beside its cases a bureau looks at them: dossiers are drawn and scored each quarter, and people ask for recordings. */
export const demoSupervision = ({ journal }: House, actors: ReadonlyMap<string, Actor>) => {
  const who = (username: string): Actor => {
    const found = actors.get(username)
    if (found === undefined) throw new Error(`nobody is called ${username}`)
    return found
  }
  const must = (outcome: { readonly ok: boolean }) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  let drawnOf = ''
  let open: { readonly id: string; readonly on: string } | undefined
  let asked = 0
  let waits = false

  const draw = async (day: string): Promise<void> => {
    const period = quarterBefore(day)
    if (drawnOf === period.until) return
    const first = drawnOf === ''
    drawnOf = period.until
    // In the quarter in which the bureau began there is nothing to look back at.
    if (first) return
    const id = newId()
    const outcome = await journal.execute(evaluationStream, {
      streamId: id,
      command: { do: 'draw', ...period, size: SIZE, seed: createHash('sha256').update(period.title).digest('hex') },
      meta: { actor: who('fang.jiankun'), key: `demo/draw/${period.until}` },
    })
    if (outcome.ok) open = { id, on: day }
    else if (!outcome.refusals.some(({ code }) => code === 'no-cases')) must(outcome)
  }

  const score = async (day: string): Promise<void> => {
    if (open === undefined || addDays(open.on, SCORED_AFTER) > day) return
    const { id } = open
    open = undefined
    const drawn = (await journal.state(evaluationStream, id))?.state
    for (const [n, caseId] of (drawn?.cases ?? []).entries()) {
      const faults = n % 3 === 0 ? [] : [lost[n % lost.length], ...(n % 4 === 1 ? [lost[(n + 2) % lost.length]] : [])]
      must(
        await journal.execute(evaluationStream, {
          streamId: id,
          command: {
            do: 'score',
            case: caseId,
            points: evaluationList.points.map(({ id: point, full }) => {
              const fault = faults.find((each) => each?.id === point)
              return fault === undefined
                ? { id: point, got: full }
                : { id: point, got: full - fault.off, note: fault.note }
            }),
          },
          meta: { actor: who('fang.jiankun'), key: `demo/score/${id}/${caseId}` },
        }),
      )
    }
  }

  const retrieve = async ({ caseId, recording, officer }: Filmed, answered: boolean): Promise<void> => {
    const { answer, ...request } = requests[asked % requests.length] ?? requests[0]
    const key = `demo/retrieval/${asked++}`
    const id = newId()
    const execute = async (by: Actor, command: RetrievalCommand) =>
      must(
        await journal.execute(retrievalStream, {
          streamId: id,
          command,
          meta: { actor: by, key: `${key}/${command.do}` },
        }),
      )
    await execute(officer, { do: 'ask', caseId, way: 'watch', items: [{ recording }], ...request })
    if (!answered) return
    if (answer === 'refuse')
      return execute(who('jiang.siqi'), {
        do: 'refuse',
        cause: 'scope',
        reasons: '录像拍到了顾客和员工，采访不需要看原始录像；可以查看公开的处罚决定。',
      })
    await execute(who('jiang.siqi'), {
      do: 'grant',
      items: [{ recording }],
      days: 10,
      reasons: '同意在本局查看，由办案人员陪同。',
    })
    const viewing = newId()
    const meta = (name: string) => ({ actor: officer, key: `${key}/${name}` })
    must(
      await journal.execute(viewingStream, {
        streamId: viewing,
        command: { do: 'open', recording, caseId, purpose: 'retrieval', retrieval: id },
        meta: meta('open'),
      }),
    )
    must(
      await journal.execute(viewingStream, {
        streamId: viewing,
        command: { do: 'watched', spans: [[0, 600_000]] },
        meta: meta('watched'),
      }),
    )
  }

  let quarter = ''
  /** Each quarter the reviewers are taught something. */
  const train = async (day: string): Promise<void> => {
    const { until } = quarterBefore(day)
    if (quarter === until) return
    quarter = until
    const subject = lessons[Number(until.slice(5, 7)) / 3 - 1] ?? lessons[0]
    for (const [person, actor] of actors) {
      if (!actor.roles.includes('reviewer')) continue
      const streamId = streamIdOf('officer', person)
      const versions = (await journal.state(registryStream, streamId))?.state.versions ?? []
      const data = versions.at(-1)?.data as RegistryData<'officer'>
      const lesson = { on: day, hours: 12, subject, when: 'post' as const, by: '澄州市市场监督管理局人教处' }
      must(
        await journal.execute(registryStream, {
          streamId,
          command: {
            kind: 'officer',
            id: person,
            from: day,
            data: { ...data, trainings: [...(data.trainings ?? []), lesson] },
            reason: '登记岗位培训',
          },
          meta: { actor: who('ruan.shuo'), key: `demo/training/${person}/${until}` },
        }),
      )
    }
  }

  let roster: { readonly id: string; readonly year: string; readonly on: string; readonly filed: boolean } | undefined
  /** The roster of the year is made when a bureau begins, and each January; a few days later it is reported. */
  const list = async (day: string): Promise<void> => {
    const year = day.slice(0, 4)
    const execute = async (id: string, command: RosterCommand, key: string) =>
      must(await journal.execute(rosterStream, { streamId: id, command, meta: { actor: who('shen.zhiyi'), key } }))
    if (roster === undefined || (roster.year !== year && day.slice(5) >= '01-10' && addDays(roster.on, 60) <= day)) {
      roster = { id: newId(), year, on: day, filed: false }
      await execute(roster.id, { do: 'make' }, `demo/roster/${year}`)
    } else if (!roster.filed && addDays(roster.on, 3) <= day) {
      roster = { ...roster, filed: true }
      const filed = { do: 'file', on: day } as const
      await execute(
        roster.id,
        { ...filed, level: 'government', to: '澄州市司法局', number: `澄司备〔${year}〕12号` },
        `demo/roster/${year}/government`,
      )
      await execute(
        roster.id,
        { ...filed, level: 'superior', to: '浙江省市场监督管理局' },
        `demo/roster/${year}/superior`,
      )
    }
  }

  return {
    /** After a day's work; `filmed`: what was filmed on it. */
    async endOf(day: string, filmed: readonly Filmed[], recent: boolean): Promise<void> {
      await train(day)
      await list(day)
      await draw(day)
      await score(day)
      const [one] = filmed
      // Every other week somebody comes and asks; who came in the last days still waits.
      if (one === undefined) return
      if (recent && !waits) {
        waits = true
        await retrieve(one, false)
      } else if (Number(day.slice(8)) % 14 === 3) await retrieve(one, true)
    },
  }
}
