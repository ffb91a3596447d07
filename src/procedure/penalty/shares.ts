import { penaltyLaw, type Refusal, refusal } from '../../kernel/index.ts'
import {
  type CaseState,
  type Decision,
  type Defence,
  type DiscretionStep,
  type Dossier,
  everyParty,
  type Notice,
  type Party,
  type Penalty,
  type PenaltyKind,
  type PenaltyPart,
  penaltyKinds,
  type Recheck,
  type Share,
} from '../state.ts'
import { discretionText } from './discretion.ts'

/** Several parties are dealt with in one case (共同违法、双罚): each is told, heard, punished and served for itself. */
export const isJoint = ({ parties }: Dossier): boolean => parties.length > 1

export const partyIn = (dossier: Dossier, id: string | undefined): Party | undefined =>
  id === undefined
    ? isJoint(dossier)
      ? undefined
      : dossier.parties[0]
    : everyParty(dossier).find((party) => party.id === id)

/** What one of several parties is called; undefined where the case has only one, or none of them is named. */
export const nameAmong = (dossier: Dossier, party: unknown): string | undefined =>
  typeof party === 'string' && isJoint(dossier) ? (partyIn(dossier, party)?.name ?? party) : undefined

/** Of what is mitigated review must know; else the heaviest step stands for all. */
const weight: readonly DiscretionStep[] = ['mitigated', 'heavier', 'normal', 'lighter', 'none']

const about = ({ party, partyName, name }: PenaltyPart): string =>
  party === undefined ? `对“${name}”` : `对${partyName ?? party}（${name}）`

/** Several parts as one penalty, which keeps them (分别裁量，合并执行). */
export const sumOf = (parts: readonly PenaltyPart[]): Penalty => {
  const goods = parts.flatMap(({ goods: some }) => (some === undefined || some === '' ? [] : [some]))
  const kinds = new Set<PenaltyKind>(parts.flatMap((part) => part.kinds))
  return {
    kinds: (Object.keys(penaltyKinds) as PenaltyKind[]).filter((kind) => kinds.has(kind)),
    fine: parts.reduce((sum, { fine }) => sum + fine, 0),
    gains: parts.reduce((sum, { gains }) => sum + gains, 0),
    ...(goods.length === 0 ? {} : { goods: goods.join('；') }),
    step: weight.find((step) => parts.some((part) => part.step === step)) ?? 'none',
    reasons: parts.map((part) => `${about(part)}：${discretionText(part)}`).join('\n'),
    parts,
  }
}

/** What of a penalty is imposed on one party: all of it, where the case has only one. */
export const penaltyFor = (penalty: Penalty, party: string): Penalty => {
  const { parts } = penalty
  if (parts === undefined || parts.every((part) => part.party === undefined)) return penalty
  const own = parts
    .filter((part) => part.party === party)
    .map(({ party: _party, partyName: _partyName, ...part }) => part)
  const [first] = own
  if (own.length !== 1 || first === undefined) return sumOf(own)
  const { item: _item, name: _name, ...only } = first
  return only
}

/** What a penalty takes in money: fine and confiscated gains, in fen. */
export const moneyOf = (penalty: Penalty): number => penalty.fine + penalty.gains

/** The penalties of several parties as one, each part with whom it is imposed on. */
const together = (dossier: Dossier, each: readonly (readonly [party: string, penalty: Penalty])[]): Penalty =>
  sumOf(
    each.flatMap(([id, penalty]) => {
      const { parts, ...whole } = penalty
      const { id: item = '', name = '' } = dossier.item ?? {}
      return (parts ?? [{ ...whole, item, name }]).map((part) => ({
        ...part,
        party: id,
        partyName: partyIn(dossier, id)?.name ?? id,
      }))
    }),
  )

/** How far the case is with each of its parties. With one, that is what stands in the dossier itself. */
export const sharesOf = (dossier: Dossier): readonly Share[] => {
  const { parties, shares, notice, defence, recheck, decision } = dossier
  if (shares !== undefined) return shares
  const [only] = parties
  if (only === undefined || parties.length > 1) return parties.map(({ id }) => ({ party: id }))
  return [
    {
      party: only.id,
      ...(notice === undefined ? {} : { notice }),
      ...(defence === undefined ? {} : { defence }),
      ...(recheck === undefined ? {} : { recheck }),
      ...(decision === undefined ? {} : { decision }),
    },
  ]
}

/** The share of a party; of the only one where none is named. */
export const shareOf = (dossier: Dossier, party: unknown): Share | undefined => {
  const shares = sharesOf(dossier)
  return party === undefined && shares.length === 1 ? shares[0] : shares.find((share) => share.party === party)
}

/** Those about whom nothing stands yet: what is proposed, told and decided now is about them. */
export const pendingShares = (dossier: Dossier): readonly Share[] =>
  sharesOf(dossier).filter(({ decision }) => decision === undefined)

/** Whose statement has still to be checked (程序规定 art. 58). */
export const awaitsRecheck = ({ defence, recheck }: Share): boolean =>
  defence?.made === true && (recheck === undefined || recheck.version < defence.version)

/** Who has to be told, or told anew: what is proposed now is more than what the notice said. */
export const needsNotice = (dossier: Dossier): boolean => {
  const { proposal } = dossier
  return pendingShares(dossier).some(
    ({ party, notice }) =>
      notice === undefined || proposal === undefined || moneyOf(penaltyFor(proposal, party)) > moneyOf(notice.penalty),
  )
}

const newest = <T extends { readonly version: number }>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>((last, one) => (last === undefined || one.version > last.version ? one : last), undefined)

