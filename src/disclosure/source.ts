import {
  type Amount,
  computeLimit,
  dayOf,
  days,
  daysBetween,
  dayText,
  months,
  type WorkCalendar,
} from '../calendar/index.ts'
import { agencyEntry, type Casework, type Issued, issuedPaper, letterheads } from '../casework/index.ts'
import { layPaper, paperText } from '../documents/index.ts'
import type { Journal } from '../journal/index.ts'
import { citationText, litigationLaw, reconsiderationLaw, yuan } from '../kernel/index.ts'
import { type Blobs, sql } from '../platform/index.ts'
import {
  type CaseState,
  discretionSteps,
  everyParty,
  type FineRule,
  fineWords,
  limitsOf,
  namedIn,
  penaltyKinds,
  sharesOf,
} from '../procedure/index.ts'
import { allInForce } from '../registry/index.ts'
import type { PublicCopies } from './copies.ts'
import {
  type DecisionRow,
  decisionPage,
  decisionsFrom,
  endOf,
  listedIn,
  PAGE,
  publishedMonths,
  shownOn,
} from './decisions.ts'
import { lately, ledgerPage, ledgerRows } from './ledger.ts'
import { type Hidden, hiddenTexts, masksWithin, splitHidden } from './masks.ts'
import { recordLists } from './record-lists.ts'
import { publicReview } from './review-rules.ts'
import type {
  DecisionList,
  PortalSource,
  PublicDecision,
  PublicDecisionRow,
  PublicOfficer,
  PublicProof,
  PublicText,
} from './view.ts'

/** What the log proves of an event; disclosure is handed it and looks into no log itself. */
export interface Proofs {
  size(): Promise<{ readonly size: number; readonly sealedAt: string } | undefined>
  proof(
    eventId: string,
  ): Promise<
    | { readonly index: number; readonly treeSize: number; readonly sealedAt: string; readonly digest: string }
    | undefined
  >
  /** A receipt in which only what is under these pointers of the event's record is shown, but for the hidden texts. */
  receipt(eventId: string, paper: number, hidden: readonly { readonly text: string }[]): Promise<string | undefined>
  /** A receipt in which these pointers of the event's record are masked. */
  masked(eventId: string, pointers: readonly string[]): Promise<string | undefined>
}

const rowOf = (row: DecisionRow, agency: string): PublicDecisionRow => ({
  number: row.number,
  party: row.party,
  partyKind: row.party_kind,
  ...(row.party_code === null ? {} : { partyCode: row.party_code }),
  violation: row.violation,
  penalties: row.penalties,
  content: row.content,
  fine: row.fine,
  confiscated: row.gains,
  agency,
  procedure: row.procedure,
  decidedOn: row.decided_on,
  publishedOn: row.published_on,
  targetOn: row.target_on,
  dueOn: row.due_on,
  onTime: row.on_time,
  until: row.until_day,
  unit: row.unit,
  unitName: row.unit_name,
  item: row.item,
  ...(row.corrected_on === null ? {} : { correctedOn: row.corrected_on }),
  ...(row.withdrawn_on === null ? {} : { withdrawn: { on: row.withdrawn_on, reason: row.reason ?? '' } }),
})

/** The version of the case beside the row, read with it. */
interface Versioned {
  readonly case_version: number
}

/** What a public decision is made of. */
interface Shown {
  readonly state: CaseState
  readonly issued: Issued
  readonly hidden: readonly Hidden[]
}

/** So many decisions are kept with their cases: page, data, PDF and receipt of one are asked for together. */
const KEPT = 64

/** So many of the latest changes are told. */
const UPDATES = 50

/** Acts of which the public is told when they were done. */
const publicSteps: Readonly<Record<string, string>> = {
  'approve-filing': '立案',
  'report-investigation': '调查终结',
  'give-opinion': '审核',
  'issue-notice': '告知',
  'make-decision': '作出决定',
  'decide-on-the-spot': '当场作出决定',
  'publish-decision': '公示',
  'correct-publication': '更正公示',
  'approve-closing': '结案',
  'close-on-the-spot': '结案',
}

