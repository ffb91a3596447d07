import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type {
  CalendarSearch,
  CaseSearch,
  DeadlineSearch,
  LedgerSearch,
  MapSearch,
  MatterSearch,
  ResponsibilitySearch,
  SubjectSearch,
  WordSearch,
} from './api.ts'
import { NotFound } from './pages/not-found.tsx'
import { Failure } from './shell/failure.tsx'
import { Loading } from './shell/loading.tsx'
import { Root } from './shell/root.tsx'

const root = createRootRoute({ component: Root, notFoundComponent: NotFound })

const text = (value: unknown): string | undefined => (value === undefined || value === '' ? undefined : String(value))
const only = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

const pageOf = (value: unknown): number | undefined => (Number(value) > 1 ? Number(value) : undefined)
const isYes = (value: unknown): true | undefined => (value === true || value === 1 ? true : undefined)

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/work' })
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/work',
    validateSearch: (search): { readonly show?: string; readonly page?: number } =>
      only({ show: text(search.show), page: pageOf(search.page) }),
    component: lazyRouteComponent(() => import('./pages/work.tsx'), 'Work'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/deadlines',
    validateSearch: (search): DeadlineSearch =>
      only({
        show: text(search.show),
        mine: isYes(search.mine),
        unit: text(search.unit),
        page: pageOf(search.page),
      }) as DeadlineSearch,
    component: lazyRouteComponent(() => import('./pages/deadlines.tsx'), 'Deadlines'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    validateSearch: (search): { readonly show?: string; readonly page?: number } =>
      only({ show: text(search.show), page: pageOf(search.page) }),
    component: lazyRouteComponent(() => import('./pages/notices.tsx'), 'Notices'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/calendar',
    validateSearch: (search): CalendarSearch & { readonly day?: string } =>
      only({
        month: text(search.month),
        mine: isYes(search.mine),
        unit: text(search.unit),
        day: text(search.day),
      }) as CalendarSearch,
    component: lazyRouteComponent(() => import('./pages/calendar.tsx'), 'Calendar'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/responsibilities',
    validateSearch: (search): ResponsibilitySearch =>
      only({
        person: text(search.person),
        unit: text(search.unit),
        share: text(search.share),
        from: text(search.from),
        until: text(search.until),
        against: isYes(search.against),
        page: pageOf(search.page),
      }) as ResponsibilitySearch,
    component: lazyRouteComponent(() => import('./pages/responsibilities.tsx'), 'Responsibilities'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ledger',
    validateSearch: (search): LedgerSearch =>
      only({
        year: Number(search.year) > 2000 ? Number(search.year) : undefined,
        series: text(search.series),
        voided: isYes(search.voided),
        page: pageOf(search.page),
      }) as LedgerSearch,
    component: lazyRouteComponent(() => import('./pages/ledger.tsx'), 'Ledger'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases',
    validateSearch: (search): CaseSearch =>
      only({
        q: text(search.q),
        stage: text(search.stage),
        procedure: text(search.procedure),
        mine: isYes(search.mine),
        unit: text(search.unit),
        page: pageOf(search.page),
      }) as CaseSearch,
    component: lazyRouteComponent(() => import('./pages/cases.tsx'), 'Cases'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/new',
    validateSearch: (search): { readonly procedure?: string } => only({ procedure: text(search.procedure) }),
    component: lazyRouteComponent(() => import('./pages/new-case.tsx'), 'NewCase'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$id',
    validateSearch: (
      search,
    ): {
      readonly tab?: string
      readonly act?: string
      readonly strand?: string
      readonly paper?: string
      readonly evidence?: string
    } =>
      only({
        tab: text(search.tab),
        act: text(search.act),
        strand: text(search.strand),
        paper: text(search.paper),
        evidence: text(search.evidence),
      }),
    component: lazyRouteComponent(() => import('./pages/case.tsx'), 'Case'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$id/review',
    validateSearch: (
      search,
    ): { readonly doc?: string; readonly quote?: string; readonly at?: number; readonly comment?: string } =>
      only({
        doc: text(search.doc),
        quote: text(search.quote),
        at: Number(search.at) > 0 ? Number(search.at) : undefined,
        comment: text(search.comment),
      }) as { readonly doc?: string; readonly quote?: string; readonly at?: number; readonly comment?: string },
    component: lazyRouteComponent(() => import('./pages/review.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases/$id/recordings/$recording',
    validateSearch: (search): { readonly at?: number } =>
      only({ at: Number(search.at) > 0 ? Number(search.at) : undefined }) as { readonly at?: number },
    component: lazyRouteComponent(() => import('./pages/recording.tsx'), 'RecordingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/complaints',
    validateSearch: (search): MatterSearch =>
      only({
        kind: text(search.kind),
        show: text(search.show),
        q: text(search.q),
        page: pageOf(search.page),
      }) as MatterSearch,
    component: lazyRouteComponent(() => import('./pages/complaints.tsx'), 'Complaints'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/complaints/new',
    component: lazyRouteComponent(() => import('./pages/complaint-new.tsx'), 'NewComplaint'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/complaints/$id',
    component: lazyRouteComponent(() => import('./pages/complaint.tsx'), 'ComplaintPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/retrievals',
    validateSearch: (search): { readonly case?: string } => only({ case: text(search.case) }),
    component: lazyRouteComponent(() => import('./pages/retrievals.tsx'), 'Retrievals'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/retrievals/$id',
    component: lazyRouteComponent(() => import('./pages/retrieval.tsx'), 'RetrievalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/evaluations',
    component: lazyRouteComponent(() => import('./pages/evaluations.tsx'), 'Evaluations'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/evaluations/$id',
    component: lazyRouteComponent(() => import('./pages/evaluation.tsx'), 'EvaluationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reviewers',
    component: lazyRouteComponent(() => import('./pages/reviewers.tsx'), 'Reviewers'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/uses',
    validateSearch: (search): { readonly show?: 'training' | 'disputes' } =>
      search.show === 'training' || search.show === 'disputes' ? { show: search.show } : {},
    component: lazyRouteComponent(() => import('./pages/uses.tsx'), 'Uses'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/exchange',
    component: lazyRouteComponent(() => import('./pages/exchange.tsx'), 'Exchange'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/viewings',
    component: lazyRouteComponent(() => import('./pages/viewings.tsx'), 'Viewings'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry',
    component: lazyRouteComponent(() => import('./pages/registry.tsx'), 'Registry'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry/$kind',
    validateSearch: (search): { readonly day?: string; readonly q?: string } =>
      only({ day: text(search.day), q: text(search.q) }),
    component: lazyRouteComponent(() => import('./pages/registry-kind.tsx'), 'RegistryKind'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry/$kind/$id',
    component: lazyRouteComponent(() => import('./pages/registry-entry.tsx'), 'RegistryEntryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry-drafts',
    validateSearch: (search): { readonly show?: 'done' } => (search.show === 'done' ? { show: 'done' } : {}),
    component: lazyRouteComponent(() => import('./pages/registry-drafts.tsx'), 'RegistryDrafts'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry-drafts/table',
    validateSearch: (search): { readonly kind?: string } => only({ kind: text(search.kind) }),
    component: lazyRouteComponent(() => import('./pages/registry-draft-table.tsx'), 'RegistryDraftTable'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/registry-drafts/$id',
    component: lazyRouteComponent(() => import('./pages/registry-draft.tsx'), 'RegistryDraftPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/laws',
    validateSearch: (search): { readonly q?: string } => only({ q: text(search.q) }),
    component: lazyRouteComponent(() => import('./pages/laws.tsx'), 'Laws'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/laws/$title',
    validateSearch: (search): { readonly article?: number } =>
      only({ article: Number(search.article) > 0 ? Number(search.article) : undefined }),
    component: lazyRouteComponent(() => import('./pages/law.tsx'), 'Law'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/board',
    component: lazyRouteComponent(() => import('./pages/board.tsx'), 'Board'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/parties',
    validateSearch: (search): { readonly q?: string } => only({ q: text(search.q) }),
    component: lazyRouteComponent(() => import('./pages/parties.tsx'), 'Parties'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/parties/$key',
    component: lazyRouteComponent(() => import('./pages/party.tsx'), 'Party'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subjects',
    validateSearch: (search): SubjectSearch =>
      only({
        q: text(search.q),
        district: text(search.district),
        status: text(search.status),
        kind: text(search.kind),
        page: pageOf(search.page),
      }) as SubjectSearch,
    component: lazyRouteComponent(() => import('./pages/subjects.tsx'), 'Subjects'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subjects/imports',
    component: lazyRouteComponent(() => import('./pages/subject-imports.tsx'), 'SubjectImports'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subjects/imports/$id',
    component: lazyRouteComponent(() => import('./pages/subject-import.tsx'), 'SubjectImport'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/map',
    validateSearch: (search): MapSearch =>
      only({
        show: text(search.show),
        q: text(search.q),
        unit: text(search.unit),
        item: text(search.item),
        days: Number(search.days) > 0 ? Number(search.days) : undefined,
      }) as MapSearch,
    component: lazyRouteComponent(() => import('./pages/map.tsx'), 'MapPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/account.tsx'), 'Account'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/search',
    validateSearch: (search): WordSearch =>
      only({ q: text(search.q), kind: text(search.kind), page: pageOf(search.page) }) as WordSearch,
    component: lazyRouteComponent(() => import('./pages/search.tsx'), 'Search'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/desk',
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
