import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import type { DecideContext, Json, NewEvent, StoredEvent } from '../journal/index.ts'
import { type Actor, accept, complaintRules, type Refusal, type Result, refusal, refuse } from '../kernel/index.ts'
import { fields } from '../procedure/index.ts'
import type { MatterAct, MatterFacts } from './act.ts'
import { handlers } from './act.ts'
import { matterActNamed, matterActs } from './acts/index.ts'
import { type Letter, letterOf } from './letters.ts'
import { amounts2022 } from './limits.ts'
import type { Matter } from './matter.ts'
import { channels, type MatterKind, matterKinds } from './titles.ts'

const phone = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,5})?)$/

/** What is brought: the same data from the portal's form and from the window. */
export const Received = z.strictObject({
  kind: fields.choice('类别', matterKinds),
  channel: fields.choice('怎样收到的', channels),
  receivedAt: fields.instant('收到时间', { hint: '不填就是现在' }).optional(),
  person: z
    .strictObject({
      name: fields.text('姓名', { max: 50 }),
      phone: z
        .string({ error: '请填写联系电话' })
        .trim()
        .regex(phone, '联系电话格式不对：手机 11 位，座机带区号')
        .meta({ title: '联系电话', 'x-widget': 'text' }),
      address: fields.text('通讯地址').optional(),
    })
    .optional()
    .meta({ title: '谁提出的', 'x-widget': 'group', 'x-hint': '举报可以匿名；举报人的信息只有办理的人看得到' }),
  against: z
    .strictObject({
      name: fields.text('对方的名称', { max: 100 }),
      code: z.string().trim().max(18).optional().meta({ title: '统一社会信用代码', 'x-widget': 'text' }),
      address: fields.text('对方的地址').optional(),
    })
    .optional()
    .meta({ title: '对谁提出', 'x-widget': 'group' }),
  content: fields.longText('事情的经过', { max: 5000, hint: '按他说的记：何时、何地、什么事' }),
  claim: fields.longText('请求', { max: 2000, hint: '投诉的写：退款、换货、赔偿多少' }).optional(),
  files: fields.files('材料').max(5, '材料最多 5 个').default([]),
  /** SHA-256 of the query code. */
  code: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type Received = z.input<typeof Received>

export type MatterCommand =
  | { readonly do: 'receive'; readonly data: Received }
  | { readonly do: string; readonly data: Readonly<Record<string, unknown>> }

/** TS 投诉, JB 举报, ZX 咨询: letters that any keyboard has. */
const letters: Readonly<Record<MatterKind, string>> = { complaint: 'TS', report: 'JB', consultation: 'ZX' }
export const numberOf = (kind: MatterKind, year: number, n: number): string =>
  `${letters[kind]}${year}-${String(n).padStart(4, '0')}`

const data = (value: unknown) => JSON.parse(JSON.stringify(value)) as { readonly [key: string]: Json }

const wrongFields = (error: z.ZodError): readonly Refusal[] =>
  error.issues.map(({ message, path }) => refusal('bad-data', message, { field: path.join('.') }))

const receive = (
  given: unknown,
  facts: MatterFacts,
  { actor, now }: Pick<DecideContext, 'actor' | 'now'>,
): Result<readonly NewEvent[]> => {
  const parsed = Received.safeParse(given)
  if (!parsed.success) return refuse(...wrongFields(parsed.error))
  const { kind, person, against, claim, channel, receivedAt = now } = parsed.data
  const needs = (missing: boolean, field: string, message: string) =>
    missing ? [refusal('required', message, { field, basis: [complaintRules(kind === 'report' ? 24 : 9, 1)] })] : []
  // What comes by phone or letter is recorded as far as it was said: what lacks is asked for before it is accepted.
  const whole = channel === 'online'
  const wrong = [
    ...(actor.kind === 'system' || actor.roles.some((role) => ['clerk', 'officer', 'unit-head'].includes(role))
      ? []
      : [refusal('not-your-role', '投诉、举报由窗口人员和执法人员登记')]),
    ...(receivedAt > now ? [refusal('received-in-future', '收到时间不能晚于现在', { field: 'receivedAt' })] : []),
    ...(kind === 'complaint'
      ? [
          ...needs(person === undefined, 'person.name', '投诉请填写姓名和联系电话，否则无法告知结果'),
          ...needs(whole && person !== undefined && person.address === undefined, 'person.address', '请填写通讯地址'),
          ...needs(against === undefined, 'against.name', '请填写被投诉的是谁'),
          ...needs(
            whole && against !== undefined && against.address === undefined,
            'against.address',
            '请填写对方的地址，实体店写门牌，网店写平台和店名',
          ),
          ...needs(whole && claim === undefined, 'claim', '请填写您的请求，例如退款、换货、赔偿多少'),
        ]
      : []),
    ...(kind === 'report'
      ? needs(against === undefined, 'against.name', '请填写举报的是谁，不知道名称的写店招或者地点')
      : []),
  ]
  if (wrong.length > 0) return refuse(...wrong)
  const year = Number(dayOf(now).slice(0, 4))
  return accept([
    {
      type: 'receive',
      data: data({
        ...parsed.data,
        receivedAt,
        year,
        n: facts.next,
        number: numberOf(kind, year, facts.next),
        amounts: facts.amounts,
      }),
      happenedAt: receivedAt,
    },
  ])
}

/** Why this act can't be done to the matter, whatever it would say; empty: it can. */
export const obstacles = (act: MatterAct, matter: Matter, actor: Actor, facts: MatterFacts): readonly Refusal[] => {
  if (!act.kinds.includes(matter.kind) || !act.from.includes(matter.stage))
    return [refusal('not-at-this-stage', `现在不能“${act.title}”，请刷新页面看办到了哪一步`, { basis: act.basis })]
  const standing = (act.who ?? handlers)(actor, matter)
  return [...(standing === undefined ? [] : [standing]), ...(act.stands?.(matter, facts) ?? [])]
}

/** The acts that this matter has now, with what stands against each for this person. */
export const actsOf = (matter: Matter, actor: Actor, facts: MatterFacts) =>
  matterActs
    .filter(({ hidden, kinds, from }) => !hidden && kinds.includes(matter.kind) && from.includes(matter.stage))
    .map((act) => ({ act, obstacles: obstacles(act, matter, actor, facts) }))

export const decideMatter = (
  matter: Matter | undefined,
  command: MatterCommand,
  facts: MatterFacts,
  { actor, now, happenedAt = now }: Pick<DecideContext, 'actor' | 'now'> & { readonly happenedAt?: string },
): Result<readonly NewEvent[]> => {
  if (command.do === 'receive')
    return matter === undefined
      ? receive(command.data, facts, { actor, now })
      : refuse(refusal('received-before', '已经登记过了'))
  const act = matterActNamed(command.do)
  if (matter === undefined || act === undefined) return refuse(refusal('no-matter', '没有找到，请返回列表'))
  const against = obstacles(act, matter, actor, facts)
  if (against.length > 0) return refuse(...against)
  const parsed = act.data.safeParse(command.data)
  if (!parsed.success) return refuse(...wrongFields(parsed.error))
  const context = { actor, at: happenedAt, facts }
  const wrong = act.checks?.(parsed.data, matter, context) ?? []
  if (wrong.length > 0) return refuse(...wrong)
  const told = { ...(parsed.data as object), ...act.record?.(parsed.data, matter, context) }
  const letter = letterOf(act, told, matter, context)
  return accept([{ type: act.name, data: data({ ...told, ...(letter === undefined ? {} : { letter }) }) }])
}

export const evolveMatter = (
  matter: Matter | undefined,
  {
    id,
    type,
    data: given,
    actor,
    happenedAt,
    enteredAt,
  }: Pick<StoredEvent, 'id' | 'type' | 'data' | 'actor' | 'happenedAt' | 'enteredAt'>,
): Matter | undefined => {
  const at = happenedAt ?? enteredAt
  if (type === 'receive') {
    const received = given as unknown as Omit<Matter, 'stage' | 'marks' | 'steps' | 'enteredBy'>
    return {
      ...received,
      amounts: received.amounts ?? amounts2022,
      enteredBy: { id: actor.id, name: actor.name },
      stage: 'received',
      marks: {},
      steps: [
        {
          act: 'receive',
          title: '收到',
          at,
          by: actor.name,
          text: `收到您的${matterKinds[received.kind]}，登记号 ${received.number}。`,
        },
      ],
    }
  }
  const act = matterActNamed(type)
  if (matter === undefined || act === undefined) return matter
  const text = act.text(given as never, matter)
  const { letter } = given as { readonly letter?: Letter }
  return {
    ...matter,
    ...act.apply(matter, given as never, at),
    steps: [
      ...matter.steps,
      {
        act: type,
        title: act.title,
        at,
        by: actor.name,
        text,
        ...(letter === undefined ? {} : { letter: { ...letter, id } }),
      },
    ],
  }
}
