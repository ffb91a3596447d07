import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { SecondFactor } from '../account/second-factor.tsx'
import { client, send, Unanswered } from '../api.ts'
import { useMe } from '../shell/me.ts'

/** Who one is here, one's password, and one's sessions. */
export const Account = () => {
  const { person, roleTitles, account } = useMe()
  return (
    <div className="page narrow account">
      <h1>本人账号</h1>
      <dl className="rows">
        {(
          [
            ['姓名', person.name],
            ['用户名', account],
            ['所在机构', person.unit],
            ['身份', roleTitles.join('、')],
            ['行政执法证号', person.certificate],
          ] as const
        ).map(([title, value]) =>
          value === undefined || value === '' ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p className="muted">姓名、机构、身份和证件由法规处在“基础信息”中维护，有误请联系法规处。</p>
      <p>
        <Link to="/viewings">我看过的录音录像</Link>　<Link to="/retrievals">录音录像调取</Link>
      </p>
      <SecondFactor />
      <ChangePassword />
      <SignOutEverywhere />
    </div>
  )
}

const empty = { currentPassword: '', newPassword: '', again: '' }

const ChangePassword = () => {
  const [values, setValues] = useState(empty)
  const [wrong, setWrong] = useState<string>()
  const [done, setDone] = useState(false)
  const [sending, setSending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (sending) return
    setDone(false)
    if (values.newPassword.length < 8) return setWrong('新密码至少 8 位。')
    if (values.newPassword !== values.again) return setWrong('两次输入的新密码不一样，请重新输入。')
    setSending(true)
    setWrong(undefined)
    try {
      const { again: _again, ...body } = values
      await send('POST', '/api/auth/change-password', body)
      setValues(empty)
      setDone(true)
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setWrong(error.message)
    } finally {
      setSending(false)
    }
  }
  const field = (name: keyof typeof empty, title: string, autoComplete: string) => (
    <div className="field">
      <label htmlFor={name}>{title}</label>
      <Input.Password
        id={name}
        className="short"
        autoComplete={autoComplete}
        maxLength={200}
        value={values[name]}
        onChange={({ target }) => setValues({ ...values, [name]: target.value })}
        required
      />
    </div>
  )
  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="change-password">
      <h2 id="change-password">修改密码</h2>
      {field('currentPassword', '现在的密码', 'current-password')}
      {field('newPassword', '新密码', 'new-password')}
      {field('again', '再输入一次新密码', 'new-password')}
      {wrong !== undefined && (
        <p className="refused" role="alert">
          {wrong}
        </p>
      )}
      {done && (
        <p className="said" role="status">
          密码已修改，您在别处的登录已经失效
        </p>
      )}
      <Button type="primary" htmlType="submit" aria-busy={sending}>
        修改密码
      </Button>
    </form>
  )
}

const SignOutEverywhere = () => {
  const [failure, setFailure] = useState<string>()
  const leave = async () => {
    try {
      await send('POST', '/api/auth/sign-out-everywhere', {})
      client.clear()
      location.assign('/desk/')
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setFailure(error.message)
    }
  }
  return (
    <section>
      <h2>在所有设备上退出</h2>
      <p>
        在别人的电脑上忘了退出，或者手机遗失时用。您在所有设备上的登录立即失效，要重新登录；存在各台设备上的草稿不受影响。
      </p>
      {failure !== undefined && (
        <p className="refused" role="alert">
          {failure}
        </p>
      )}
      <Button onClick={() => void leave()}>在所有设备上退出</Button>
    </section>
  )
}