/** The portal's source: reads bounded, nothing that was hidden. */
export const createPortalSource = (
  journal: Journal,
  casework: Casework,
  calendar: WorkCalendar,
  proofs: Proofs,
  blobs: Blobs,
  copies: PublicCopies,
  origin: string,
  demo: boolean,
): PortalSource => {
  const { db } = journal.database
  const today = () => dayOf(journal.clock.now())

  const agencyData = async () => {
    const [found] = (await allInForce(db, ['agency'], today())).filter(({ id }) => id === agencyEntry)
    if (found === undefined) throw new Error('no agency is in force')
    return found.data
  }

  const decisionRow = async (number: string): Promise<(DecisionRow & Versioned) | undefined> => {
    const { rows } = await sql<DecisionRow & Versioned>`
      select d.*, s.version as case_version from public_decision d join stream s on s.kind = ${casework.stream.kind} and s.id = d.case_id
      where d.number = ${number}`.execute(db)
    return rows[0]
  }
  /** The rows as the public is given them, one by one. */
  async function* given(rows: AsyncIterable<DecisionRow>): AsyncGenerator<PublicDecisionRow> {
    const { name } = await agencyData()
    for await (const row of rows) yield rowOf(row, name)
  }

  const kept = new Map<string, Promise<Shown | undefined>>()
  /** A decision's case and paper: read once, and again when the case has another version. */
  const shown = (row: DecisionRow & Versioned): Promise<Shown | undefined> => {
    const key = `${row.number} ${row.case_version}`
    const known = kept.get(key) ?? load(row)
    kept.delete(key)
    kept.set(key, known)
    known.catch(() => kept.delete(key))
    for (const [oldest] of kept) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return known
  }
  const load = async (row: DecisionRow): Promise<Shown | undefined> => {
    const [found, issued] = await Promise.all([
      journal.state(casework.stream, row.case_id),
      issuedPaper(journal, row.paper),
    ])
    return found === undefined || issued === undefined
      ? undefined
      : { state: found.state, issued, hidden: hiddenTexts(everyParty(found.state.dossier), row.hidden) }
  }
  const gone = (row: DecisionRow): boolean => row.withdrawn_on !== null || endOf(row, today()) !== undefined

  return {
    async home() {
      const agency = await agencyData()
      const year = Number(today().slice(0, 4))
      const { rows } = await sql<{ published: number; on_time: number }>`
        select count(*)::int as published, count(*) filter (where published_on <= target_on)::int as on_time from publication_account where published_on >= ${`${year}-01-01`}::date`.execute(
        db,
      )
      const { rows: late } = await sql<{ number: string; due_on: string }>`
        select number, due_on from publication_account where published_on is null and exception is null and due_on < ${today()}::date
        order by due_on, number limit 50`.execute(db)
      const { rows: newest } = await sql<DecisionRow>`
        select * from public_decision where ${shownOn(today())} order by published_on desc, number desc limit 8`.execute(
        db,
      )
      const published = rows[0]?.published ?? 0
      return {
        agency,
        year,
        account: {
          published,
          onTime: rows[0]?.on_time ?? 0,
          late: late.map(({ number, due_on }) => ({ number, days: daysBetween(due_on, today()) })),
        },
        newest: newest.map((row) => rowOf(row, agency.name)),
        log: await proofs.size(),
        demo,
      }
    },

    agency: agencyData,

    async decisions(query): Promise<DecisionList> {
      const [agency, { rows, ...count }] = [await agencyData(), await decisionPage(db, today(), query)]
      return {
        rows: rows.map((row) => rowOf(row, agency.name)),
        ...count,
        page: query.page ?? 1,
        pageSize: PAGE,
        query,
      }
    },

    ledger: (query) => ledgerPage(db, today(), query),
    ledgerRows: (query) => ledgerRows(db, today(), query),
    updates: () => lately(db, today(), UPDATES),

    allDecisions: (query, after) => given(decisionsFrom(db, today(), query, after)),
    publishedMonths: () => publishedMonths(db),
    listedDecisions: (month) => given(listedIn(db, today(), month)),

    async decision(number): Promise<PublicDecision | undefined> {
      const row = await decisionRow(number)
      if (row === undefined) return undefined
      const agency = await agencyData()
      const base = rowOf(row, agency.name)
      const ended = endOf(row, today())
      if (row.withdrawn_on !== null || ended !== undefined)
        return {
          ...base,
          ...(ended === undefined ? {} : { ended }),
          corrections: [],
          document: { title: '', sections: [] },
          steps: [],
          remedies: [],
          officers: [],
        }
      const found = await shown(row)
      if (found === undefined) return undefined
      const { state, issued, hidden } = found
      const runs = (parts: readonly PublicText[]): readonly PublicText[] =>
        parts.flatMap((part) =>
          'masked' in part
            ? [part]
            : splitHidden(part.text, hidden).map((piece) => (typeof piece === 'string' ? { text: piece } : piece)),
        )
      const proof = await proofs.proof(issued.event.id)
      const masked = new Map(
        hidden.map(({ reason }) => [
          reason,
          { title: reason, reason: '依照《市场监督管理行政处罚信息公示规定》第六条处理' },
        ]),
      )
      return {
        ...base,
        corrections: row.corrections,
        document: {
          title: issued.paper.title,
          sections: paperText(row.form, issued.paper.content).map(({ heading, paragraphs }) => ({
            ...(heading === undefined ? {} : { heading }),
            paragraphs: paragraphs.map(runs),
          })),
        },
        steps: stepsOf(state, casework, calendar),
        remedies: remediesOf(state, number, agency, calendar),
        officers: state.dossier.handlers.map(({ name, certificate }) => ({ name, certificate })),
        ...(proof === undefined
          ? {}
          : { proof: { ...proof, maskedFields: [...masked.values()] } satisfies PublicProof }),
      }
    },

    async decisionPdf(number) {
      const row = await decisionRow(number)
      if (row === undefined) return undefined
      if (gone(row)) {
        await copies.drop(number)
        return undefined
      }
      const [found, letterhead] = await Promise.all([shown(row), letterheads(db, blobs)])
      if (found === undefined) return undefined
      const { issued, hidden } = found
      const { id, content, digest } = issued.paper
      // The code of a paper has its digest, by which a guess at what is masked could be tested: a masked copy leads to its page.
      const check =
        masksWithin(content, '', hidden).length === 0
          ? `${origin}/papers/${id}?d=${digest}`
          : `${origin}/decisions/${encodeURIComponent(row.number)}`
      const copy = await copies.of(
        number,
        layPaper({
          ...(await letterhead(row.decided_on)),
          form: row.form,
          content,
          number: row.number,
          day: row.decided_on,
          check,
          mask: (text) => splitHidden(text, hidden),
        }),
      )
      // Who withdraws while it is printed finds nothing to drop yet.
      const after = await decisionRow(number)
      if (after !== undefined && !gone(after)) return copy
      await copies.drop(number)
      return undefined
    },

    async receipt(number) {
      const row = await decisionRow(number)
      if (row === undefined || gone(row)) return undefined
      const found = await shown(row)
      if (found === undefined) return undefined
      const { issued, hidden } = found
      const papers = issued.event.data.papers as unknown as readonly { readonly id: string }[]
      return proofs.receipt(
        issued.event.id,
        papers.findIndex(({ id }) => id === row.paper),
        hidden,
      )
    },

    async fileReceipt(sha256) {
      const { rows } = await sql<{ id: string }>`
        select e.id from paper_file f join event e on e.kind = 'paper' and e.stream_id = f.paper and e.version = f.version where f.pdf = ${sha256} limit 1`.execute(
        db,
      )
      const [row] = rows
      return row === undefined ? undefined : proofs.masked(row.id, ['/actor', '/data/case'])
    },

    async officers({ q, page = 1 }) {
      const day = today()
      const entries = await allInForce(db, ['officer', 'unit'], day)
      const units = new Map(entries.flatMap(({ kind, id, title }) => (kind === 'unit' ? [[id, title] as const] : [])))
      const all = entries.flatMap((entry): PublicOfficer[] => {
        if (entry.kind !== 'officer') return []
        const data = entry.data as import('../registry/index.ts').RegistryData<'officer'>
        const held = data.certificates.at(-1)
        if (held === undefined && !data.auxiliary) return []
        return [
          {
            name: data.name,
            unit: units.get(data.unit) ?? data.unit,
            kind: data.auxiliary ? 'auxiliary' : 'officer',
            ...(held === undefined ? {} : { certificate: held.number, until: held.until }),
            state:
              held === undefined
                ? 'none'
                : held.status !== 'valid'
                  ? 'suspended'
                  : held.until < day
                    ? 'expired'
                    : 'valid',
          },
        ]
      })
      const found =
        q === undefined || q === ''
          ? all
          : all.filter(({ name, certificate }) => name.includes(q) || certificate?.includes(q))
      return { rows: found.slice((page - 1) * PAGE, page * PAGE), total: found.length, page, pageSize: PAGE }
    },

    recordLists: () => recordLists(db, today()),
    review: () => publicReview(db, today()),
    async items() {
      const entries = await allInForce(db, ['item', 'unit'], today())
      const units = new Map(entries.flatMap(({ kind, id, title }) => (kind === 'unit' ? [[id, title] as const] : [])))
      return entries.flatMap((entry) => {
        if (entry.kind !== 'item') return []
        const data = entry.data as import('../registry/index.ts').RegistryData<'item'>
        return [
          {
            id: entry.id,
            name: data.name,
            category: data.category,
            unit: units.get(data.unit) ?? data.unit,
            basis: [...data.breached, ...data.penalty].map((each) =>
              citationText(each as Parameters<typeof citationText>[0]),
            ),
            penalties: (data.penalties as readonly FineRule[]).map((each) =>
              each.kind === 'fine' ? fineWords(each) : penaltyKinds[each.kind],
            ),
            standard: data.steps.map(({ step, fromShare, toShare, min, max, factors }) => ({
              step: discretionSteps[step],
              share:
                fromShare !== undefined || toShare !== undefined
                  ? `法定幅度的 ${fromShare ?? 0}%—${toShare ?? 100}%`
                  : min === undefined || max === undefined
                    ? ''
                    : `${yuan(min)} 元—${yuan(max)} 元`,
              factors,
            })),
          },
        ]
      })
    },

    async paper(id, digest) {
      const { rows } = await sql<{
        title: string
        number: string | null
        digest: string
        event: string
        pdf: string | null
      }>`select p.title, p.number, p.digest, p.event, f.pdf from case_paper p left join lateral (select pdf from paper_file where paper_file.paper = p.id order by version desc limit 1) f on true where p.id = ${id}
        union all select '法制审核人员名册', null, r.digest, e.id::text, null from reviewer_roster r
          join event e on e.stream_id = r.id and e.kind = 'roster' and e.type = 'make-roster' where r.id = ${id}
        union all select e.data #>> '{letter,heading}', null, e.data #>> '{letter,digest}', e.id::text, null from event e
          where e.id = ${uuid(id)}::uuid and e.kind = 'matter' and e.data ? 'letter'`.execute(db)
      const [row] = rows
      if (row === undefined) return { title: '', found: false, matches: false }
      // Only who holds the paper knows its digest: to anybody else nothing is told, not even that there is such a paper.
      if (row.digest !== digest) return { title: '', found: true, matches: false }
      const proof = await proofs.proof(row.event)
      return {
        title: row.title,
        ...(row.number === null ? {} : { number: row.number }),
        ...(proof === undefined ? {} : { sealedAt: proof.sealedAt, index: proof.index }),
        ...(row.pdf === null ? {} : { pdf: row.pdf }),
        found: true,
        matches: true,
      }
    },
  }
}

