import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { queries, type ReviewersView } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { Field, NotDone, SendForm } from '../shell/send-form.tsx'
import { useSending } from '../shell/sending.ts'
import { instantText } from '../time.ts'

const levels = { government: '同级人民政府', superior: '上级市场监督管理部门' } as const

/** 法制审核人员: who reviews, what share of the officers they are, and the rosters that were made and reported. */
export const Reviewers = () => (
  <div className="page narrow uses">
    <header className="page-head">
      <h1>法制审核人员</h1>
    </header>
    <Asked query={queries.reviewers}>{(view) => <Shown view={view} />}</Asked>
  </div>
)

const Shown = ({ view }: { readonly view: ReviewersView }) => (
  <>
    <p>
      法制审核人员 {view.reviewers.length} 人，占持有效证件的执法人员（{view.officers} 人）的{' '}
      <b className="figures">{view.share === undefined ? '—' : `${view.share}%`}</b>，要求不少于 {view.least}%。
    </p>
    <table className="cards">
      <thead>
        <tr>
          <th>姓名</th>
          <th>法律职业资格</th>
          <th>近一年培训</th>
          <th>手上</th>
          <th>近一年审核</th>
        </tr>
      </thead>
      <tbody>
        {view.reviewers.map((each) => (
          <tr key={each.id}>
            <td data-title="姓名">
              <Link to="/registry/$kind/$id" params={{ kind: 'officer', id: each.id }} data-row="">
                {each.name}
              </Link>
              <small>
                {each.unit}，{each.duty}
                {each.engaged !== undefined &&
                  `；购买服务，${each.engaged.organisation}，合同期至 ${each.engaged.until}`}
              </small>
              {each.away !== undefined && <em>休假至 {each.away}</em>}
            </td>
            <td data-title="法律职业资格">
              {each.qualified ? (each.qualification ?? '已取得') : <em>未取得，不能出具意见</em>}
            </td>
            <td data-title="近一年培训" className="figures">
              {each.trained} 学时
              {view.trainingAsked !== undefined && each.trained < view.trainingAsked && (
                <em>　不足 {view.trainingAsked}</em>
              )}
            </td>
            <td data-title="手上" className="figures">
              {each.waiting} 件
            </td>
            <td data-title="近一年审核" className="figures">
              {each.given} 件
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className="muted">资格和培训在“基础信息 · 执法人员”中登记；每年培训学时在“法制审核办法”中规定。</p>
    <section>
      <h2>各机构人员配置</h2>
      <table className="cards">
        <thead>
          <tr>
            <th>机构</th>
            <th>执法人员</th>
            <th>审核人员</th>
          </tr>
        </thead>
        <tbody>
          {view.units.map(({ unit, officers, reviewers }) => (
            <tr key={unit}>
              <td data-title="机构">{unit}</td>
              <td data-title="执法人员" className="figures">
                {officers} 人
              </td>
              <td data-title="审核人员" className="figures">
                {reviewers} 人
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
    <Rosters view={view} />
  </>
)

const Rosters = ({ view }: { readonly view: ReviewersView }) => {
  const client = useQueryClient()
  const [filed, setFiled] = useState<string>()
  const done = async () => {
    setFiled(undefined)
    await client.invalidateQueries({ queryKey: ['reviewers'] })
  }
  const making = useSending<ReviewersView>(done)
  return (
    <section>
      <header className="page-head">
        <h2>名册</h2>
        {view.mayMake && (
          <Button loading={making.busy} onClick={() => void making.post('/api/rosters', {})}>
            按今天的人员制作名册
          </Button>
        )}
      </header>
      <NotDone text={making.failure} />
      {view.rosters.length === 0 ? (
        <p className="empty">还没有制作过名册。</p>
      ) : (
        <table className="cards">
          <thead>
            <tr>
              <th>截至</th>
              <th>审核人员</th>
              <th>报送</th>
            </tr>
          </thead>
          <tbody>
            {view.rosters.map((roster) => (
              <tr key={roster.id}>
                <td data-title="截至">
                  <a href={roster.pdf} target="_blank" rel="noreferrer">
                    {roster.day}
                  </a>
                  <small>
                    {roster.by}签发，{instantText(roster.at)}
                  </small>
                </td>
                <td data-title="审核人员" className="figures">
                  {roster.reviewers} 人，{roster.share}
                </td>
                <td data-title="报送">
                  {roster.filings.map(({ to, on, number }) => (
                    <div key={to}>
                      {on} 报送{to}
                      {number !== undefined && `（${number}）`}
                    </div>
                  ))}
                  {view.mayFile && roster.filings.length < 2 && (
                    <Button size="small" onClick={() => setFiled(roster.id)}>
                      记录报送
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {filed !== undefined && <Filing roster={filed} done={done} close={() => setFiled(undefined)} />}
    </section>
  )
}

const Filing = ({
  roster,
  done,
  close,
}: {
  readonly roster: string
  readonly done: () => Promise<void>
  readonly close: () => void
}) => {
  const [level, setLevel] = useState<keyof typeof levels>('government')
  const [to, setTo] = useState('')
  const [on, setOn] = useState('')
  const [number, setNumber] = useState('')
  const sending = useSending<ReviewersView>(done)
  return (
    <SendForm
      title="记录报送"
      heading="h3"
      sending={sending}
      submit={() => void sending.post(`/api/rosters/${roster}/filings`, { level, to, on, number })}
      verb="记录"
      close={close}
    >
      <Field id="filing-level" title="报送对象">
        <Select
          id="filing-level"
          value={level}
          onChange={setLevel}
          options={Object.entries(levels).map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field id="filing-to" title="机关名称">
        <Input id="filing-to" value={to} maxLength={60} onChange={({ target }) => setTo(target.value)} />
      </Field>
      <Field id="filing-on" title="报送日期">
        <Input id="filing-on" type="date" value={on} onChange={({ target }) => setOn(target.value)} />
      </Field>
      <Field id="filing-number" title="回执或者备案文号（没有的不填）">
        <Input id="filing-number" value={number} maxLength={60} onChange={({ target }) => setNumber(target.value)} />
      </Field>
    </SendForm>
  )
}
