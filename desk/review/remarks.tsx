import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'
import { usePlaces } from '../case/place.ts'

/** Acts by which somebody says what they think of what they read. */
const opining = new Set(['give-opinion', 'reread-changes', 'give-second-opinion', 'give-head-opinion'])
const resubmitting = new Set(['submit-for-review', 'report-investigation'])

/** What the form of an act of a review tells whoever fills it in: what they never opened, which comments are open. */
export const Remarks = ({ act, caseId }: { readonly act: string; readonly caseId: string }) =>
  opining.has(act) || resubmitting.has(act) ? <Told caseId={caseId} opines={opining.has(act)} /> : null

const Told = ({ caseId, opines }: { readonly caseId: string; readonly opines: boolean }) => {
  const { data: reading } = useQuery({ ...queries.reading(caseId), enabled: opines, retry: false })
  const { data: comments } = useQuery(queries.comments(caseId))
  const here = usePlaces() !== undefined
  const unopened = reading?.unopened ?? []
  const open = comments?.open ?? 0
  if (unopened.length === 0 && open === 0) return null
  return (
    <section className="remarks" aria-label="提示">
      {opines && unopened.length > 0 && (
        <p data-state="soon">
          您还没有在系统中打开过 {unopened.length} 份应当审阅的材料：
          {unopened
            .slice(0, 8)
            .map(({ title }) => title)
            .join('、')}
          {unopened.length > 8 && '等'}。意见书会如实写明。{' '}
          {!here && (
            <Link to="/cases/$id/review" params={{ id: caseId }}>
              去阅卷
            </Link>
          )}
        </p>
      )}
      {open > 0 && (
        <p data-state="soon">
          还有 {open} 条审核批注没有处理。{' '}
          <Link to="/cases/$id" params={{ id: caseId }} search={{ tab: 'review' }}>
            看批注
          </Link>
        </p>
      )}
    </section>
  )
}
