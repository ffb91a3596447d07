import type { FormSigner, OfficerRef, PaperContext, Signature } from '../procedure/index.ts'
import type { Block, Mark, Place } from './blocks.ts'
import { momentText } from './forms/parts.ts'

/** The places of a paper in the order in which they are laid out; the nth is line n of its signers. */
const placesOf = (blocks: readonly Block[]): readonly Place[] =>
  blocks.flatMap((block) =>
    block.kind === 'signatures'
      ? block.lines.flatMap(({ place }) => (place === undefined ? [] : [place]))
      : block.kind === 'cells'
        ? block.rows.flatMap(({ places = [] }) => places)
        : [],
  )

/** Who signs a paper: the very lines that it lays out, with what the act that makes it says of each. */
export const signersOf = (blocks: readonly Block[], context: PaperContext): readonly FormSigner[] => {
  const accounts = accountsIn(context)
  return placesOf(blocks).map(({ who, name, inside, certificate, noted, said: says }, n): FormSigner => {
    const person = inside ? (accounts.get(certificate ?? '') ?? accounts.get(name)) : undefined
    const said = noted !== undefined ? { way: noted } : saidOf(says, context, inside)
    return {
      line: String(n + 1),
      who,
      name,
      inside,
      ...(person === undefined ? {} : { person }),
      ...(said === undefined ? {} : { said }),
    }
  })
}

/** Acts say of those who aren't of the bureau that they signed what lay before them on paper. */
const saidOf = (says: Place['said'], context: PaperContext, inside: boolean): FormSigner['said'] => {
  if (says === 'asked') return askedIn(context)
  if (says === 'nothing') return undefined
  const { signed } = context.input
  return says === 'paper' || (!inside && signed !== undefined && signed !== false) ? { way: 'paper' } : undefined
}

const askedIn = ({ record, at, actor }: PaperContext): FormSigner['said'] => ({
  way: 'act',
  at: String(record.askedAt ?? at),
  by: (record.askedBy as OfficerRef | undefined) ?? actor,
})

/** Whoever of the bureau the paper may name: by certificate, and by name. */
const accountsIn = ({ record, actor, facts, state }: PaperContext): ReadonlyMap<string, string> => {
  const known = new Map<string, string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { id, name, certificate } = value as Partial<OfficerRef>
    if (typeof id === 'string' && typeof name === 'string') {
      known.set(name, id)
      if (typeof certificate === 'string' && certificate !== '') known.set(certificate, id)
      return
    }
    for (const each of Object.values(value)) visit(each)
  }
  for (const { id, name, certificates } of facts.officers.values()) {
    known.set(name, id)
    for (const { number } of certificates) known.set(number, id)
  }
  visit(state.dossier.handlers)
  visit(record)
  known.set(actor.name, actor.id)
  return known
}

/** A signature as it is printed, `drawn` being the strokes that it names. */
export const markOf = (signature: Signature, name: string, drawn?: string): Mark => {
  const { way, at, by, capacity, signedBy, reason, witness } = signature
  const when = momentText(at)
  if (way === 'act' || way === 'account') return { note: `已由${by.name}于${when}以账号确认` }
  if (way === 'drawn')
    return {
      ...(drawn === undefined ? {} : { drawn }),
      ...(capacity === undefined && (signedBy === undefined || signedBy === name)
        ? {}
        : { note: `${signedBy ?? ''}${capacity === undefined ? '' : `（${capacity}）`}于${when}签名` }),
    }
  // What the content says of it already isn't said twice.
  if (way === 'paper' || reason === undefined) return {}
  return {
    note: `${way === 'refused' ? '拒绝签名' : '未能签名'}：${reason}${witness === undefined ? '' : `；见证人${witness}`}（${by.name}于${when}注明）`,
  }
}

/** The blocks with what stands on each place, by the line's number. */
export const withMarks = (blocks: readonly Block[], marks: ReadonlyMap<string, Mark>): readonly Block[] => {
  let n = 0
  const next = (): Mark | undefined => marks.get(String(++n))
  return blocks.map((block): Block => {
    if (block.kind === 'signatures')
      return {
        ...block,
        lines: block.lines.map((line) => {
          const mark = line.place === undefined ? undefined : next()
          return mark === undefined ? line : { ...line, mark }
        }),
      }
    if (block.kind === 'cells')
      return {
        ...block,
        rows: block.rows.map((row) =>
          row.places === undefined
            ? row
            : {
                ...row,
                marks: row.places.flatMap(({ name }) => {
                  const mark = next()
                  return mark === undefined ? [] : [{ ...mark, name }]
                }),
              },
        ),
      }
    return block
  })
}
