import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { client, type DemoAccount, queries, send, Unanswered } from '../api.ts'

const demoPassword = 'zhaoming-demo'

export const SignIn = () => {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  const { data: accounts } = useQuery({ ...queries.demoAccounts, retry: false })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (sending) return
    setSending(true)
    setFailure(undefined)
    try {
      await send('POST', '/api/auth/sign-in/username', { username: username.trim(), password })
      await client.resetQueries()
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setFailure(
        error.refusals.length > 0
          ? error.message
          : error.status === 429
            ? '尝试次数过多，请稍等几分钟再试。'
            : error.status >= 400 && error.status < 500
              ? '用户名或者密码不对，请核对后重试；忘记密码请联系系统管理员。'
              : error.message,
      )
      setSending(false)
    }
  }

  const choose = (account: DemoAccount) => {
    setUsername(account.username)
    setPassword(demoPassword)
  }
  const oneOfEach = [
    ...new Map((accounts ?? []).toReversed().map((each) => [each.roles.join(), each])).values(),
  ].reverse()
  const others = (accounts ?? []).filter((each) => !oneOfEach.includes(each))

  return (
    <main className="sign-in">
      <section>
        <h1>
          <img src="/desk/mark.svg" alt="" width={36} height={36} /> 昭明 <small>行政执法办案</small>
        </h1>
        <form onSubmit={(event) => void submit(event)}>
          <div className="field">
            <label htmlFor="username">用户名</label>
            <Input
              id="username"
              autoComplete="username"
              value={username}
              onChange={({ target }) => setUsername(target.value)}
              required
            />
          </div>
          <div className="field">
            <label htmlFor="password">密码</label>
            <Input.Password
              id="password"
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
              required
            />
          </div>
          {failure !== undefined && (
            <p className="refused" role="alert">
              {failure}
            </p>
          )}
          <Button type="primary" htmlType="submit" size="large" block aria-busy={sending}>
            登录
          </Button>
        </form>
      </section>
      {accounts !== undefined && accounts.length > 0 && (
        <section aria-label="演示账号">
          <h2>演示账号</h2>
          <p className="muted">这是演示环境，机构、人员和案件均为虚构。点一个身份即填好用户名和密码。</p>
          <Accounts accounts={oneOfEach} chosen={username} choose={choose} />
          {others.length > 0 && (
            <details>
              <summary>其余 {others.length} 个账号</summary>
              <Accounts accounts={others} chosen={username} choose={choose} />
            </details>
          )}
        </section>
      )}
    </main>
  )
}

const Accounts = ({
  accounts,
  chosen,
  choose,
}: {
  readonly accounts: readonly DemoAccount[]
  readonly chosen: string
  readonly choose: (account: DemoAccount) => void
}) => (
  <ul className="accounts">
    {accounts.map((account) => (
      <li key={account.username}>
        <button type="button" aria-pressed={account.username === chosen} onClick={() => choose(account)}>
          <b>{account.name}</b>
          <span>{account.unit}</span>
          <small>{account.roles.join('、')}</small>
        </button>
      </li>
    ))}
  </ul>
)
