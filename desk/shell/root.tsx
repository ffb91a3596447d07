import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { queries } from '../api.ts'
import { Failure } from './failure.tsx'
import { Loading } from './loading.tsx'
import { Shell } from './shell.tsx'

const SignIn = lazy(async () => ({ default: (await import('../pages/sign-in.tsx')).SignIn }))

/** Whoever isn't signed in gets the sign-in page at whatever address, and is there once signed in. */
export const Root = () => {
  const { data: me, error, refetch } = useQuery(queries.me)
  if (me === null)
    return (
      <Suspense fallback={<Loading />}>
        <SignIn />
      </Suspense>
    )
  if (me === undefined)
    return error === null ? (
      <Loading />
    ) : (
      <div className="page">
        <Failure error={error} retry={() => void refetch()} />
      </div>
    )
  return (
    <Shell me={me}>
      <Outlet />
    </Shell>
  )
}
