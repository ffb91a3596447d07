import { addDays, dayOf } from '../calendar/index.ts'
import { type Check, lastMonths, share, standing } from '../casework/index.ts'
import { type Db, sql } from '../platform/index.ts'
import { type ActCoverage, type Course, coverageOf, isOpenGap, type RecordedMedium } from '../procedure/index.ts'
import { type CaseRecording, purposeful, recordedOf } from '../recording/index.ts'
import { allInForce, clockEvery, clockTolerance, type InForce, recordedActs, standingOf } from '../registry/index.ts'

/** Days within which a new list is filed above; the bureau's own measure. */
const FILED_WITHIN = 30

interface ActRow {
  readonly case_id: string
  readonly version: number
  readonly act: string
  readonly at: string
  readonly course: Course
  readonly files: readonly RecordedMedium[]
  readonly exception: 'asked' | 'granted' | 'refused' | null
  readonly reasons: string | null
  readonly approved_by: string | null
  readonly unit_name: string
  readonly title: string
  readonly recordings: readonly CaseRecording[] | null
}

interface Measured extends ActRow {
  readonly coverage: ActCoverage
}

/** Every act since a day that had to be recorded, with its recordings: one query, and arithmetic. */
export const measured = async (db: Db, since: string): Promise<readonly Measured[]> => {
  const [standingOn, { rows }] = await Promise.all([
    standingOf(db, [{ kind: 'record-list', id: 'main' }]),
    sql<ActRow>`
      select a.case_id, a.version, a.act, a.at, a.course, a.files, a.exception, a.reasons, a.approved_by, a.unit_name, f.title, r.recordings
      from recorded_act a join case_file f on f.id = a.case_id left join lateral (
        select jsonb_agg(jsonb_build_object('id', id, 'act', act, 'kind', kind, 'state', state, 'startedAt', started_at, 'spans', spans, 'lost', lost)) as recordings
        from recording r where r.case_id = a.case_id and r.origin <> 'copy'
      ) r on true where a.at >= ${since}::timestamptz order by a.at desc`.execute(db),
  ])
  return rows.flatMap((row) => {
    const [coverage] = coverageOf(
      [{ version: row.version, act: row.act, at: row.at, course: row.course }],
      (row.recordings ?? []).flatMap(recordedOf),
      (at) => standingOn('record-list', 'main', dayOf(at))?.data,
      {
        filesOf: () => row.files,
        excuseOf: () =>
          row.exception === null
            ? undefined
            : { strand: '', state: row.exception, cause: '', reasons: row.reasons ?? '', askedBy: '' },
      },
    )
    return coverage === undefined || coverage.required === 'none' ? [] : [{ ...row, coverage }]
  })
}

/** R2: what had to be recorded was, act by act; what was excused is named with who approved it. */
const covered: Check = {
  row: 'R2',
  target: '应当录的全部录到，或者例外经过批准',
  async run(db, now) {
    const months = lastMonths(now)
    const all = await measured(db, `${months[0]}-01T00:00:00+08:00`)
    const whole = all.filter(({ coverage }) => coverage.covered)
    const excused = all.filter(({ coverage }) => !coverage.covered && coverage.excuse?.state === 'granted')
    const open = all.filter(({ coverage }) => isOpenGap(coverage))
    const percent = (part: number, of: number) => Math.floor((part / of) * 1000) / 10
    const byAct = [...Map.groupBy(all, ({ act }) => act)]
    const byMonth = Map.groupBy(all, ({ at }) => dayOf(at).slice(0, 7))
    const approvers = Map.groupBy(excused, ({ approved_by }) => approved_by ?? '')
    const weakest = [
      ...Map.groupBy([...open, ...excused], ({ unit_name, act }) => `${unit_name} ${recordedActs[act] ?? act}`),
    ]
      .toSorted((a, b) => b[1].length - a[1].length)
      .slice(0, 3)
    return {
      state: all.length === 0 ? 'no-data' : open.length === 0 ? 'good' : 'short',
      figure: all.length === 0 ? '无数据' : `${percent(whole.length, all.length)}%`,
      target: covered.target,
      explanation:
        all.length === 0
          ? '近十二个月没有应当音像记录的执法行为'
          : `近十二个月应当音像记录 ${all.length} 次，录到 ${whole.length} 次，批准例外 ${excused.length} 次，没有录到 ${open.length} 次`,
      months: months.map((month) => {
        const found = byMonth.get(month)
        return found === undefined
          ? null
          : percent(found.filter(({ coverage }) => coverage.covered).length, found.length)
      }),
      short: open.slice(0, 20).map(({ title, case_id, unit_name, act }) => ({
        title: `${title}：${recordedActs[act] ?? act}`,
        href: `/desk/cases/${case_id}?tab=recordings`,
        unit: unit_name,
      })),
      more: [
        ...byAct.map(([act, of]) => ({
          title: recordedActs[act] ?? act,
          figure: `${percent(of.filter(({ coverage }) => coverage.covered).length, of.length)}%（${of.length} 次）`,
        })),
        ...[...approvers].map(([name, of]) => ({ title: `${name}批准的例外`, figure: `${of.length} 次` })),
        ...weakest.map(([where, of]) => ({ title: `薄弱环节：${where}`, figure: `${of.length} 次没有录到` })),
      ],
    }
  },
}

