import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type MatterActView, type MatterView, queries } from '../api.ts'
import { MatterForm } from '../channels/matter-form.tsx'
import { asProperty } from '../form/property.ts'
import { Cited } from '../law/cited.tsx'
import { Asked } from '../shell/asked.tsx'
import { Why } from '../shell/why.tsx'
import { instantText } from '../time.ts'

/** One complaint, report or question: what was brought, its limits, what was done, and what can be done now. */
export const ComplaintPage = () => {
  const { id } = useParams({ from: '/complaints/$id' })
  return (
    <div className="page narrow">
      <Asked query={queries.matter(id)}>{(matter) => <Shown key={id} matter={matter} />}</Asked>
    </div>
  )
}

const Shown = ({ matter }: { readonly matter: MatterView }) => {
  const { person, personHidden, against } = matter
  return (
    <>
      <h1>
        <Link to="/complaints">投诉举报</Link> / {matter.number} <small>{matter.stageTitle}</small>
      </h1>
      <dl className="rows">
        {(
          [
            ['类别', `${matter.kindTitle}，${matter.channelTitle}，${instantText(matter.receivedAt)} 收到`],
            [
              '提出的人',
              person !== undefined
                ? [person.name, person.phone, person.address].filter(Boolean).join('，')
                : personHidden
                  ? '保密：举报人的信息只有办理的人看得到'
                  : '匿名',
            ],
            ['对方', against && [against.name, against.code, against.address].filter(Boolean).join('，')],
            ['内容', matter.content],
            ['请求', matter.claim],
            ['承办', [matter.unitName ?? '待分送', matter.handlerName].filter(Boolean).join('，')],
          ] as const
        ).map(([title, value]) =>
          value === undefined ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
            </div>
          ),
        )}
        {matter.files.length > 0 && (
          <div>
            <dt>材料</dt>
            <dd>
              {matter.files.map(({ name, href }) => (
                <a key={href} href={href} download style={{ marginRight: 12 }}>
                  {name}
                </a>
              ))}
            </dd>
          </div>
        )}
        {matter.caseId !== undefined && (
          <div>
            <dt>案件</dt>
            <dd>
              <Link to="/cases/$id" params={{ id: matter.caseId }}>
                打开由它开始的案件
              </Link>
            </dd>
          </div>
        )}
      </dl>
      <h2>期限</h2>
      <ul className="plain">
        {matter.limits.map((limit) => (
          <li key={limit.title}>
            {limit.title}：<b className={limit.late ? 'late' : undefined}>{limit.dueText}</b>{' '}
            <Cited basis={[...limit.basis]} />
            {limit.unverified !== undefined && <small className="muted">按《{limit.unverified}》，条文未经核实</small>}
            <Why because={limit.explanation} />
          </li>
        ))}
      </ul>
      <Acts matter={matter} />
      <h2>经过</h2>
      <ol className="plain">
        {matter.steps.map((step) => (
          <li key={`${step.at} ${step.title}`}>
            <b>{step.title}</b>{' '}
            <small className="muted">
              {instantText(step.at)}　{step.by}
            </small>
            {step.text !== '' && <p style={{ whiteSpace: 'pre-line' }}>{step.text}</p>}
            {step.letter !== undefined && (
              <p>
                <a href={step.letter.href} target="_blank" rel="noreferrer">
                  {step.letter.title}（PDF）
                </a>
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const Acts = ({ matter }: { readonly matter: MatterView }) => {
  const [open, setOpen] = useState<string>()
  const client = useQueryClient()
  const can = matter.acts.filter(({ reasons }) => reasons.length === 0)
  const cannot = matter.acts.filter(({ reasons }) => reasons.length > 0)
  const chosen = can.find(({ name }) => name === open)
  if (matter.acts.length === 0) return null
  return (
    <section>
      <h2>办理</h2>
      <p className="buttons">
        {can.map(({ name, title }) => (
          <Button
            key={name}
            aria-expanded={name === open}
            type={name === open ? 'primary' : 'default'}
            onClick={() => setOpen(name === open ? undefined : name)}
          >
            {title}
          </Button>
        ))}
      </p>
      {chosen !== undefined && (
        <>
          <p className="muted">
            {chosen.purpose}。 <Cited basis={[...chosen.basis]} />
          </p>
          <MatterForm<MatterView>
            key={chosen.name}
            title={chosen.title}
            property={asProperty(chosen.schema)}
            path={`/api/matters/${matter.id}/acts/${chosen.name}`}
            more={{ expectedVersion: matter.version }}
            verb={chosen.title}
            done={async (answer) => {
              setOpen(undefined)
              client.setQueryData(['matter', matter.id], answer)
              await client.invalidateQueries({ queryKey: ['matters'] })
            }}
          />
        </>
      )}
      {cannot.length > 0 && (
        <details>
          <summary>现在不能办的 {cannot.length} 项</summary>
          <ul className="plain">
            {cannot.map((act) => (
              <li key={act.name}>
                <b>{act.title}</b>：<Reasons act={act} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const Reasons = ({ act: { reasons } }: { readonly act: MatterActView }) =>
  reasons.map(({ code, message, citations }) => (
    <span key={code}>
      {message}
      {citations !== undefined && <Cited basis={[...citations]} />}
    </span>
  ))
