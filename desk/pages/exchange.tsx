import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import type { ExchangeView } from '../../src/exchange/index.ts'
import { queries, query } from '../api.ts'
import { Differences } from '../exchange/differences.tsx'
import { Pushes } from '../exchange/pushes.tsx'
import { Asked } from '../shell/asked.tsx'
import { Field } from '../shell/send-form.tsx'
import { dayText, instantText } from '../time.ts'

/** 数据交换: which platforms take what was published, what of it they have, and the files for upload by hand. */
export const Exchange = () => (
  <div className="page exchange">
    <h1>数据交换</h1>
    <Asked query={queries.exchange}>
      {(exchange) => (
        <>
          {exchange.platforms.length === 0 ? (
            <p className="empty">
              没有配置接收平台，公示的决定没有推送到任何地方。可以下载文件，人工上传；配置的方法见 docs/exchange.md。
            </p>
          ) : (
            exchange.platforms.map((platform) => (
              <PlatformPart key={platform.id} platform={platform} maySend={exchange.maySend} />
            ))
          )}
          <Files />
          <p className="muted">{exchange.unverified}。</p>
          {exchange.publicKey !== undefined && (
            <details>
              <summary>本机关签名的公钥，交给接收平台核对</summary>
              <pre className="key">{exchange.publicKey}</pre>
            </details>
          )}
        </>
      )}
    </Asked>
  </div>
)

const PlatformPart = ({
  platform,
  maySend,
}: {
  readonly platform: ExchangeView['platforms'][number]
  readonly maySend: boolean
}) => {
  const { id, name, address, workingDays, since, signature, waiting, acknowledged, refused, late, last, lag, failing } =
    platform
  return (
    <section id={id} aria-label={name}>
      <h2>{name}</h2>
      <p className="muted">
        {address}，签名 {signature}
        {since === undefined ? '' : `，推送 ${since} 起公示的`}
      </p>
      <dl className="facts">
        <div>
          <dt>已有回执</dt>
          <dd>{acknowledged} 件</dd>
        </div>
        <div>
          <dt>等待推送</dt>
          <dd>{waiting} 件</dd>
        </div>
        <div>
          <dt>退回、不合要求</dt>
          <dd>{refused} 件</dd>
        </div>
        <div>
          <dt>超过时限</dt>
          <dd>
            {late} 件（公示后 {workingDays} 个工作日，未经核实；撤回 3 个工作日）
          </dd>
        </div>
        <div>
          <dt>从公示到回执</dt>
          <dd>
            {lag === undefined
              ? '还没有回执'
              : `最近 ${lag.of} 件，中位 ${lag.median} 个工作日，最长 ${lag.longest} 个工作日`}
          </dd>
        </div>
        <div>
          <dt>最近的回执</dt>
          <dd>{last === undefined ? '没有' : instantText(last)}</dd>
        </div>
      </dl>
      {failing !== undefined && (
        <p className="notice" role="status">
          {instantText(failing.at)} 没有送到：{failing.error}。已试 {failing.attempts} 次，{instantText(failing.nextAt)}{' '}
          以后再送。
        </p>
      )}
      <Pushes platform={id} maySend={maySend} />
      <Differences platform={id} list={platform.list} />
    </section>
  )
}

/** Files of a range of days, and what doesn't fit into them. */
const Files = () => {
  const today = dayText(new Date().toISOString())
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const range = { from, until }
  const href = (ending: string) => `/api/exchange/penalties.${ending}${query(range)}`
  return (
    <section aria-label="双公示文件">
      <h2>双公示文件</h2>
      <p className="muted">
        只含向社会公示的内容，隐去的不在其中。行政许可、抽查检查结果的栏目已经备好，待这些程序上线后生成。
      </p>
      <div className="range">
        <Field id="file-from" title="公示日期从">
          <Input id="file-from" type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
        <Field id="file-until" title="到">
          <Input id="file-until" type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
        </Field>
      </div>
      {from !== '' && until !== '' && (
        <Asked query={queries.exchangeFile(range)}>
          {({ rows, withdrawn, problems }) => (
            <>
              <p>
                可以上传的 {rows} 件
                {withdrawn.length > 0 && `，已撤回或者公示期满的 ${withdrawn.length} 件（只写在 XML 中）`}
                {problems.length > 0 && `，不合要求、没有写进文件的 ${problems.length} 件`}。
                {rows + withdrawn.length > 0 && (
                  <span className="export">
                    <a href={href('xlsx')} download>
                      下载 Excel
                    </a>
                    <a href={href('csv')} download>
                      下载 CSV
                    </a>
                    <a href={href('xml')} download>
                      下载 XML
                    </a>
                  </span>
                )}
              </p>
              {problems.length > 0 && (
                <ul className="problems">
                  {problems.map(({ number, caseId, reasons }) => (
                    <li key={number}>
                      <Link to="/cases/$id" params={{ id: caseId }}>
                        {number}
                      </Link>
                      ：{reasons.join('；')}
                    </li>
                  ))}
                </ul>
              )}
              {withdrawn.length > 0 && (
                <ul className="problems">
                  {withdrawn.map(({ number, caseId, on, reason }) => (
                    <li key={number}>
                      <Link to="/cases/$id" params={{ id: caseId }}>
                        {number}
                      </Link>
                      ：{on} 起不再公示，{reason}
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Asked>
      )}
    </section>
  )
}
