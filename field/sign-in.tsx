import { type FormEvent, useEffect, useState } from 'react'
import type { DemoAccount } from '../src/api.ts'
import { get, Unanswered } from './api.ts'
import { me, signIn } from './session.ts'

const demoPassword = 'zhaoming-demo'

export const SignIn = ({ done }: { readonly done?: () => void }) => {
  const [username, setUsername] = useState(me.now()?.account ?? '')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  const [accounts, setAccounts] = useState<readonly DemoAccount[]>([])
  useEffect(() => {
    void get<readonly DemoAccount[]>('/api/demo/accounts')
      .then((all) => setAccounts(all.filter(({ roles }) => roles.includes('执法人员'))))
      .catch((error) => {
        if (!(error instanceof Unanswered)) throw error
      })
  }, [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (sending) return
    setSending(true)
    setFailure(undefined)
    try {
      await signIn(username.trim(), password)
      done?.()
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setFailure(error.status === 0 ? '没有连上服务器：第一次登录需要网络。' : error.message)
    } finally {
      setSending(false)
    }
  }
  return (
    <main className="sign-in">
      <h1>
        <img src="/field/icon.svg" alt="" width={40} height={40} /> 昭明<small>现场执法</small>
      </h1>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>用户名</span>
          <input
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={({ target }) => setUsername(target.value)}
            required
          />
        </label>
        <label className="field">
          <span>密码</span>
          <input
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
            required
          />
        </label>
        {failure !== undefined && (
          <p className="refused" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="big" aria-busy={sending}>
          登录
        </button>
      </form>
      {accounts.length > 0 && (
        <section>
          <h2>演示账号</h2>
          <p className="muted">机构、人员和案件都是虚构的。点一个即填好。</p>
          <div className="chips">
            {accounts.slice(0, 8).map((each) => (
              <button
                key={each.username}
                type="button"
                className="quiet"
                onClick={() => {
                  setUsername(each.username)
                  setPassword(demoPassword)
                }}
              >
                {each.name}
              </button>
            ))}
          </div>
        </section>
      )}
    </main>
  )
}
