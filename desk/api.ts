import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { DemoAccount } from '../src/api.ts'
import type { CopyView } from '../src/archive/index.ts'
import type { CoverageView } from '../src/casework/coverage.ts'
import type { ResponsibilityPage } from '../src/casework/responsibilities.ts'
import type {
  BoardView,
  CalendarMonth,
  CasePage,
  CaseView,
  ComparisonView,
  DeadlinePage,
  DiscretionView,
  DraftRow,
  FileView,
  LedgerPage,
  MapBaseView,
  MapKind,
  MapView,
  MeView,
  NoticePage,
  OpeningView,
  OutlineView,
  PaperText,
  PartyHistory,
  PartyRow,
  PersonView,
  SavedSearch,
  SearchView,
  WorkList,
} from '../src/casework/view.ts'
import type { MatterPage, MatterView } from '../src/channels/index.ts'
import type { PublicationDraft } from '../src/disclosure/masks-route.ts'
import type { FileView as ExchangeFile, ExchangeView, PushView, ReconciliationView } from '../src/exchange/index.ts'
import type { SecondFactorView } from '../src/identity/index.ts'
import type { Refusal } from '../src/kernel/index.ts'
import type { JsonSchema } from '../src/platform/answers.ts'
import type { RetrievalRow, RetrievalView } from '../src/recording/retrieval-view.ts'
import type { MyViewing, RecordingView, ViewingView } from '../src/recording/view.ts'
import type {
  ImportPage,
  ImportView,
  ItemRow,
  JudgedTableView,
  LawArticleView,
  LawRow,
  PreviewedFile,
  RegistryDraftRow,
  RegistryDraftView,
  RegistryEntry,
  RegistryKindView,
  SubjectPage,
  SubjectView,
  TableGuide,
} from '../src/registry/index.ts'
import type { RecordingGuideView } from '../src/registry/view.ts'
import type { CandidatesView } from '../src/review/candidate-routes.ts'
import type { CommentsView } from '../src/review/comment-routes.ts'
import type { ReviewDossierView } from '../src/review/dossier-routes.ts'
import type { ReadingView } from '../src/review/reading-routes.ts'
import type { PreflightView } from '../src/review/routes.ts'
import type { SubmissionView } from '../src/review/submission-routes.ts'
import type { EvaluationRow, EvaluationView } from '../src/supervision/evaluation-routes.ts'
import type { ReviewersView } from '../src/supervision/roster-routes.ts'
import type { UsesView } from '../src/supervision/uses.ts'

export type { DemoAccount } from '../src/api.ts'
export type { ResponsibilityRow } from '../src/casework/responsibilities.ts'
export type { OpeningView as Opening, PaperText, Previewed, PreviewedPaper } from '../src/casework/view.ts'
export type { HandedOut, MatterActView, MatterRow, MatterView } from '../src/channels/index.ts'
export type { SecondFactorBegun } from '../src/identity/index.ts'
export type { RetrievalView } from '../src/recording/retrieval-view.ts'
export type { RecordingView, ViewingView } from '../src/recording/view.ts'
export type {
  ItemRow,
  JudgedTableView,
  LawArticleView as LawArticle,
  LawRow,
  RegistryDraftView,
  RegistryEntry,
  RegistryKindView,
} from '../src/registry/index.ts'
export type { TrialView } from '../src/review/trial-routes.ts'
export type { EvaluationView } from '../src/supervision/evaluation-routes.ts'
export type { ReviewersView } from '../src/supervision/roster-routes.ts'

/** The server answered with something other than what was asked for. */
export class Unanswered extends Error {
  readonly status: number
  readonly refusals: readonly Refusal[]
  constructor(status: number, refusals: readonly Refusal[]) {
    super(refusals[0]?.message ?? words(status))
    this.status = status
    this.refusals = refusals
  }
  /** What stands in its way, as a form tells it: what was refused, or that no answer came. */
  get told(): readonly Refusal[] {
    return this.refusals.length > 0 ? this.refusals : [{ code: 'unanswered', message: this.message, basis: [] }]
  }
}

const words = (status: number): string =>
  status === 0
    ? '没有连上服务器。请检查网络后重试，您写的内容还在。'
    : status === 401
      ? '登录已失效，请重新登录。您写的内容还在。'
      : status === 403
        ? '您没有权限查看这里。如工作需要，请联系法规处或者系统管理员。'
        : status === 404
          ? '没有找到。可能已被移走，或者地址有误。'
          : status === 429
            ? '操作过于频繁，请一分钟后再试。您写的内容还在。'
            : `服务器没有正常回答（${status}）。请稍后重试。`

