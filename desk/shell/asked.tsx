import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from './failure.tsx'
import { Loading } from './loading.tsx'

/** Shows what a question answers: waiting, failing and answered each have their page. */
export const Asked = <T,>({
  query,
  children,
}: {
  readonly query: UseQueryOptions<T, Error, T, readonly unknown[]>
  readonly children: (answer: T) => ReactNode
}) => {
  const { data, error, refetch } = useQuery(query)
  if (data !== undefined) return children(data)
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />
  return <Loading />
}