/** The id of an event, or null. */
const uuid = (id: string): string | null =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id) ? id : null

const stepsOf = (state: CaseState, casework: Casework, calendar: WorkCalendar): PublicDecision['steps'] => {
  const procedure = casework.procedures.get(state.procedure)
  const limits = procedure === undefined ? [] : limitsOf(procedure, state, calendar, state.changedAt)
  return state.done.flatMap(({ act, at }) => {
    const title = publicSteps[act]
    if (title === undefined) return []
    const limit = limits.find(({ rule, metAt }) => rule.target !== true && namedIn(rule.until, act) && metAt === at)
    return [
      {
        title,
        on: dayOf(at),
        ...(limit?.answer.dueDay === undefined
          ? {}
          : {
              allowed: `${dayText(limit.answer.dueDay, at.slice(0, 4))} 前`,
              taken: `${daysBetween(dayOf(limit.start), dayOf(at))} 天`,
              late: limit.answer.late,
              explanation: limit.answer.explanation,
            }),
      },
    ]
  })
}

const remediesOf = (
  state: CaseState,
  number: string,
  agency: { readonly reconsideration: string; readonly court: string },
  calendar: WorkCalendar,
): PublicDecision['remedies'] => {
  const served = sharesOf(state.dossier).find(({ decision }) => decision?.number === number)?.decision?.servedAt
  if (served === undefined) return []
  const ends = (amount: Amount, startTitle: string) =>
    computeLimit({ amount, start: served, startTitle, basis: [] }, calendar, served)
  const reconsideration = ends(days(60), '收到决定书')
  const suit = ends(months(6), '知道作出决定')
  return [
    {
      title: '申请行政复议',
      where: agency.reconsideration,
      ...(reconsideration.dueDay === undefined ? {} : { until: reconsideration.dueDay }),
      explanation: reconsideration.explanation,
      basis: citationText(reconsiderationLaw(20, 1)),
    },
    // What was decided on the spot goes to reconsideration first.
    state.procedure === 'simple-penalty'
      ? {
          title: '不服复议决定的，提起行政诉讼',
          where: agency.court,
          explanation: '当场作出的处罚决定应当先申请行政复议；收到复议决定书之日起十五日内起诉',
          basis: `${citationText(reconsiderationLaw(23, 1, 1))}、${citationText(litigationLaw(45))}`,
        }
      : {
          title: '提起行政诉讼',
          where: agency.court,
          ...(suit.dueDay === undefined ? {} : { until: suit.dueDay }),
          explanation: suit.explanation,
          basis: citationText(litigationLaw(46, 1)),
        },
  ]
}