const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
  try {
    return await fetch(path, {
      credentials: 'same-origin',
      ...init,
      headers: { Accept: 'application/json', ...init.headers },
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unanswered(0, [])
  }
}

/** A session that has ended leads to the sign-in page; drafts are kept, and the address is the same afterwards. */
const failed = async (path: string, response: Response): Promise<Unanswered> => {
  if (response.status === 401 && !path.startsWith('/api/auth/')) client.setQueryData(['me'], null)
  return new Unanswered(response.status, await refusalsOf(response))
}

const refusalsOf = async (response: Response): Promise<readonly Refusal[]> => {
  const body = (await response.json().catch(() => undefined)) as { refusals?: readonly Refusal[] } | undefined
  return Array.isArray(body?.refusals) ? body.refusals : []
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => {
  const response = await ask(path, signal === undefined ? {} : { signal })
  if (!response.ok) throw await failed(path, response)
  return (await response.json()) as T
}

/** What may not be there: null where it isn't. */
const getIfThere = async <T>(path: string, signal?: AbortSignal): Promise<T | null> => {
  try {
    return await get<T>(path, signal)
  } catch (error) {
    if (error instanceof Unanswered && error.status === 404) return null
    throw error
  }
}

/** A list with all its pages, one after another, as each leads to the next in its `Link` header. */
const getAll = async <T>(path: string, signal?: AbortSignal): Promise<readonly T[]> => {
  const rows: T[] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const response: Response = await ask(next, signal === undefined ? {} : { signal })
    if (!response.ok) throw await failed(next, response)
    rows.push(...((await response.json()) as readonly T[]))
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
  }
  return rows
}

/** Sends JSON. Anything but success throws `Unanswered`, which carries the refusals. */
export const send = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> => {
  const response = await ask(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  if (!response.ok) throw await failed(path, response)
  return (await response.json()) as T
}

export interface CaseSearch {
  readonly q?: string
  readonly stage?: string
  readonly procedure?: string
  readonly mine?: boolean
  readonly unit?: string
  readonly page?: number
}

export interface DeadlineSearch {
  readonly show?: string
  readonly mine?: boolean
  readonly unit?: string
  readonly day?: string
  readonly page?: number
}

export interface LedgerSearch {
  readonly year?: number
  readonly series?: string
  readonly voided?: true
  readonly page?: number
}
export interface ResponsibilitySearch {
  readonly case?: string
  readonly person?: string | undefined
  readonly unit?: string | undefined
  readonly share?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly against?: true
  readonly page?: number
}
export interface CalendarSearch {
  readonly month?: string
  readonly mine?: boolean
  readonly unit?: string
}

export interface SubjectSearch {
  readonly q?: string
  readonly district?: string
  readonly status?: string
  readonly kind?: string
  readonly page?: number
}

export interface MapSearch {
  readonly show?: MapKind | undefined
  readonly q?: string
  readonly unit?: string
  readonly item?: string
  readonly days?: number | undefined
}

export interface WordSearch {
  readonly q?: string
  readonly kind?: string
  readonly page?: number
}

export const query = (values: Readonly<Record<string, unknown>>): string => {
  const text = new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === '' || value === false ? [] : [[name, value === true ? '1' : String(value)]],
    ),
  ).toString()
  return text === '' ? '' : `?${text}`
}

const asked = <T>(key: readonly unknown[], path: string, more: { readonly staleTime?: number } = {}) =>
  queryOptions<T>({ queryKey: key, queryFn: ({ signal }) => get<T>(path, signal), ...more })

const askedIfThere = <T>(key: readonly unknown[], path: string) =>
  queryOptions<T | null>({ queryKey: key, queryFn: ({ signal }) => getIfThere<T>(path, signal) })

const askedAll = <T>(key: readonly unknown[], path: string, more: { readonly staleTime?: number } = {}) =>
  queryOptions<readonly T[]>({ queryKey: key, queryFn: ({ signal }) => getAll<T>(path, signal), ...more })

const long = { staleTime: 10 * 60_000 }

export interface MatterSearch {
  readonly kind?: string
  readonly show?: string
  readonly q?: string
  readonly page?: number
}

