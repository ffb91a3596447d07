import { reach } from './api.ts'
import { outbox } from './outbox.ts'
import { address } from './place.ts'
import { me } from './session.ts'
import { useTold } from './told.ts'

const words = { unknown: '正在连接', reached: '已联网', offline: '没有网络', 'signed-out': '登录已失效' } as const

/** The line at the top: what is going on, and what the bureau hasn't got yet. Never more than is true. */
export const Status = () => {
  const reached = useTold(reach)
  const waiting = useTold(outbox)
  const self = useTold(me)
  const refused = waiting.filter((each) => each.refused !== undefined).length
  return (
    <header className="status" data-reach={reached}>
      <a href={address({ at: 'outbox' })}>
        <b>{words[reached]}</b>
        <span>
          {waiting.length === 0
            ? '全部已上传'
            : refused > 0
              ? `${refused} 项没有被接受，请看`
              : `待上传 ${waiting.length} 项`}
        </span>
      </a>
      <a className="self" href={address({ at: 'me' })}>
        {self?.person.name}
      </a>
    </header>
  )
}
