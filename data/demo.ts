import { addDays, dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import { calendar } from '../src/house.ts'
import type { Actor } from '../src/kernel/index.ts'
import type { Blobs } from '../src/platform/index.ts'
import { type RegistryKind, registryStream, streamIdOf } from '../src/registry/index.ts'
import { reviewPoints } from '../src/review/index.ts'
import { agency, agencyId, items, officers, reviewList, units } from './bureau.ts'
import { measures } from './measures.ts'
import { type DemoParty, demoParties, type Random, randomFrom } from './parties.ts'
import { shelfPicture } from './picture.ts'
import { type Scene, scenes } from './scenes.ts'

/** One click of the demo: who does what in which case, and when. */
interface Click {
  readonly case: number
  readonly at: string
  readonly by: string
  readonly act: string
  readonly procedure?: string
  /** Papers are known only once they are served, so data may ask for what came before. */
  readonly data: Readonly<Record<string, unknown>>
}

const from = '2022-01-01'
const registrar: Actor = { kind: 'system', id: 'setup', name: '系统初始化', roles: [] }

/** Standing data: kind, id, content. */
export type Entries = readonly (readonly [RegistryKind, string, unknown])[]

const demoEntries: Entries = [
  ['agency', agencyId, agency],
  ['review-list', 'main', reviewList],
  ...Object.entries(units).map(([id, data]) => ['unit', id, data] as const),
  ...officers.map(({ username, data }) => ['officer', username, data] as const),
  ...Object.entries(items).map(([id, data]) => ['item', id, data] as const),
  ...Object.entries(measures).map(([id, data]) => ['measure', id, data] as const),
]

/** Puts standing data into the registry by the registry's own commands; default: the demo bureau's. */
export const fillRegistry = async ({ journal }: House, entries: Entries = demoEntries): Promise<void> => {
  const outcomes = await Promise.all(
    entries.map(([kind, id, data]) =>
      journal.execute(registryStream, {
        streamId: streamIdOf(kind, id),
        command: { kind, id, from, data, reason: '系统启用' },
        meta: { actor: registrar, key: `setup/${kind}/${id}` },
      }),
    ),
  )
  for (const outcome of outcomes)
    if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message).join('; '))
}

export const demoActors: ReadonlyMap<string, Actor> = new Map(
  officers.map(({ username, data }) => [
    username,
    { kind: 'person', id: username, name: data.name, unit: data.unit, roles: data.roles },
  ]),
)

/** Officers of a unit who can handle cases, its head among them. */
const handlersOf = (unit: string, day: string): readonly string[] =>
  officers
    .filter(
      ({ data }) =>
        data.unit === unit &&
        data.roles.includes('officer') &&
        data.certificates.some((held) => held.status === 'valid' && held.from <= day && day <= held.until),
    )
    .map(({ username }) => username)
const headOf = (unit: string): string =>
  officers.find(({ data }) => data.unit === unit && data.roles.includes('unit-head'))?.username ?? ''

