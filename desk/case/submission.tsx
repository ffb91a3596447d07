import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SubmissionView } from '../../src/review/submission-routes.ts'
import { queries } from '../api.ts'
import { useForm } from '../form/context.ts'
import { PaperLink } from './paper-link.tsx'
import { EvidenceLink } from './review.tsx'

export type SubmissionItem = SubmissionView['items'][number]

/** How it stands with each thing that the open case's submission is made of. */
export const useSubmission = (): readonly SubmissionItem[] => {
  const { id = '' } = useForm().case ?? {}
  return useQuery({ ...queries.submission(id), enabled: id !== '' }).data?.items ?? []
}

/** The same list beside a field of who accepts or returns it. */
export const SubmissionOf = () => <SubmissionRows items={useSubmission()} />

const PLACES = 6

/** What lacks comes as it stands in the list; what isn't needed is folded away. */
export const SubmissionRows = ({
  items,
  more,
}: {
  readonly items: readonly SubmissionItem[]
  /** What is written below an item. */
  readonly more?: (item: SubmissionItem) => ReactNode
}) => {
  const needless = items.filter(({ standing }) => standing === 'needless')
  return items.length === 0 ? null : (
    <div className="preflight submission">
      <ul aria-label="送审材料逐项核对">
        {items
          .filter(({ standing }) => standing !== 'needless')
          .map((item) => (
            <Row key={item.item} {...item}>
              {more?.(item)}
            </Row>
          ))}
      </ul>
      {needless.length > 0 && (
        <details>
          <summary>{needless.length} 项本案不需要</summary>
          <ul>
            {needless.map((item) => (
              <Row key={item.item} {...item} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const Row = ({
  title,
  standing,
  standingTitle,
  found,
  sure,
  explained,
  places,
  basis,
  children,
}: SubmissionItem & { readonly children?: ReactNode }) => (
  <li data-verdict={standing !== 'lacking' ? 'right' : sure ? 'wrong' : 'unknown'}>
    <p>
      <b>{standing === 'lacking' && !sure ? '可能缺少' : standingTitle}</b> {title}
    </p>
    <p>
      {found}
      {places.slice(0, PLACES).map((place) => (
        <span key={`${place.paper ?? ''}${place.evidence ?? ''}${place.title}`}>
          {' '}
          {place.paper !== undefined ? (
            <PaperLink id={place.paper}>{place.title}</PaperLink>
          ) : place.evidence !== undefined ? (
            <EvidenceLink id={place.evidence}>{place.title}</EvidenceLink>
          ) : (
            place.title
          )}
        </span>
      ))}
      {places.length > PLACES && <span className="muted"> 等 {places.length} 份</span>}
    </p>
    {explained !== undefined && <p>承办机构说明：{explained}</p>}
    {children}
    {standing === 'lacking' && <small>{basis.map(({ text }) => text).join('；')}</small>}
  </li>
)
