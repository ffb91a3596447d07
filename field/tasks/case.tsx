import { useEffect, useState } from 'react'
import { written } from '../acts/written.ts'
import type { ShowingNow } from '../card/showing.ts'
import { address } from '../place.ts'
import { drop, kept } from '../store.ts'
import { clockText } from '../time.ts'
import { type KeptCase, keptCase, refreshCase } from './kept.ts'
import { ShownForm } from './shown-form.tsx'

/** A case as one needs it before the door: whom it is about, where, what is next. */
export const CaseScreen = ({ id }: { readonly id: string }) => {
  const [found, setFound] = useState<KeptCase | null>()
  const [shown, setShown] = useState<ShowingNow>()
  useEffect(() => {
    let over = false
    const set = (value: KeptCase | undefined) => {
      if (!over && value !== undefined) setFound(value)
    }
    void keptCase(id).then(async (value) => {
      if (!over) setFound(value ?? null)
      set(await refreshCase(id))
    })
    void kept<ShowingNow>(`shown/${id}`).then((value) => {
      if (!over) setShown(value)
    })
    return () => {
      over = true
    }
  }, [id])
  if (found === undefined) return <main />
  if (found === null)
    return (
      <main>
        <h1>案件</h1>
        <p className="empty">手机上没有这个案件的内容，请联网后再打开。</p>
      </main>
    )
  const { title, number, stage, parties, handlers, item, next, at } = found
  const [party] = parties
  return (
    <main>
      <h1>
        {title}
        <small>
          {number ?? '未立案'} · {stage.title} · {clockText(at)} 的情况
        </small>
      </h1>
      {shown !== undefined && (
        <ShownForm
          found={found}
          showing={shown}
          done={() => {
            void drop(`shown/${id}`)
            setShown(undefined)
          }}
        />
      )}
      {next !== undefined && (
        <section className="next">
          <h2>下一步</h2>
          <p>{next.sentence}</p>
          {next.dueText !== undefined && <p className={next.urgency}>{next.dueText}</p>}
          {next.missing.length > 0 && <p className="muted">还缺：{next.missing.join('；')}</p>}
        </section>
      )}
      <p className="actions">
        <a className="button" href={address({ at: 'card', caseId: id })}>
          亮证
        </a>
        <a className="button primary" href={address({ at: 'record', caseId: id })}>
          录像、取证
        </a>
        {found.acts
          .filter(({ name }) => written.some((each) => each === name))
          .map((act) => (
            <a key={act.name} className="button" href={address({ at: 'act', caseId: id, act: act.name })}>
              写{act.title}笔录
            </a>
          ))}
      </p>
      {party !== undefined && (
        <section>
          <h2>当事人</h2>
          <dl className="facts">
            <div>
              <dt>{party.kindTitle}</dt>
              <dd>{party.name}</dd>
            </div>
            {party.fields
              .filter(({ value }) => value !== party.name)
              .map(({ title: called, value }) => (
                <div key={called}>
                  <dt>{called}</dt>
                  <dd>{called.includes('电话') ? <a href={`tel:${value}`}>{value}</a> : value}</dd>
                </div>
              ))}
          </dl>
        </section>
      )}
      <section>
        <h2>案情</h2>
        <dl className="facts">
          {item !== undefined && (
            <div>
              <dt>事项</dt>
              <dd>{item.name}</dd>
            </div>
          )}
          <div>
            <dt>办案人员</dt>
            <dd>{handlers.map(({ name }) => name).join('、') || '还没有指定'}</dd>
          </div>
        </dl>
      </section>
    </main>
  )
}
