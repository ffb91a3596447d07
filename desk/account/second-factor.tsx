import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { client, queries, type SecondFactorBegun, send, Unanswered } from '../api.ts'
import { Qr } from '../shell/qr.tsx'
import { instantText } from '../time.ts'

/** 动态口令: set up with an authenticator, confirmed by its first code; what one answers for is then signed with one's own key. */
export const SecondFactor = () => {
  const { data: factor } = useQuery(queries.secondFactor)
  const [begun, setBegun] = useState<SecondFactorBegun>()
  if (factor === undefined) return null
  return (
    <section aria-labelledby="second-factor" className="second-factor">
      <h2 id="second-factor">动态口令和签名密钥</h2>
      <p>
        提交调查终结报告、出具审核意见、作出决定等由您负责的步骤，除了登录还要输入验证器上的动态口令，并用您本人的密钥签名。签名写入执法日志，随时可以核验是谁、何时、对什么负责。
      </p>
      {factor.inForce ? (
        <>
          <p className="said" role="status">
            已启用{factor.since === undefined ? '' : `，自 ${instantText(factor.since)} 起`}
          </p>
          <p className="muted">
            密钥编号 <code>{factor.key}</code>
            。手机遗失、更换的，请系统管理员重置：原密钥随即终止，以前的签名仍然可以核验。
          </p>
        </>
      ) : begun === undefined ? (
        <Begin done={setBegun} />
      ) : (
        <Confirm begun={begun} />
      )}
    </section>
  )
}

/** Does what is asked once at a time and keeps what was refused. */
const useSending = () => {
  const [wrong, setWrong] = useState<string>()
  const [sending, setSending] = useState(false)
  const run = async (work: () => Promise<void>) => {
    if (sending) return
    setSending(true)
    setWrong(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      setWrong(error.message)
    } finally {
      setSending(false)
    }
  }
  const said =
    wrong === undefined ? null : (
      <p className="refused" role="alert">
        {wrong}
      </p>
    )
  return { sending, run, said }
}

const Begin = ({ done }: { readonly done: (begun: SecondFactorBegun) => void }) => {
  const [password, setPassword] = useState('')
  const { sending, run, said } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => done(await send<SecondFactorBegun>('POST', '/api/second-factor', { password })))
  }
  return (
    <form onSubmit={submit} aria-label="启用动态口令">
      <div className="field">
        <label htmlFor="factor-password">登录密码</label>
        <Input.Password
          id="factor-password"
          className="short"
          autoComplete="current-password"
          maxLength={200}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          required
        />
      </div>
      {said}
      <Button type="primary" htmlType="submit" aria-busy={sending}>
        启用动态口令
      </Button>
    </form>
  )
}

const Confirm = ({ begun }: { readonly begun: SecondFactorBegun }) => {
  const [code, setCode] = useState('')
  const { sending, run, said } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await send('POST', '/api/second-factor/confirm', { code })
      await client.invalidateQueries({ queryKey: queries.secondFactor.queryKey })
    })
  }
  return (
    <form onSubmit={submit} aria-label="确认动态口令">
      <div className="enrol">
        <Qr text={begun.uri} label="验证器用的二维码" />
        <ol>
          <li>在手机上打开任意一款验证器（TOTP）。</li>
          <li>
            扫描二维码；不能扫描的，手工输入密钥：
            <code className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </li>
          <li>输入验证器现在显示的 6 位数字。</li>
        </ol>
      </div>
      <p className="muted">密钥只显示这一次，请不要截图、转发。</p>
      <div className="field">
        <label htmlFor="factor-code">动态口令</label>
        <Input
          id="factor-code"
          className="short"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
          required
        />
      </div>
      {said}
      <Button type="primary" htmlType="submit" aria-busy={sending}>
        确认启用
      </Button>
    </form>
  )
}
