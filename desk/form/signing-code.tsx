import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import type { Refusal } from '../../src/kernel/index.ts'
import { get, queries } from '../api.ts'
import { useMe } from '../shell/me.ts'

/** The second factor with which the person signs for a share of the case; asked anew for each act and kept nowhere. */
export const SigningCode = ({
  id,
  share,
  value,
  set,
  refusals,
}: {
  readonly id: string
  /** 承办, 审核 or 决定. */
  readonly share: string
  readonly value: string
  readonly set: (code: string) => void
  readonly refusals: readonly Refusal[]
}) => {
  const { data: factor } = useQuery(queries.secondFactor)
  const { demo } = useMe()
  const mine = refusals.filter(({ field }) => field === 'code')
  const described = [`${id}-hint`, ...(mine.length === 0 ? [] : [`${id}-refused`])].join(' ')
  return (
    <div className="field signing-code" data-path="code" data-invalid={mine.length > 0 ? 'yes' : undefined}>
      <label htmlFor={id}>动态口令</label>
      <Input
        id={id}
        className="short"
        value={value}
        onChange={({ target }) => set(target.value.replaceAll(/\D/g, ''))}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        aria-describedby={described}
        aria-invalid={mine.length > 0}
      />
      {factor?.inForce === false ? (
        <p className="refused" id={`${id}-hint`}>
          这一步由您对{share}签名负责，您还没有启用动态口令：请先到 <Link to="/account">本人账号</Link>{' '}
          启用，已写的内容会保留。
        </p>
      ) : (
        <p className="hint" id={`${id}-hint`}>
          这一步由您对{share}签名负责：输入手机验证器上现在的 6 位数字，每个口令只用一次。
          {demo && (
            <>
              {' '}
              <button
                type="button"
                className="link"
                onClick={() => void get<{ readonly code: string }>('/api/demo/code').then((now) => set(now.code))}
              >
                演示环境：填入现在的口令
              </button>
            </>
          )}
        </p>
      )}
      {mine.length > 0 && (
        <ul className="refused" id={`${id}-refused`}>
          {mine.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
