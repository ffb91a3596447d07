import { identityCardCheckDigit } from '../../kernel/index.ts'
import {
  type ActCoverage,
  bandOf,
  type CaseState,
  type Dossier,
  type Evidence,
  type ItemFact,
  itemsOf,
  type Party,
  type Penalty,
  type PenaltyPart,
  punishedAs,
  rangeOf,
  ruleFor,
  type Strand,
} from '../../procedure/index.ts'
import { people } from '../../procedure/testing.ts'
import type { Examined } from './check.ts'

/** One flaw put into a sound case; undefined where such a case can't have it. */
export type Flaw = (examined: Examined) => Examined | undefined

const on = '2026-03-09T03:00:00.000Z'

export const withState =
  (change: (state: CaseState) => Partial<CaseState>) =>
  (examined: Examined): Examined => ({ ...examined, state: { ...examined.state, ...change(examined.state) } })
export const withDossier = (change: (dossier: Dossier) => Partial<Dossier>) =>
  withState(({ dossier }) => ({ dossier: { ...dossier, ...change(dossier) } }))
export const withParty = (more: Partial<Party>) =>
  withDossier(({ parties }) => ({ parties: parties.map((party, n) => (n === 0 ? { ...party, ...more } : party)) }))
export const withEvidence = (more: Partial<Evidence>) =>
  withDossier(({ evidence }) => ({ evidence: evidence.map((each, n) => (n === 0 ? { ...each, ...more } : each)) }))
export const withFindings = (more: object) =>
  withDossier(({ findings }) => (findings === undefined ? {} : { findings: { ...findings, ...more } }))
/** Every item of the case, otherwise than the registry had it. */
export const withItem =
  (change: (item: ItemFact) => Partial<ItemFact>) =>
  (examined: Examined): Examined => ({
    ...examined,
    item: (id, day) => {
      const found = examined.item(id, day)
      return found === undefined ? undefined : { ...found, ...change(found) }
    },
  })
export const withoutAct = (name: string) => withState(({ done }) => ({ done: done.filter(({ act }) => act !== name) }))
const withDone = (act: string, more: object) =>
  withState(({ done }) => ({ done: done.map((each) => (each.act === act ? { ...each, ...more } : each)) }))

/** Opened at this moment, so that no time of it has run out. */
export const withStrand =
  (kind: string, state: string, data: object = {}, since?: string) =>
  (examined: Examined): Examined => {
    const at = since ?? examined.now
    const strand: Strand = {
      id: `flaw-${kind}`,
      kind,
      title: '申请',
      state,
      openedIn: state,
      openedAt: at,
      changedAt: at,
      data: { ...data },
    }
    return withState(({ strands }) => ({ strands: [...strands, strand] }))(examined)
  }

type Row = Penalty | PenaltyPart

/** The first part of what is proposed, or the whole where it has no parts; the sums go with it. */
const withPenalty =
  (change: (row: Row, item: ItemFact, party: Party) => Partial<Row> | undefined): Flaw =>
  (examined) => {
    const { dossier } = examined.state
    const { proposal, parties } = dossier
    const [party] = parties
    const item = examined.item(itemsOf(dossier)[0]?.id ?? '', examined.now.slice(0, 10))
    const [first, ...others] = proposal?.parts ?? []
    if (proposal === undefined || party === undefined || item === undefined) return undefined
    const more = change(first ?? proposal, item, party)
    if (more === undefined) return undefined
    if (first === undefined) return withDossier(() => ({ proposal: { ...proposal, ...more } }))(examined)
    const parts = [{ ...first, ...more }, ...others]
    const sum = (pick: (part: PenaltyPart) => number) => parts.reduce((all, part) => all + pick(part), 0)
    return withDossier(() => ({
      proposal: { ...proposal, parts, fine: sum(({ fine }) => fine), gains: sum(({ gains }) => gains) },
    }))(examined)
  }

const lawRange = (row: Row, item: ItemFact, party: Party) => {
  const found = ruleFor(item, punishedAs(party), row)
  return found === undefined || 'missing' in found ? undefined : rangeOf(found.rule, row)
}
/** A fine by which gains measure moves with them, which would be another flaw. */
const byGains = ({ penalties }: ItemFact) => penalties.some(({ base }) => base === 'gains')
const only =
  (applies: (examined: Examined) => boolean, flaw: Flaw): Flaw =>
  (examined) =>
    applies(examined) ? flaw(examined) : undefined
