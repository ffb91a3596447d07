import { useState } from 'react'
import { reach } from './api.ts'
import { card, face, photo } from './card/kept.ts'
import { outbox } from './outbox.ts'
import { me, signOut } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { dayText } from './time.ts'
import { useTold } from './told.ts'

/** 我: who this phone belongs to, and the way out. */
export const MeScreen = () => {
  const self = useTold(me)
  const shown = useTold(face)
  const picture = useTold(photo)
  const own = useTold(card)
  const waiting = useTold(outbox)
  const reached = useTold(reach)
  const [asking, setAsking] = useState(false)
  if (self === null || self === undefined) return null
  return (
    <main>
      <h1>{self.person.name}</h1>
      <div className="me">
        {picture !== undefined && <img src={picture} alt="我的证件照片" />}
        <dl className="facts">
          <div>
            <dt>单位</dt>
            <dd>{self.person.unit}</dd>
          </div>
          <div>
            <dt>身份</dt>
            <dd>{self.roleTitles.join('、')}</dd>
          </div>
          {shown !== undefined && shown.view.certificate !== '' && (
            <div>
              <dt>执法证</dt>
              <dd>
                {shown.view.certificate}
                {shown.view.until !== undefined && `，至${dayText(shown.view.until)}`}
              </dd>
            </div>
          )}
          <div>
            <dt>亮证卡</dt>
            <dd>{own === undefined ? '没有在这台手机上启用' : '已在这台手机上启用'}</dd>
          </div>
        </dl>
      </div>
      {reached === 'signed-out' ? (
        <section>
          <h2>登录已经失效</h2>
          <p>手机上的内容都在。重新登录以后继续上传。</p>
          <SignIn />
        </section>
      ) : asking ? (
        <section className="pending">
          <p>
            {waiting.length > 0
              ? `还有 ${waiting.length} 项没有上传。退出以后它们留在手机上，等您再次登录时上传；别人登录不会上传，也看不到。`
              : '退出以后，任务和亮证卡从这台手机上删去，下次登录需要网络。'}
          </p>
          <div className="actions">
            <button type="button" className="quiet" onClick={() => setAsking(false)}>
              不退出
            </button>
            <button type="button" onClick={() => void signOut()}>
              退出登录
            </button>
          </div>
        </section>
      ) : (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          退出登录
        </button>
      )}
      <p className="muted">
        <a href="/desk/">打开工作台</a>
      </p>
    </main>
  )
}