/** The working day that lies so many working days after another, and a time on it. */
const moment = (start: string, days: number, hour: number, minute = 0): string => {
  let day = start
  for (let left = days; left > 0 || !calendar.isWorkingDay(day); ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) left--
  }
  return new Date(
    Date.parse(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`),
  ).toISOString()
}

const yuan = (n: number) => n * 100
const round = (n: number) => Math.round(n / 100) * 100

interface Setting {
  readonly n: number
  readonly start: string
  readonly party: DemoParty
  readonly photo: { readonly blob: string; readonly name: string; readonly type: string; readonly size: number }
  readonly random: Random
}

const allPoints = Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }]))

/** An ordinary case from its clue to its closing and publication, day by day. What lies after today isn't played. */
const ordinary = ({ n, start, party, photo, random }: Setting, scene: Scene): readonly Click[] => {
  const able = scene.units.filter((unit) => handlersOf(unit, start).length >= 2)
  const unit = random.pick(able)
  const pool = handlersOf(unit, start).filter((name) => name !== headOf(unit))
  const team = (
    pool.length >= 2 ? [pool[n % pool.length], pool[(n + 1) % pool.length]] : handlersOf(unit, start).slice(0, 2)
  ) as [string, string]
  const [first] = team
  const leader = random.pick(['jiang.siqi', 'he.wenzhou'])
  const reviewer = random.pick(['gu.qingyan', 'bai.luoshu', 'shen.zhiyi'])
  const title = scene.title.replace('{party}', party.name)
  const who = party.representative ?? party.name
  const fine = yuan(round(scene.fine[0] + random.below(scene.fine[1] - scene.fine[0])))
  const slow = random.below(3)
  const defended = random.below(5) === 0
  const sentBack = random.below(7) === 0
  const later = sentBack ? 6 : 0
  const click = (
    by: string,
    act: string,
    days: number,
    hour: number,
    data: Click['data'],
    more: { minute?: number; procedure?: string } = {},
  ): Click => ({
    case: n,
    at: moment(start, days, hour, more.minute ?? (n * 7) % 60),
    by,
    act,
    data,
    ...(more.procedure === undefined ? {} : { procedure: more.procedure }),
  })
  const report = (days: number, hour: number) =>
    click(first, 'report-investigation', days, hour, {
      officers: team,
      course: '立案后，办案人员到现场检查，询问了当事人，提取了有关书证、照片，违法事实已经查明。',
      facts: scene.facts,
      nature: scene.nature,
      violation: scene.violation,
      penalty: { kinds: ['fine'], fine, gains: 0, step: scene.step, reasons: scene.reasons },
    })
  const review = (days: number, agree: boolean): readonly Click[] => [
    click(first, 'submit-for-review', days, 15, { complete: true }),
    click(reviewer, 'accept-review', days + 1, 9, { complete: true }),
    click(
      reviewer,
      'give-opinion',
      days + 3 + slow,
      16,
      agree
        ? {
            points: allPoints,
            outcome: 'agree',
            opinion: '案件事实清楚，证据充分，定性准确，适用依据正确，程序合法，处理适当，同意处理意见。',
          }
        : {
            points: { ...allPoints, facts: { answer: 'no', reason: '进货数量和库存数量缺少书证相互印证' } },
            outcome: 'supplement',
            opinion: '请补充调取进货票据或者账目，核实货值金额后重新送审。',
          },
    ),
  ]
  const place = party.address
  const evidence = (days: number, name: string) =>
    click(first, 'take-evidence', days, 11, {
      officers: team,
      kind: 'documentary',
      title: name,
      source: party.name,
      provider: who,
      proves: scene.violation,
      original: 'copy',
      files: [photo],
      signed: 'signed',
    })
  const a = 14 + slow + later
  return [
    click(
      first,
      'register-clue',
      0,
      9,
      {
        title,
        source: random.pick(['inspection', 'complaint', 'report', 'assignment']),
        receivedAt: moment(start, 0, 8, 30),
        content: scene.clue,
        unit,
      },
      { procedure: 'ordinary-penalty' },
    ),
    click(first, 'verify-clue', 2 + slow, 15, { officers: team, facts: `经核查，${scene.clue}`, suggestion: 'file' }),
    click(first, 'propose-filing', 3 + slow, 9, {
      party,
      item: scene.item,
      facts: `经核查，有证据初步证明当事人${scene.violation}，建议立案。`,
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    }),
    click(leader, 'approve-filing', 4 + slow, 10, { opinion: '同意立案，请承办机构指定办案人员依法调查。' }),
    click(headOf(unit), 'assign-handlers', 4 + slow, 14, { handlers: team }),
    click(
      first,
      'show-certificates',
      5 + slow,
      9,
      {
        officers: team,
        occasion: 'inspection',
        place,
        shownTo: `${who}（${party.kind === 'person' ? '本人' : party.kind === 'household' ? '经营者' : '法定代表人'}）`,
        rightsTold: true,
        recusalAsked: 'no',
      },
      { minute: 0 },
    ),
    click(first, 'inspect-site', 5 + slow, 12, {
      officers: team,
      from: moment(start, 5 + slow, 9, 10),
      until: moment(start, 5 + slow, 10, 40),
      place,
      presence: 'present',
      presentPerson: who,
      course: scene.site,
      signed: random.below(9) === 0 ? 'refused' : 'signed',
      photos: [photo],
    }),
    click(team[1], 'question-person', 7 + slow, 16, {
      officers: team,
      from: moment(start, 7 + slow, 14, 0),
      until: moment(start, 7 + slow, 15, 5),
      place: `${units[unit]?.name ?? ''}询问室`,
      person: {
        name: who,
        role: party.kind === 'person' ? 'party' : 'representative',
        ...(party.phone === undefined ? {} : { phone: party.phone }),
      },
      answers: scene.answers.map(([question, answer]) => ({ question, answer })),
      readOver: true,
      signed: 'signed',
    }),
    evidence(8 + slow, scene.exhibit),
    report(10 + slow, 10),
    ...(sentBack
      ? [
          ...review(10 + slow, false),
          evidence(14 + 2 * slow, '进货票据复印件'),
          report(15 + 2 * slow, 10),
          ...review(15 + 2 * slow, true),
        ]
      : review(10 + slow, true)),
    click(leader, 'approve-proposal', a + 3, 10, { opinion: '同意处罚建议，请依法告知当事人。' }),
    click(first, 'issue-notice', a + 3, 15, { explanation: scene.explanation }),
    click(first, 'serve', a + 5, 10, {
      officers: team,
      way: 'direct',
      place,
      receiver: who,
      relation: 'self',
      proof: [],
    }),
    ...(defended
      ? [
          click(first, 'hear-defence', a + 7, 16, {
            officers: team,
            from: moment(start, a + 7, 14, 0),
            until: moment(start, a + 7, 15, 0),
            place: units[unit]?.name ?? '',
            person: who,
            content: '我们认识到错误，已经整改，经营确实困难，请求再给予从轻处理。',
            files: [],
            signed: 'signed',
          }),
          click(first, 'recheck', a + 9, 10, {
            officers: team,
            result: 'rejected',
            reasons: '提出处罚建议时已充分考虑当事人改正情况和货值金额，陈述申辩理由不足以改变裁量阶次，不予采纳。',
          }),
        ]
      : []),
    click(leader, 'make-decision', a + 15, 10, { opinion: '同意，按处罚建议作出行政处罚决定。' }),
    click(first, 'serve', a + 17, 10, {
      officers: team,
      way: 'direct',
      place,
      receiver: who,
      relation: 'self',
      proof: [],
    }),
    click('qiu.anlan', 'publish-decision', a + (random.below(10) === 0 ? 32 : 20), 9, {
      secrecy: true,
      period: 'three-years',
      hide: [],
    }),
    click(first, 'record-payment', a + 24 + slow, 11, {
      amount: fine,
      on: dayOf(moment(start, a + 23 + slow, 9)),
      channel: random.pick(['bank', 'electronic']),
      receipt: `浙财缴 ${String(20_260_000 + n * 37)}`,
      files: [],
    }),
    click(first, 'propose-closing', a + 27 + slow, 10, {
      result: 'performed',
      summary: '罚款已全部缴清，违法行为已改正。',
    }),
    click(leader, 'approve-closing', a + 29 + slow, 10, { opinion: '同意结案，请按规定立卷归档。' }),
  ]
}

/** A case decided on the spot. */
const simple = ({ n, start, party, photo, random }: Setting): readonly Click[] => {
  const unit = random.pick(['dongpu', 'yunling', 'wangjiang'])
  const team = handlersOf(unit, start).slice(0, 2) as [string, string]
  const item = random.pick(['no-price-tag', 'licence-not-shown', 'scale-unchecked'])
  const name = items[item]?.name ?? ''
  const fine = party.kind === 'organisation' ? yuan(random.pick([500, 800, 1000])) : yuan(200)
  const step = items[item]?.steps.find(({ min, max }) => min <= fine && fine <= max)?.step ?? 'normal'
  const place = party.address
  const at = (minute: number) => ({ minute })
  const click = (
    by: string,
    act: string,
    days: number,
    hour: number,
    data: Click['data'],
    more: { minute?: number; procedure?: string } = {},
  ): Click => ({
    case: n,
    at: moment(start, days, hour, more.minute ?? 0),
    by,
    act,
    data,
    ...(more.procedure === undefined ? {} : { procedure: more.procedure }),
  })
  const officer = team[0]
  return [
    click(
      officer,
      'open-on-the-spot',
      0,
      10,
      {
        officers: team,
        title: `${party.name}${name}案`,
        party,
        item,
        place,
        facts: `检查时发现当事人${name}，事实清楚，当事人当场承认。`,
        photos: [photo],
      },
      { procedure: 'simple-penalty', ...at(0) },
    ),
    click(
      officer,
      'show-certificates',
      0,
      10,
      {
        officers: team,
        occasion: 'on-the-spot',
        place,
        shownTo: party.representative ?? party.name,
        rightsTold: true,
        recusalAsked: 'no',
      },
      at(5),
    ),
    click(
      officer,
      'tell-on-the-spot',
      0,
      10,
      {
        officers: team,
        penalty: { kinds: ['fine'], fine, gains: 0, step, reasons: '违法情节轻微，当场改正。' },
        defence: 'no',
      },
      at(12),
    ),
    click(officer, 'decide-on-the-spot', 0, 10, { officers: team, signed: 'signed', place }, at(25)),
    click(officer, 'record-payment', 1, 11, {
      amount: fine,
      on: dayOf(moment(start, 1, 9)),
      channel: 'electronic',
      receipt: `浙财缴 ${String(20_270_000 + n * 41)}`,
      files: [],
    }),
    click(officer, 'hand-in-papers', 3, 9, { materials: '当场行政处罚决定书一份、现场照片、缴款票据。' }),
    click(headOf(unit), 'close-on-the-spot', 4, 15, { note: '罚款已缴清，材料齐全，同意结案。' }),
    click('qiu.anlan', 'publish-decision', 5, 9, { secrecy: true, period: 'three-months', hide: [] }),
  ]
}

/**
 * Forty cases in every stage, each made by the commands that a person's click sends, on the days on which it would have been done.
 * `clock` is set to each day in turn; what lies after `until` isn't played.
 */
export const playDemo = async (
  house: House,
  blobs: Blobs,
  clock: { set(instant: string): void },
  until: string,
  onProgress: (share: number) => void = () => {},
): Promise<number> => {
  const random = randomFrom(20_261_101)
  const parties = demoParties(60, random)
  const photos = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const { sha256, size } = await blobs.put(shelfPicture(n))
      return { blob: sha256, name: `现场照片${n + 1}.png`, type: 'image/png', size }
    }),
  )
  const today = dayOf(until)
  const clicks = Array.from({ length: 40 }, (_, n): readonly Click[] => {
    const onTheSpot = n % 5 === 4
    // The newest begin a day or two ago, the oldest some four months ago.
    let start = addDays(today, -(1 + Math.floor(n * (onTheSpot ? 2.4 : 2.9))))
    while (!calendar.isWorkingDay(start)) start = addDays(start, -1)
    const setting = {
      n,
      start,
      party: parties[n] as DemoParty,
      photo: photos[n % photos.length] as (typeof photos)[number],
      random,
    }
    return onTheSpot ? simple(setting) : ordinary(setting, scenes[(n * 3) % scenes.length] as Scene)
  })
    .flat()
    .filter(({ at }) => at <= until)
  const days = Map.groupBy(
    clicks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.case - b.case)),
    ({ at }) => dayOf(at),
  )
  const ids = new Map<number, string>()
  let done = 0
  for (const [day, todays] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const evening = `${day}T15:59:59.000Z`
    clock.set(evening < until ? evening : until)
    // Cases go side by side; within a case one click follows the other.
    await Promise.all(
      [...Map.groupBy(todays, (click) => click.case)].map(async ([each, own]) => {
        for (const { by, act, data, at, procedure } of own) {
          const actor = demoActors.get(by)
          if (actor === undefined) throw new Error(`nobody is called ${by}`)
          const request = { act, data, key: `demo/${each}/${done}/${act}/${at}`, happenedAt: at }
          const outcome =
            procedure === undefined
              ? await house.casework.act(actor, ids.get(each) ?? '', request)
              : await house.casework.open(actor, procedure, request)
          if (!outcome.ok)
            throw new Error(
              `case ${each}, ${act} on ${at}: ${outcome.refusals.map(({ code, message, field }) => `${code} ${field ?? ''} ${message}`).join('; ')}`,
            )
          if (procedure !== undefined) ids.set(each, outcome.events[0]?.streamId ?? '')
          done++
        }
      }),
    )
    await house.casework.runTimers()
    onProgress(done / clicks.length)
  }
  return done
}