const firstParty = ({ state }: Examined) => state.dossier.parties[0]
const isAlone = ({ state }: Examined) => state.dossier.parties.length === 1
const did =
  (act: string) =>
  ({ state }: Examined) =>
    state.done.some((each) => each.act === act)
const proposed = ({ state }: Examined) => state.dossier.proposal !== undefined
const lenient = ({ state: { dossier } }: Examined) => ['lighter', 'mitigated'].includes(dossier.proposal?.step ?? '')

export const difference =
  (kind: Examined['differences'][number]['kind']) =>
  (examined: Examined): Examined => ({
    ...examined,
    differences: [
      {
        kind,
        verdict: 'differs',
        sentence: '两处不一致',
        places: [
          { title: '现场笔录', paper: examined.state.papers[0]?.id ?? '', field: '正文', text: '甲' },
          { title: '案件登记', field: '登记', text: '乙' },
        ],
      },
    ],
  })
const covered =
  (more: Partial<ActCoverage>): Flaw =>
  (examined) => ({
    ...examined,
    coverage: [
      {
        version: 7,
        act: 'inspect-site',
        title: '现场检查',
        at: on,
        from: 0,
        until: 1,
        required: 'whole',
        media: ['video'],
        stretches: [],
        files: 0,
        gaps: [],
        share: 1,
        covered: true,
        ...more,
      },
    ],
  })
const excuse = { strand: 'x', cause: 'failed', reasons: '设备故障', askedBy: '赵一鸣', state: 'asked' } as const

export const bornIn = (year: number): string => {
  const body = `339901${year}0101123`
  return body + identityCardCheckDigit(body)
}
/** One line of a paper waits for its signature. */
const unsigned =
  (pick: (state: CaseState) => string | undefined): Flaw =>
  (examined) => {
    const id = pick(examined.state)
    const line = { line: '9', who: '签名人', name: '云小朵', inside: false }
    return id === undefined
      ? undefined
      : withState(({ papers, strands }) => ({
          papers: papers.map((paper) => (paper.id === id ? { ...paper, signers: [line] } : paper)),
          strands: strands.map((each) =>
            each.kind === 'signature' && each.data.paper === id
              ? { ...each, data: { ...each.data, lines: [...(each.data.lines as readonly unknown[]), line] } }
              : each,
          ),
        }))(examined)
  }

