import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button, Input, type InputRef } from 'antd'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { MeView } from '../../src/casework/view.ts'
import { client, send } from '../api.ts'
import { ArticleSheet } from '../law/article-sheet.tsx'
import { useEvents } from './events.ts'
import { Inbox } from './inbox.tsx'
import { useLargeTypeSwitch } from './large-type.ts'
import { Me } from './me.ts'
import { useShortcuts } from './shortcuts.ts'

const Help = lazy(async () => ({ default: (await import('./help.tsx')).Help }))

const places = [
  { to: '/work', title: '待办' },
  { to: '/deadlines', title: '期限' },
  { to: '/cases', title: '案件' },
  { to: '/complaints', title: '投诉举报' },
  { to: '/parties', title: '当事人' },
  { to: '/map', title: '地图' },
  { to: '/ledger', title: '文书' },
  { to: '/laws', title: '法规' },
  { to: '/registry', title: '基础信息' },
  { to: '/board', title: '三项制度' },
] as const

/** The frame of every page: name, places, search, person. */
export const Shell = ({ me, children }: { readonly me: MeView; readonly children: ReactNode }) => {
  const search = useRef<InputRef>(null)
  const main = useRef<HTMLElement>(null)
  const [help, setHelp] = useState(false)
  const { large, setLarge } = useLargeTypeSwitch()
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEvents()
  useShortcuts({
    focusSearch: useCallback(() => search.current?.focus(), []),
    help: useCallback(() => setHelp(true), []),
  })

  const firstPath = useRef(path)
  useEffect(() => {
    if (firstPath.current === path) return
    firstPath.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])

  const signOut = async () => {
    await send('POST', '/api/auth/sign-out', {})
    client.clear()
    location.assign('/desk/')
  }

  return (
    <Me value={me}>
      <ArticleSheet>
        <a className="skip" href="#main">
          跳到正文
        </a>
        <header className="top">
          <Link to="/work" className="name">
            <img src="/desk/mark.svg" alt="" width={22} height={22} />
            <b>昭明</b>
            <span className="agency">{me.agency.name}</span>
            {me.demo && <span className="demo">演示</span>}
          </Link>
          <nav aria-label="主导航">
            {places.map(({ to, title }) => (
              <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
                {title}
              </Link>
            ))}
          </nav>
          <search>
            <Input.Search
              ref={search}
              aria-label="全文查找"
              placeholder="查案件、当事人、证据和文书"
              allowClear
              maxLength={100}
              onSearch={(q) => q.trim() !== '' && void navigate({ to: '/search', search: { q: q.trim() } })}
            />
          </search>
          <div className="person">
            <Inbox />
            <Button type="text" aria-pressed={large} onClick={() => setLarge(!large)}>
              大字
            </Button>
            <Button type="text" onClick={() => setHelp(true)}>
              帮助
            </Button>
            <Link to="/account" className="who" title={`${me.roleTitles.join('、')}；密码和登录`}>
              {me.person.name}
              <small>{me.person.unit}</small>
            </Link>
            <Button type="text" onClick={() => void signOut()}>
              退出
            </Button>
          </div>
        </header>
        <main id="main" ref={main} tabIndex={-1}>
          {children}
        </main>
        {help && (
          <Suspense>
            <Help close={() => setHelp(false)} />
          </Suspense>
        )}
      </ArticleSheet>
    </Me>
  )
}