/** R3: a list holds today, says something of every act that the procedures want recorded, and was filed with both. */
const listed = standing('R3', '清单现行有效、没有缺项，已报同级政府和上级备案', async (db, now) => {
  const today = dayOf(now)
  const [list] = await allInForce(db, ['record-list'], today)
  if (list === undefined)
    return {
      state: 'short',
      figure: '没有清单',
      explanation: '还没有音像记录事项清单',
      short: [{ title: '请法规处制定清单', href: '/desk/registry/record-list' }],
      more: [],
    }
  const { rows, filings, gap, edge } = list.data
  const said = new Set(rows.map(({ act }) => act))
  const missing = Object.entries(recordedActs).filter(([act]) => !said.has(act))
  const late = today > addDays(list.from, FILED_WITHIN)
  const unfiled = (
    [
      ['government', '同级人民政府'],
      ['superior', '上级市场监督管理部门'],
    ] as const
  ).filter(
    ([level]) => !filings.some((filing) => filing.level === level && filing.on >= list.from && filing.on <= today),
  )
  const unverified = rows.filter(({ storage }) => !storage.verified).length
  const href = `/desk/registry/record-list/${list.id}`
  return {
    state: missing.length > 0 || (late && unfiled.length > 0) ? 'short' : 'good',
    figure: `${Object.keys(recordedActs).length - missing.length} / ${Object.keys(recordedActs).length} 类行为`,
    explanation: `清单自 ${list.from} 起有效，${rows.length} 项；允许间断 ${gap} 秒、起止出入 ${edge} 秒`,
    short: [
      ...missing.map(([, title]) => ({ title: `“${title}”没有写进清单`, href })),
      ...unfiled.map(([, title]) => ({ title: `没有报${title}备案`, href })),
    ],
    more: [
      ...filings.map(({ to, on }) => ({ title: `报${to}`, figure: on })),
      { title: '保存期限没有核实到规定的', figure: `${unverified} 项` },
    ],
  }
})

/** R4: in recordings from the officers' devices, each sentence that must be said was ticked at its second. */
const worded = share(
  'R4',
  '100%',
  '应当使用规范用语的录制',
  () => sql`
  select r.started_at as at, r.case_id as stream_id, not exists (
    select from jsonb_array_elements(w.data -> 'cards') with ordinality as line (said, n)
    where (line.said ->> 'required')::boolean and not exists (
      select from recording_mark m where m.recording = r.id and m.kind = 'wording'
        and split_part(m.mark ->> 'card', ':', 1) = w.entry and (m.mark ->> 'line')::int = line.n - 1
    )
  ) as good
  from recording r join registry_entry w on w.kind = 'wording' and w.data ->> 'act' = r.act and w.data ->> 'situation' = 'always'
    and w.from_day <= (r.started_at at time zone 'Asia/Shanghai')::date
    and (w.until_day is null or w.until_day >= (r.started_at at time zone 'Asia/Shanghai')::date)
  where r.origin = 'device' and r.kind <> 'photo' and r.case_id is not null`,
)