/** One flaw for each question that can be answered with 不符合: that question must find it, and no other may. */
export const flaws: Readonly<Record<string, Flaw>> = {
  'item-in-list': (examined) => ({ ...examined, item: () => undefined }),
  level: withItem(() => ({ level: 'province' })),
  'no-open-dispute': withStrand('jurisdiction', 'disputed'),
  filed: withState(({ papers }) => ({ papers: papers.filter(({ form }) => form !== 7) })),
  'filed-by-leader': withDone('approve-filing', { by: 'qian' }),
  'party-named': withParty({ name: ' ' }),
  'code-right': only((each) => (firstParty(each)?.code ?? '') !== '', withParty({ code: '92339901MA00000010' })),
  'code-given': only((each) => firstParty(each)?.kind !== 'person', withParty({ code: '' })),
  'identity-right': withParty({ idNumber: '339901199001011230' }),
  'of-age': only(
    (each) => isAlone(each) && lenient(each) && firstParty(each)?.kind !== 'organisation',
    withParty({ kind: 'person', idNumber: bornIn(2015) }),
  ),
  'minor-mitigated': only(
    (each) => isAlone(each) && proposed(each) && !lenient(each) && firstParty(each)?.kind !== 'organisation',
    withParty({ kind: 'person', idNumber: bornIn(2010) }),
  ),
  'address-given': withParty({ address: '' }),
  'representative-given': only((each) => firstParty(each)?.kind === 'organisation', withParty({ representative: '' })),
  'party-once': only(
    isAlone,
    withDossier(({ parties }) => ({
      parties: [...parties, ...parties.map((party) => ({ ...party, id: 'twin' }))].map((party, n) => ({
        ...party,
        role: n === 0 ? ('actor' as const) : ('joint' as const),
      })),
    })),
  ),
  'roles-given': only(
    isAlone,
    withDossier(({ parties: [first] }) =>
      first === undefined
        ? {}
        : {
            parties: [
              { ...first, role: 'actor' as const },
              { ...first, id: 'other', code: '', kind: 'person', name: '云小海', idNumber: bornIn(1985) },
            ],
          },
    ),
  ),
  'subject-standing': only(
    (each) => (firstParty(each)?.code ?? '') !== '',
    (examined) => ({
      ...examined,
      subject: (code) => {
        const found = examined.subject(code)
        return found === undefined ? undefined : { ...found, status: 'cancelled' as const }
      },
    }),
  ),
  'findings-written': withFindings({ facts: '' }),
  'sold-with-proceeds': withStrand('goods', 'held', {
    things: [{ no: 1, name: '糕点', quantity: 3, unit: '盒', now: 'sold' }],
  }),
  'must-be-proved': (examined) => ({
    ...examined,
    proof: examined.proof.map((point) => ({ ...point, evidence: [] })),
  }),
  'same-name': difference('name'),
  'same-code': difference('code'),
  'same-identity': difference('identity'),
  'same-address': difference('address'),
  'same-time': difference('time'),
  'same-amount': difference('amount'),
  'same-number': difference('number'),
  'same-goods': difference('goods'),
  'same-article': difference('article'),
  'evidence-there': withDossier(() => ({ evidence: [] })),
  'evidence-two-officers': withEvidence({
    paper: 'record',
    takenBy: [{ id: 'zhao', name: '赵一鸣', certificate: '1' }],
  }),
  'evidence-source': withEvidence({ source: '' }),
  'evidence-proves': withEvidence({ proves: '' }),
  'evidence-content': withDossier(({ evidence }) => ({
    evidence: evidence.map(({ paper: _, ...each }) => ({ ...each, files: [] })),
  })),
  'evidence-before-report': only(did('report-investigation'), (examined) =>
    withEvidence({ takenAt: examined.now })(examined),
  ),
  'evidence-by-handlers': withEvidence({
    takenAt: '2026-03-06T05:30:00.000Z',
    takenBy: ['zhao', 'wu'].map((id) => ({ id, name: id, certificate: '1' })),
  }),
  'one-place-at-a-time': withState(({ done, dossier }) => {
    const versions = dossier.evidence.flatMap(({ paper }) =>
      paper === undefined ? [] : Number(paper.split('.').at(-2)),
    )
    return {
      done: done.map((each) =>
        versions.includes(each.version)
          ? {
              ...each,
              course: {
                title: '检查',
                duty: 'text' as const,
                from: '2026-03-03T01:00:00.000Z',
                until: '2026-03-03T02:00:00.000Z',
                place: `第 ${each.version} 处`,
              },
            }
          : each,
      ),
    }
  }),
  'records-signed': unsigned(({ dossier }) => dossier.evidence.find(({ paper }) => paper !== undefined)?.paper),
  'articles-exist': (examined) => ({ ...examined, law: () => ({ version: '', missing: '没有第九百条' }) }),
  limitation: withFindings({ ended: '2020-01-05' }),
  'crime-threshold': (examined) =>
    withPenalty(({ gains, kinds }, item) =>
      gains > 0
        ? {}
        : byGains(item) || !item.penalties.some(({ kind }) => kind === 'confiscate-gains')
          ? undefined
          : { gains: 200, kinds: [...kinds, 'confiscate-gains'] },
    )(withItem(() => ({ crimes: [{ offence: '生产、销售伪劣产品罪', base: 'gains', from: 100 }] }))(examined)),
  'two-handlers': withDossier(({ handlers }) => ({ handlers: handlers.slice(0, 1) })),
  'handlers-certified': (examined) => ({
    ...examined,
    officer: (id, day) => (id === 'zhao' ? { ...people.lapsed, id } : examined.officer(id, day)),
  }),
  'certificates-shown': withoutAct('show-certificates'),
  'filed-first': withDone('approve-filing', { version: 9_999 }),
  'limits-kept': only(
    (each) => !did('make-decision')(each) && !did('decide-otherwise')(each),
    (examined) => ({ ...examined, now: '2026-12-01T02:00:00.000Z' }),
  ),
  'applications-answered': withStrand('recusal', 'asked'),
  'recording-covered': covered({ covered: false, share: 0.5 }),
  'exceptions-answered': covered({ excuse }),
  'papers-signed': unsigned(({ papers }) => papers.find(({ form }) => form === 7)?.id),
  'acts-in-order': withState(({ done }) => ({
    done: done.map((each, n) => (n === 2 ? { ...each, enteredAt: '2026-01-01T00:00:00.000Z' } : each)),
  })),
  'numbers-once': withState(({ papers }) => {
    const one = papers.find(({ number }) => number !== undefined)
    return { papers: one === undefined ? papers : [...papers, { ...one, id: 'again', signers: [] }] }
  }),
  'reviewer-independent': withDossier(({ handled }) => ({ handled: [...handled, 'reviewer'] })),
  'recused-stayed-away': (examined) =>
    withStrand('recusal', 'granted', { asked: { person: 'zhao' } }, examined.state.done[0]?.at ?? on)(examined),
  'results-final': withStrand('test', 'told'),
  'not-suspended': withStrand('suspension', 'granted'),
  'orders-rechecked': (examined) => withStrand('correction', 'ordered', { by: '2026-03-08' })(examined),
  'nature-written': withFindings({ nature: '' }),
  'violation-named': withFindings({ violation: '' }),
  'breached-cited': withDossier(({ item }) => (item === undefined ? {} : { item: { ...item, breached: [] } })),
  'penalty-cited': withDossier(({ item }) => (item === undefined ? {} : { item: { ...item, penalty: [] } })),
  'kinds-in-law': withPenalty(({ kinds }, { penalties }) =>
    penalties.some(({ kind }) => kind === 'suspend-licence') ? undefined : { kinds: [...kinds, 'suspend-licence'] },
  ),
  'fine-in-law': withPenalty(({ kinds }, item) =>
    kinds.includes('fine') && item.penalties.some(({ max, maxPercent }) => (max ?? maxPercent) !== undefined)
      ? { fine: 1_000_000_000_000 }
      : undefined,
  ),
  'mitigated-below': withPenalty((row, item, party) =>
    row.step === 'mitigated' || (lawRange(row, item, party)?.min ?? 0) === 0
      ? undefined
      : { step: 'mitigated', factors: [] },
  ),
  'base-given': (examined) =>
    withPenalty(({ kinds }) =>
      isAlone(examined) && kinds.includes('fine') ? { baseValue: undefined as never } : undefined,
    )(
      withItem(({ id, penalties }) =>
        id === examined.state.dossier.item?.id
          ? {
              penalties: [
                { kind: 'fine', base: 'goods', minPercent: 100, maxPercent: 500 },
                ...penalties.filter(({ kind }) => kind !== 'fine'),
              ],
            }
          : {},
      )(examined),
    ),
  'fine-in-step': withPenalty((row, item, party) => {
    const range = lawRange(row, item, party)
    const step = (['heavier', 'lighter'] as const).find((each) => {
      const band = range === undefined ? undefined : bandOf(item, each, range)
      return (
        band !== undefined &&
        range !== undefined &&
        row.fine >= range.min &&
        (row.fine < band.min || row.fine > band.max)
      )
    })
    return step === undefined ? undefined : { step, factors: [] }
  }),
  'factors-known': withPenalty(() => ({ factors: ['天气炎热'] })),
  'factors-fit': withPenalty((row, { steps }) => {
    const other = steps.find(
      ({ step, factors }) => step === (row.step === 'heavier' ? 'lighter' : 'heavier') && factors.length > 0,
    )
    return other === undefined ? undefined : { factors: other.factors.slice(0, 1) }
  }),
  'fine-with-kind': withPenalty(({ kinds, step }) => {
    const rest = kinds.filter((kind) => kind !== 'fine')
    return rest.length === kinds.length
      ? undefined
      : { kinds: rest, step: rest.length === 0 ? 'none' : step, ...(rest.length === 0 ? { factors: [] } : {}) }
  }),
  'gains-with-kind': withPenalty(({ kinds, gains }, item) => {
    if (gains > 0) return { kinds: kinds.filter((kind) => kind !== 'confiscate-gains') }
    return byGains(item) ? undefined : { gains: 100 }
  }),
  'goods-with-kind': withPenalty(({ kinds }) => ({ goods: kinds.includes('confiscate-goods') ? '' : '糕点三盒' })),
  'reasons-written': only(
    proposed,
    withDossier(({ proposal }) => (proposal === undefined ? {} : { proposal: { ...proposal, reasons: ' ' } })),
  ),
  'parts-add-up': only(
    proposed,
    withDossier(({ proposal, item }) =>
      proposal === undefined
        ? {}
        : {
            proposal: {
              ...proposal,
              parts: proposal.parts ?? [{ ...proposal, item: item?.id ?? '', name: item?.name ?? '' }],
              fine: proposal.fine + 1,
            },
          },
    ),
  ),
}

/** Found together with another, since one can't be without it. */
export const together: Readonly<Record<string, readonly string[]>> = {
  // Where there is none, nothing can be said of any.
  'evidence-there': [
    'evidence-two-officers',
    'evidence-source',
    'evidence-proves',
    'evidence-content',
    'evidence-before-report',
  ],
  // A record is a paper as well.
  'records-signed': ['papers-signed'],
}
