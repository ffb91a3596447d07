import { z } from 'zod'
import { identityCardCheckDigit } from '../../kernel/index.ts'
import type { Act, Data, Question } from '../act.ts'
import { isJoint, partyIn, pendingShares } from '../penalty/shares.ts'
import { isLineOf, missingSignatures } from '../signing.ts'
import type { Dossier } from '../state.ts'
import { people, shop } from './walk.ts'

/** A random number in [0, 1), the same ones for the same seed (mulberry32). */
export type Random = () => number
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly const?: unknown
  readonly 'x-widget'?: string
  readonly 'x-all'?: string
  readonly 'x-options'?: readonly { readonly value: string }[]
}

const schemas = new WeakMap<Act, Schema>()
const schemaOf = (act: Act): Schema => {
  const known = schemas.get(act)
  if (known !== undefined) return known
  const schema = z.toJSONSchema(act.data, { io: 'input', unrepresentable: 'any' }) as unknown as Schema
  schemas.set(act, schema)
  return schema
}

const file = { blob: 'a'.repeat(64), name: '材料.pdf', type: 'application/pdf', size: 1000 }
const amounts = [0, 20_000, 100_000, 1_000_000, 5_000_000, 6_000_000, 9_000_000]
const penalties = [
  { kinds: ['fine'], fine: 5_000_000, gains: 0, step: 'lighter', reasons: '首次违法。' },
  { kinds: ['fine'], fine: 6_000_000, gains: 0, step: 'lighter', reasons: '首次违法。' },
  { kinds: ['fine', 'confiscate-gains'], fine: 9_000_000, gains: 30_000, step: 'heavier', reasons: '两年内再次违法。' },
  { kinds: ['fine'], fine: 20_000, gains: 0, step: 'normal', reasons: '一般情节。' },
]

/**
 * Data for an act, as a hasty person might fill its form in: what the form starts with, the rest made up after the fields' kinds.
 * Made from the act's own schema, so that acts which don't exist yet are tried as well. Mostly acceptable, sometimes not.
 */
export const invent = (act: Act, question: Question, random: Random): Data => {
  const known = random() < 0.85 ? (act.known?.(question) ?? {}) : {}
  const made = value('', schemaOf(act), question, random) as Data
  const given = Object.fromEntries(Object.entries(known).filter(([, each]) => each !== undefined))
  // In a joint case the form begins with a row for each party, of which the amounts are still to be filled in.
  return {
    ...made,
    ...given,
    ...(isJoint(question.state.dossier) && 'penalty' in made ? rows(question, random) : {}),
    ...signing(act.name, question),
  }
}

/** A penalty for each party about which nothing was decided yet, seldom one too few. */
const rows = ({ state: { dossier } }: Question, random: Random): Data => {
  const [first, ...others] = pendingShares(dossier).map(({ party }) => party)
  return {
    penalty: { ...pick(random, penalties), party: first },
    otherPenalties: others
      .filter(() => random() < 0.95)
      .map((party) => ({ ...rowFor(dossier, party, random), item: dossier.item?.id, party })),
  }
}

const rowFor = (dossier: Dossier, party: string, random: Random) =>
  partyIn(dossier, party)?.role === 'responsible'
    ? {
        kinds: ['fine'],
        fine: pick(random, [600_000, 1_000_000]),
        baseValue: 2_000_000,
        gains: 0,
        step: 'normal',
        reasons: '决定并组织实施。',
      }
    : pick(random, penalties)

const partner = (random: Random) => {
  const first17 = `3399011990010${1000 + Math.floor(random() * 9000)}`
  return {
    kind: 'person',
    name: pick(random, ['秦守业', '云中鹤', '顾三月']),
    idNumber: `${first17}${identityCardCheckDigit(first17)}`,
    address: '澄州市东浦区河埠路 3 号',
    role: pick(random, ['joint', 'responsible']),
  }
}

/** What is signed can't be made up: a paper of the case, and the content that it has. */
const signing = (act: string, { state, actor }: Question): Data => {
  const missing = missingSignatures(state)
  const mine = missing.filter(({ line }) => isLineOf(line, actor))
  if (act === 'sign-paper') return { papers: mine.map(({ paper: { id, digest } }) => ({ paper: id, digest })) }
  const [one] = missing.filter(({ line }) => !line.inside)
  return one === undefined || (act !== 'take-signature' && act !== 'note-signature')
    ? {}
    : { paper: one.paper.id, digest: one.paper.digest, line: one.line.line }
}

const value = (name: string, schema: Schema, question: Question, random: Random): unknown => {
  const { state, at } = question
  if (name === 'otherParties') return random() < 0.6 ? [] : [partner(random)]
  if (name === 'penalty') return pick(random, penalties)
  const handlers = state.dossier.handlers.map(({ id }) => id)
  const anybody = Object.keys(people)
  const day = (from: number, until: number) =>
    new Date(Date.parse(at) + Math.floor(from + random() * (until - from)) * 86_400_000).toISOString().slice(0, 10)
  switch (schema['x-widget']) {
    case 'choice':
      return pick(random, schema['x-options'] ?? []).value
    case 'choices':
      return (schema['x-options'] ?? []).map((option) => option.value).filter(() => random() < 0.3)
    case 'yes-no':
      return random() < 0.97
    case 'money':
      return pick(random, amounts)
    case 'number':
      return Math.ceil(random() * 30)
    case 'instant':
      return new Date(Date.parse(at) + instantShift(name, random) * 3_600_000).toISOString()
    case 'day':
      return name === 'by' ? day(1, 20) : day(-2, 1)
    case 'officers':
      return handlers.length > 1 && random() < 0.9 ? handlers : [pick(random, anybody), pick(random, anybody)]
    case 'officer':
    case 'reviewer':
      return pick(random, anybody)
    case 'item':
      return pick(random, ['expired-food', 'no-price-tag'])
    case 'counsel':
      return 'advocate'
    case 'unit':
      return 'inspection-team'
    case 'files':
      return random() < 0.9 ? [file] : []
    case 'party':
      return schema.required?.includes('role') ? partner(random) : shop
    case 'case-party':
      if (!isJoint(state.dossier) || random() < 0.05) return undefined
      return pick(random, [
        ...state.dossier.parties.map(({ id }) => id),
        ...(schema['x-all'] === undefined ? [] : ['all']),
      ])
    case 'hidden':
      return schema.const
    case 'lines':
      return []
    default:
  }
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([field]) => schema.required?.includes(field) || random() < 0.6)
        .map(([field, inner]) => [field, value(field, inner, question, random)]),
    )
  if (schema.type === 'array')
    return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
      value(name, schema.items ?? {}, question, random),
    )
  return `经办情况${Math.floor(random() * 1000)}`
}

const instantShift = (name: string, random: Random): number => {
  if (name === 'from' || name === 'receivedAt') return -2
  if (name === 'until') return -1
  return name === 'time' ? 24 * (5 + Math.floor(random() * 20)) : 0
}