/** Every question that the desk asks, with the key under which its answer is kept. */
export const queries = {
  /** Null where nobody is signed in. */
  me: queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }): Promise<MeView | null> => {
      try {
        return await get<MeView>('/api/me', signal)
      } catch (error) {
        if (error instanceof Unanswered && error.status === 401) return null
        throw error
      }
    },
    ...long,
  }),
  secondFactor: asked<SecondFactorView>(['second-factor'], '/api/second-factor'),
  demoAccounts: asked<readonly DemoAccount[]>(['demo'], '/api/demo/accounts', long),
  work: (show?: string, page?: number) => asked<WorkList>(['work', show, page], `/api/work${query({ show, page })}`),
  deadlines: (search: DeadlineSearch) =>
    asked<DeadlinePage>(['deadlines', search], `/api/deadlines${query({ ...search })}`),
  ledger: ({ voided, ...search }: LedgerSearch) =>
    asked<LedgerPage>(['ledger', search, voided], `/api/ledger${query({ ...search, voided: voided ? 1 : undefined })}`),
  responsibilities: ({ against, ...search }: ResponsibilitySearch) =>
    asked<ResponsibilityPage>(
      ['responsibilities', search, against],
      `/api/responsibilities${query({ ...search, against: against ? 1 : undefined })}`,
    ),
  calendar: (search: CalendarSearch) =>
    asked<CalendarMonth>(['calendar', search], `/api/calendar${query({ ...search })}`),
  cases: (search: CaseSearch) => asked<CasePage>(['cases', search], `/api/cases${query({ ...search })}`),
  case: (id: string) => asked<CaseView>(['case', id], `/api/cases/${encodeURIComponent(id)}`),
  drafts: askedAll<DraftRow>(['drafts'], '/api/drafts'),
  comparison: (id: string) =>
    asked<ComparisonView>(['comparison', id], `/api/cases/${encodeURIComponent(id)}/comparison`),
  candidates: (id: string) =>
    asked<CandidatesView>(['case', id, 'candidates'], `/api/cases/${encodeURIComponent(id)}/review/candidates`),
  publication: (id: string) =>
    asked<PublicationDraft>(['case', id, 'publication'], `/api/cases/${encodeURIComponent(id)}/publication`),
  preflight: (id: string) =>
    asked<PreflightView>(['case', id, 'preflight'], `/api/cases/${encodeURIComponent(id)}/preflight`),
  submission: (id: string) =>
    asked<SubmissionView>(['case', id, 'submission'], `/api/cases/${encodeURIComponent(id)}/submission`),
  reviewDossier: (id: string) =>
    asked<ReviewDossierView>(['case', id, 'review-dossier'], `/api/cases/${encodeURIComponent(id)}/review-dossier`),
  reading: (id: string) => asked<ReadingView>(['case', id, 'reading'], `/api/cases/${encodeURIComponent(id)}/reading`),
  comments: (id: string) =>
    asked<CommentsView>(['case', id, 'comments'], `/api/cases/${encodeURIComponent(id)}/comments`),
  outline: (id: string, role: string) =>
    asked<OutlineView>(['outline', id, role], `/api/cases/${encodeURIComponent(id)}/outline${query({ role })}`),
  coverage: (id: string) =>
    asked<CoverageView>(['case', id, 'coverage'], `/api/cases/${encodeURIComponent(id)}/coverage`),
  recordings: (id: string) =>
    askedAll<RecordingView>(['case', id, 'recordings'], `/api/recordings${query({ case: id })}`),
  recording: (id: string) => asked<RecordingView>(['recording', id], `/api/recordings/${encodeURIComponent(id)}`),
  viewings: (id: string) =>
    askedAll<ViewingView>(['viewings', id], `/api/recordings/${encodeURIComponent(id)}/viewings`),
  evaluations: askedAll<EvaluationRow>(['evaluations'], '/api/evaluations'),
  evaluation: (id: string) => asked<EvaluationView>(['evaluation', id], `/api/evaluations/${encodeURIComponent(id)}`),
  reviewers: asked<ReviewersView>(['reviewers'], '/api/reviewers'),
  exchange: asked<ExchangeView>(['exchange'], '/api/exchange'),
  exchangeFile: (range: { readonly from: string; readonly until: string }) =>
    asked<ExchangeFile>(['exchange-file', range], `/api/exchange/file${query(range)}`),
  pushes: (platform: string, show: string) =>
    askedAll<PushView>(
      ['pushes', platform, show],
      `/api/exchange/${encodeURIComponent(platform)}/pushes${query({ show })}`,
    ),
  uses: asked<UsesView>(['uses'], '/api/uses'),
  myViewings: askedAll<MyViewing>(['viewings'], '/api/viewings'),
  retrievals: (search: { readonly case?: string; readonly waiting?: 1 }) =>
    askedAll<RetrievalRow>(['retrievals', search], `/api/retrievals${query({ ...search })}`),
  retrieval: (id: string) => asked<RetrievalView>(['retrieval', id], `/api/retrievals/${encodeURIComponent(id)}`),
  matters: (search: MatterSearch) => asked<MatterPage>(['matters', search], `/api/matters${query({ ...search })}`),
  matter: (id: string) => asked<MatterView>(['matter', id], `/api/matters/${encodeURIComponent(id)}`),
  matterForm: asked<JsonSchema>(['matter-form'], '/api/matters/form', long),
  recordingGuide: asked<readonly RecordingGuideView[]>(['recording-guide'], '/api/recording-guide', long),
  discretion: (
    id: string,
    { item, party, gains, baseValue, condition, step, factors }: Readonly<Record<string, unknown>>,
  ) => {
    const asking = new URLSearchParams()
    for (const [name, each] of Object.entries({ item, party, gains, baseValue, condition, step }))
      if (each !== undefined && each !== '') asking.set(name, String(each))
    for (const factor of (factors ?? []) as readonly string[]) asking.append('factors', factor)
    const path = `/api/cases/${encodeURIComponent(id)}/discretion?${asking}`
    return asked<DiscretionView>(['discretion', id, asking.toString()], path)
  },
  procedures: asked<readonly OpeningView[]>(['procedures'], '/api/procedures'),
  officers: (unit?: string) => askedAll<PersonView>(['officers', unit], `/api/officers${query({ unit })}`, long),
  items: (q: string) => askedAll<ItemRow>(['items', q], `/api/items${query({ q })}`, long),
  paper: (id: string) => asked<PaperText>(['paper', id], `/api/papers/${encodeURIComponent(id)}`, long),
  registryDrafts: (show: 'open' | 'done') =>
    askedAll<RegistryDraftRow>(['registry-drafts', show], `/api/registry-drafts${query({ show })}`),
  draftTableGuide: (kind: string) =>
    asked<TableGuide>(
      ['registry-draft-tables', kind],
      `/api/registry-draft-tables/${encodeURIComponent(kind)}/guide`,
      long,
    ),
  registryDraft: (id: string) =>
    asked<RegistryDraftView>(['registry-drafts', 'one', id], `/api/registry-drafts/${encodeURIComponent(id)}`),
  registry: asked<readonly RegistryKindView[]>(['registry'], '/api/registry', long),
  entries: (kind: string, day?: string) =>
    askedAll<RegistryEntry>(['registry', kind, day], `/api/registry/${encodeURIComponent(kind)}${query({ day })}`),
  history: (kind: string, id: string) =>
    askedAll<RegistryEntry>(
      ['registry', kind, 'history', id],
      `/api/registry/${encodeURIComponent(kind)}/${encodeURIComponent(id)}/history`,
    ),
  laws: (q?: string) => askedAll<LawRow | LawArticleView>(['laws', q], `/api/laws${query({ q })}`, long),
  article: (law: string, article: number) =>
    asked<LawArticleView>(['law', law, article], `/api/laws/${encodeURIComponent(law)}/${article}`, long),
  copies: (id: string) =>
    asked<readonly CopyView[]>(['copies', id], `/api/cases/${encodeURIComponent(id)}/dossier/copies`),
  board: asked<BoardView>(['board'], '/api/board'),
  notices: (show: string | undefined, page: number) =>
    asked<NoticePage>(
      ['notices', show, page],
      `/api/notices${query({ unread: show === 'unread', page: page === 1 ? undefined : page })}`,
    ),
  savedSearches: askedAll<SavedSearch>(['saved-searches'], '/api/saved-searches', long),
  /** Null where no case of this party may be seen. */
  party: (key: string) =>
    askedIfThere<PartyHistory>(['parties', 'one', key], `/api/parties/${encodeURIComponent(key)}`),
  subjects: (search: SubjectSearch) => asked<SubjectPage>(['subjects', search], `/api/subjects${query({ ...search })}`),
  /** Null where the register doesn't know the code. */
  subject: (code: string) =>
    askedIfThere<SubjectView>(['subjects', 'one', code], `/api/subjects/${encodeURIComponent(code)}`),
  subjectImports: asked<readonly ImportView[]>(['subject-imports'], '/api/subject-imports'),
  subjectImport: (id: string) =>
    asked<ImportPage>(['subject-imports', id], `/api/subject-imports/${encodeURIComponent(id)}`),
  map: (search: Readonly<Record<string, unknown>>) => asked<MapView>(['map', search], `/api/map${query(search)}`),
  mapBase: asked<MapBaseView>(['map', 'base'], '/api/map/base', long),
  search: (search: WordSearch) => asked<SearchView>(['search', search], `/api/search${query({ ...search })}`),
  parties: (q: string) => asked<readonly PartyRow[]>(['parties', q], `/api/parties${query({ q })}`),
}

