import { type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { ActQuestion, Data, PaperRule } from '../act.ts'
import { caseParty } from '../fields.ts'
import type { CaseState, Dossier, Party, Strand } from '../state.ts'
import { isJoint, ofParty, partyIn, partyMissing, titleFor } from './shares.ts'

/** In place of a party's id: the act concerns all of them. */
const everyParty = 'all'

type Concerning = Data & { readonly party?: string | undefined }

/** Which fields of a form are filled from the party that was chosen, and with what of it. */
type Filled = Readonly<Record<string, 'name' | 'address' | 'contact'>>

/**
 * Which party an act of the investigation concerns, or all of them; asked only where the case has several. A record names who was
 * inspected or questioned (程序规定 art. 28, 29), and evidence whom it is taken from.
 */
export const concernedField = (fills: Filled, hint = '与各当事人都有关的，选“全体当事人”') =>
  caseParty('涉及的当事人', { hint, 'x-all': '全体当事人', 'x-fills': fills })

/** Whose things are kept, sealed, seized or sampled: always one party's (程序规定 art. 34; 行政强制法 art. 24). */
export const ownerField = (title: string, fills: Filled = {}) =>
  caseParty(title, { hint: '几个当事人的物品，按当事人分别办理，分别制作文书和清单', 'x-fills': fills })

/** The act names one of several parties, or all. */
export const concernedMissing = ({ data, state }: ActQuestion<Concerning>): readonly Refusal[] =>
  data.party === everyParty ? [] : partyMissing(state, data.party)

export const ownerMissing = ({ data, state }: ActQuestion<Concerning>): readonly Refusal[] =>
  data.party === everyParty && isJoint(state.dossier)
    ? [
        refusal('owner-of-all', '物品属于哪一个当事人，请选择一个；几个当事人的分别办理', {
          field: 'party',
          basis: [rules(34)],
        }),
      ]
    : concernedMissing({ data, state } as ActQuestion<Concerning>)

/** What a strand or evidence keeps of whom it concerns: nothing where that is everybody. */
export const concerning = (dossier: Dossier, party: unknown): { readonly party?: string } =>
  ofParty(dossier, typeof party === 'string' && party !== '' && party !== everyParty ? party : undefined)

/** The paper is the party's whom the act concerns; where that is all, one that names them all. */
export const ofConcerned: NonNullable<PaperRule['each']> = ({ data, state }) => {
  const { party } = concerning(state.dossier, data.party)
  return party === undefined ? [] : [party]
}

/** A sentence of the time line, with whom of several parties it concerns. */
export const saidOf = (sentence: string, dossier: Dossier, party: unknown): string =>
  titleFor(sentence, dossier, concerning(dossier, party).party)

/** A paper for each party whom it concerns, with which it is told: `party` is whom an act or a strand names. */
export const forEach = ({ dossier }: CaseState, party: unknown): readonly string[] => {
  if (!isJoint(dossier)) return []
  const one = concerning(dossier, party).party
  return one === undefined ? dossier.parties.map(({ id }) => id) : [one]
}

/** Whether a strand is this party's business, or may be: what was begun before others joined names nobody. */
export const mayConcern = ({ data }: Strand, party: string | undefined): boolean =>
  party === undefined || data.party === undefined || data.party === party

/** Of whom a form knows what stands in it: the only party, or that of the strand it works on; of several, nobody before one is chosen. */
export const partyKnown = ({ dossier }: CaseState, strand?: Strand): Party | undefined =>
  partyIn(dossier, strand?.data.party as string | undefined)

/** Who stands for a party: its representative, or the person that it is. */
export const contactOf = (party: Party | undefined): string | undefined => party?.representative || party?.name