/** R5: each officer has a recorder that works, its clock was checked of late; the rooms have cameras that work. */
const equipped = standing('R5', '执法人员人手一台，时钟按期校准，场所摄像机正常', async (db, now) => {
  const today = dayOf(now)
  const all = await allInForce(db, ['recorder', 'premises', 'officer'], today)
  const of = <K extends 'recorder' | 'premises' | 'officer'>(kind: K) =>
    all.filter((each): each is InForce<K> => each.kind === kind)
  const officers = of('officer').filter(({ data }) => data.roles.includes('officer'))
  const recorders = of('recorder').filter(({ data }) => data.state !== 'scrapped')
  const rooms = of('premises')
  const ready = recorders.filter(({ data }) => data.state === 'in-use' || data.state === 'spare')
  const broken = recorders.filter(({ data }) => data.state === 'broken')
  const last = ({ data }: InForce<'recorder'>) => data.clock.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
  const unchecked = ready.filter((each) => (last(each)?.on ?? '') < addDays(today, -clockEvery))
  const off = ready.filter((each) => Math.abs(last(each)?.off ?? 0) > clockTolerance)
  const dark = rooms.filter(({ data }) => data.cameras.length === 0 || data.cameras.some(({ working }) => !working))
  const lacking = Math.max(0, officers.length - ready.length)
  const href = (kind: string, id: string) => `/desk/registry/${kind}/${id}`
  const none = recorders.length === 0 && rooms.length === 0
  return {
    state: none
      ? 'no-data'
      : lacking + broken.length + unchecked.length + off.length + dark.length === 0
        ? 'good'
        : 'short',
    figure: none ? '无数据' : `${ready.length} 台 / ${officers.length} 人`,
    explanation: none
      ? '还没有登记设备和场所'
      : `可用设备 ${ready.length} 台，执法人员 ${officers.length} 人；询问室、听证室等 ${rooms.length} 间`,
    short: [
      ...(lacking > 0 && !none ? [{ title: `还缺 ${lacking} 台可用设备` }] : []),
      ...broken.map(({ id, title, data }) => ({
        title: `${title} 故障停用：${data.faults.findLast(({ mended }) => mended === undefined)?.what ?? ''}`,
        href: href('recorder', id),
      })),
      ...unchecked.map(({ id, title }) => ({
        title: `${title} 超过 ${clockEvery} 天没有校准时钟`,
        href: href('recorder', id),
      })),
      ...off.map(({ id, title }) => ({
        title: `${title} 时钟相差超过 ${clockTolerance} 秒`,
        href: href('recorder', id),
      })),
      ...dark.map(({ id, title }) => ({ title: `${title} 没有正常工作的摄像机`, href: href('premises', id) })),
    ].slice(0, 20),
    more: none
      ? []
      : [
          {
            title: '人均可用设备',
            figure: `${Math.round((ready.length / Math.max(1, officers.length)) * 100) / 100} 台`,
          },
          { title: '故障停用', figure: `${broken.length} 台` },
          { title: '询问室', figure: `${rooms.filter(({ data }) => data.use === 'questioning').length} 间` },
          { title: '听证室', figure: `${rooms.filter(({ data }) => data.use === 'hearing').length} 间` },
        ],
  }
})

/** Who reviewed or decided watched what the list says is watched before. */
const watchedFirst = share(
  'R9',
  '100%',
  '清单要求先调阅的审核和决定',
  () => sql`
  select e.happened_at as at, e.stream_id, bool_and(exists (
    select from recording r join recording_viewing v on v.recording = r.id
    where r.case_id = e.stream_id and r.act = rule.act and v.person = e.actor ->> 'id' and v.at <= e.entered_at and v.ms > 0
  )) as good
  from event e
  join registry_entry l on l.kind = 'record-list' and l.from_day <= (e.happened_at at time zone 'Asia/Shanghai')::date
    and (l.until_day is null or l.until_day >= (e.happened_at at time zone 'Asia/Shanghai')::date)
  cross join lateral (
    select distinct item ->> 'act' as act from jsonb_array_elements(l.data -> 'rows') item
    where item -> 'viewing' ? (case when e.type = 'give-opinion' then 'reviewer' else 'decider' end)
  ) rule
  where e.kind = 'case' and e.type in ('give-opinion', 'make-decision', 'decide-otherwise')
    and exists (select from recording r where r.case_id = e.stream_id and r.act = rule.act and r.state = 'verified' and r.started_at <= e.happened_at)
  group by e.id, e.happened_at, e.stream_id`,
)

/** R9: that, and that every look at a recording has its purpose. */
const viewed: Check = {
  row: 'R9',
  target: '清单要求的都先调阅；无目的调阅 0 次',
  async run(db, now) {
    const [first, looks] = await Promise.all([watchedFirst.run(db, now), purposeful.run(db, now)])
    if (first.state === 'no-data') return { ...looks, target: viewed.target }
    return {
      ...first,
      target: viewed.target,
      state: looks.state === 'short' ? 'short' : first.state,
      explanation: `${first.explanation}；${looks.explanation}`,
      short: [...first.short, ...looks.short],
      more: [{ title: '无目的调阅', figure: looks.figure }, ...looks.more],
    }
  },
}

export const coverageChecks: readonly Check[] = [covered, listed, worded, equipped, viewed]