/** Uploads one file; `progress` is told the share that has gone, 0–1. */
export const upload = (file: File, progress: (share: number) => void): Promise<FileView> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', () => reject(new Unanswered(0, [])))
    request.addEventListener('load', () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.response as FileView)
        : reject(
            new Unanswered(
              request.status,
              (request.response as { refusals?: readonly Refusal[] } | null)?.refusals ?? [],
            ),
          ),
    )
    const form = new FormData()
    form.set('file', file)
    request.send(form)
  })

/** Sends a table that is to be imported, and gives what it looks like. */
export const lookAtFile = async (file: File): Promise<PreviewedFile> => {
  const path = `/api/subject-imports/files${query({ name: file.name })}`
  const response = await ask(path, {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  if (!response.ok) throw await failed(path, response)
  return (await response.json()) as PreviewedFile
}

const draftTable = async (kind: string, part: '' | '/problems.xlsx', file: File, search: object): Promise<Response> => {
  const path = `/api/registry-draft-tables/${encodeURIComponent(kind)}${part}${query({ ...search })}`
  const headers = { 'Content-Type': 'application/octet-stream' }
  const response = await ask(path, { method: 'POST', body: file, headers })
  if (!response.ok) throw await failed(path, response)
  return response
}
/** Sends a list that was filled in as a table, and gives what it would change and what is wrong in it. Nothing is kept. */
export const judgeDraftTable = async (
  kind: string,
  file: File,
  search: { readonly from: string; readonly draft?: string },
): Promise<JudgedTableView> => (await draftTable(kind, '', file, search)).json() as Promise<JudgedTableView>
/** What is wrong in it, as a workbook. */
export const draftTableProblems = async (
  kind: string,
  file: File,
  search: { readonly from: string; readonly draft?: string },
): Promise<Blob> => (await draftTable(kind, '/problems.xlsx', file, search)).blob()

/** Sends a masked copy of a recording, which is then said to be one. */
export const sendMasked = async (recording: string, file: File): Promise<{ readonly blob: string }> => {
  const path = `/api/recording-copies/files${query({ recording })}`
  const response = await ask(path, {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  if (!response.ok) throw await failed(path, response)
  return (await response.json()) as { readonly blob: string }
}

/** What is public held against a platform's acknowledgements, its own list, or a list of it that was uploaded. */
export const reconciliation = async (
  platform: string,
  from: 'acknowledgements' | 'list' | File,
): Promise<ReconciliationView> => {
  const path = `/api/exchange/${encodeURIComponent(platform)}/reconciliation`
  if (typeof from === 'string') return get<ReconciliationView>(`${path}${query({ with: from })}`)
  const response = await ask(path, {
    method: 'POST',
    body: from,
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  if (!response.ok) throw await failed(path, response)
  return (await response.json()) as ReconciliationView
}

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof Unanswered && (error.status === 0 || error.status >= 502),
    },
  },
})

/** What a case's change makes old: the case itself and every list in which it may stand. Ends when the case shown is the new one. */
export const caseChanged = (id: string): Promise<void> => {
  for (const queryKey of [
    ['timeline', id],
    ['comparison', id],
    ['work'],
    ['cases'],
    ['deadlines'],
    ['ledger'],
    ['responsibilities'],
    ['calendar'],
    ['parties'],
    ['board'],
  ])
    void client.invalidateQueries({ queryKey })
  return client.invalidateQueries({ queryKey: ['case', id] })
}