/** When the last of them was served; undefined while one isn't. */
const allServed = (all: readonly { readonly servedAt?: string }[]): { readonly servedAt?: string } => {
  const days = all.flatMap(({ servedAt }) => servedAt ?? [])
  const last = days.toSorted().at(-1)
  return last === undefined || days.length < all.length ? {} : { servedAt: last }
}

const told = (dossier: Dossier, shares: readonly Share[]): { readonly notice?: Notice } => {
  const notices = shares.flatMap(({ notice }) => notice ?? [])
  const last = newest(notices)
  if (last === undefined || notices.length < shares.length) return {}
  return {
    notice: {
      penalty: together(
        dossier,
        shares.flatMap(({ party, notice }) => (notice === undefined ? [] : [[party, notice.penalty] as const])),
      ),
      paper: last.paper,
      number: notices.map(({ number }) => number).join('、'),
      hearing: notices.some(({ hearing }) => hearing),
      version: last.version,
      ...allServed(notices),
    },
  }
}

const said = (
  dossier: Dossier,
  shares: readonly Share[],
): { readonly defence?: Defence; readonly recheck?: Recheck } => {
  const defences = shares.flatMap(({ party, defence }) => (defence === undefined ? [] : [{ party, ...defence }]))
  const last = newest(defences)
  if (last === undefined || defences.length < shares.length) return {}
  const checked = shares.flatMap(({ party, recheck }) => (recheck === undefined ? [] : [{ party, ...recheck }]))
  const name = (id: string) => partyIn(dossier, id)?.name ?? id
  const lastChecked = newest(checked)
  return {
    defence: {
      made: defences.some(({ made }) => made),
      content: defences.map(({ party, content }) => `${name(party)}：${content}`).join('\n'),
      at: last.at,
      version: last.version,
    },
    ...(lastChecked === undefined || shares.some(awaitsRecheck)
      ? {}
      : {
          recheck: {
            adopted: checked.some(({ adopted }) => adopted),
            reasons: checked.map(({ party, reasons }) => `${name(party)}：${reasons}`).join('\n'),
            version: Math.max(lastChecked.version, last.version),
          },
        }),
  }
}

const decidedOn = (dossier: Dossier, shares: readonly Share[]): { readonly decision?: Decision } => {
  const all = shares.flatMap(({ party, decision, fallen }) =>
    decision === undefined ? [] : [{ party, decision, fallen }],
  )
  const last = newest(all.map(({ decision }) => decision))
  if (last === undefined || all.length < shares.length) return {}
  const standing = all.filter(({ fallen }) => fallen === undefined)
  const counted = standing.length === 0 ? all : standing
  const changedBy = all.flatMap(({ decision }) => decision.changedBy ?? []).at(-1)
  return {
    decision: {
      penalty: together(
        dossier,
        counted.map(({ party, decision }) => [party, decision.penalty] as const),
      ),
      paper: last.paper,
      number: all.map(({ decision }) => decision.number).join('、'),
      at: last.at,
      version: last.version,
      ...allServed(counted.map(({ decision }) => decision)),
      ...(changedBy === undefined ? {} : { changedBy }),
    },
  }
}

/**
 * The dossier with what has become of its parties. Notice, defence, recheck and decision of the whole follow from theirs: they
 * stand only when they stand for every one about whom nothing was decided yet, so the main line waits for the last.
 */
export const withShares = (dossier: Dossier, shares: readonly Share[]): Dossier => {
  const {
    notice: _notice,
    defence: _defence,
    recheck: _recheck,
    decision: _decision,
    shares: _shares,
    ...rest
  } = dossier
  const [only] = shares
  if (!isJoint(dossier) && shares.length === 1 && only !== undefined) {
    const { party: _party, fallen: _fallen, ...own } = only
    return { ...rest, ...own }
  }
  const pending = shares.filter(({ decision }) => decision === undefined)
  const round = pending.length === 0 ? shares : pending
  return { ...rest, shares, ...told(rest, round), ...said(rest, round), ...decidedOn(rest, shares) }
}

/** The dossier after something happened to one party. */
export const withShare = (dossier: Dossier, party: unknown, change: (share: Share) => Share): Dossier => {
  const changed = shareOf(dossier, party)
  return changed === undefined
    ? dossier
    : withShares(
        dossier,
        sharesOf(dossier).map((share) => (share.party === changed.party ? change(share) : share)),
      )
}

/** The party whose matter a strand is; the only one of the case, where the strand names none. */
export const partyOfStrand = (dossier: Dossier, strand: { readonly data: { readonly [key: string]: unknown } }) =>
  shareOf(dossier, strand.data.party)

/** What a strand that is one party's own keeps of it; nothing where the case has one party. */
export const ofParty = (dossier: Dossier, party: string | undefined): { readonly party?: string } =>
  isJoint(dossier) && party !== undefined ? { party } : {}

/** "罚没款缴纳" of the only party, "罚没款缴纳（李某）" of one of several. */
export const titleFor = (title: string, dossier: Dossier, party: unknown): string => {
  const name = nameAmong(dossier, party)
  return name === undefined ? title : `${title}（${name}）`
}

/** A joint case's acts say which party they are about. */
export const partyMissing = (state: CaseState, party: string | undefined): readonly Refusal[] => {
  if (party === undefined || party === '')
    return isJoint(state.dossier)
      ? [refusal('which-party', '本案有几个当事人，请选择是哪一个', { field: 'party', basis: [penaltyLaw(5, 2)] })]
      : []
  return shareOf(state.dossier, party) === undefined
    ? [refusal('not-a-party', '所选的人不是本案当事人，请重新选择', { field: 'party', basis: [penaltyLaw(5, 2)] })]
    : []
}
