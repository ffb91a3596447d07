import { fillPaper, paperText } from '../../src/documents/fill.ts'
import { type Refusal, refusal } from '../../src/kernel/index.ts'
import {
  type Data,
  emptyCase,
  type Facts,
  type FormSigner,
  issuePapers,
  ordinaryPenalty,
  type Question,
  readAct,
} from '../../src/procedure/index.ts'
import type { KeptCase } from '../tasks/kept.ts'

/** A paper as it will be made, to be read and signed now. */
export interface Prepared {
  readonly form: number
  readonly title: string
  /** Of the content: what a signature is bound to, and what the bureau makes of the same data. */
  readonly digest: string
  readonly text: ReturnType<typeof paperText>
  /** Who signs, and where nobody has yet. */
  readonly lines: readonly (FormSigner & { readonly open: boolean })[]
}

/**
 * What an act would make, by the very rules and forms of the bureau's server, without a network: the same data gives the same content
 * and the same digest there. Whether the case lets the act be done now, only the bureau can say.
 */
export const prepare = (
  act: string,
  data: Data,
  found: KeptCase,
  { id, name }: Pick<Question['actor'], 'id' | 'name'>,
  at: string,
): { readonly refusals: readonly Refusal[]; readonly papers: readonly Prepared[] } => {
  const rule = ordinaryPenalty.acts.find((each) => each.name === act)
  if (rule === undefined || found.procedure.name !== ordinaryPenalty.name)
    return { refusals: [refusal('not-in-the-field', '这一步不能在手机上办，请到电脑上办理')], papers: [] }
  const actor: Question['actor'] = { id, name, roles: [], kind: 'person' }
  const question: Question = { actor, at, state: stateOf(found), facts: factsOf(found, at) }
  const read = readAct(rule, question, data)
  if (!read.ok) return { refusals: read.refusals, papers: [] }
  const { papers } = issuePapers(rule, read.value, { streamId: found.id, version: found.version + 1 }, {})
  return {
    refusals: [],
    papers: papers.map(({ form, title, digest, content, signers = [] }) => ({
      form,
      title,
      digest,
      text: paperText(form, content),
      lines: signers.map(({ signature, ...line }) => ({
        ...line,
        open: signature === undefined || signature.way === 'paper',
      })),
    })),
  }
}

/** As much of the case as the papers of the field name. */
const stateOf = ({ id, procedure, version, stage, title, unit, parties, handlers }: KeptCase): Question['state'] => ({
  ...emptyCase,
  id,
  procedure: procedure.name,
  version,
  stage: stage.name,
  dossier: {
    ...emptyCase.dossier,
    title,
    unit: unit.id,
    unitName: unit.name,
    parties: parties.map(({ key: _key, kindTitle: _title, contact: _contact, fields: _fields, ...party }) => party),
    handlers: handlers.map(({ id: whose, name, certificate = '' }) => ({ id: whose, name, certificate })),
  },
})

/** What the phone knows of the registry. Whatever else a rule asks for throws: it would be an act that can't be prepared here. */
const factsOf = ({ handlers, unit }: KeptCase, now: string): Facts => {
  const known: Partial<Facts> = {
    now,
    fill: fillPaper,
    officers: new Map(
      handlers.map(({ id, name, certificates }) => [
        id,
        { id, name, unit: unit.id, roles: [], auxiliary: false, certificates, legalQualification: false },
      ]),
    ),
  }
  return new Proxy(known, {
    get: (facts, name) => {
      if (name in facts) return facts[name as keyof Facts]
      throw new Error(`the phone does not know the fact ${String(name)}`)
    },
  }) as Facts
}
