import { again, neededBy, outbox, remove } from './outbox.ts'
import { address } from './place.ts'
import { recordings } from './record/kept.ts'
import { RecordingRows } from './record/screen.tsx'
import { me } from './session.ts'
import { clockText } from './time.ts'
import { useTold } from './told.ts'

/** 待传: what the bureau hasn't got yet, and what it didn't take and why. */
export const OutboxScreen = () => {
  const waiting = useTold(outbox)
  const all = useTold(recordings)
  const self = useTold(me)?.person.id
  return (
    <main>
      <h1>待传</h1>
      {all.length > 0 && (
        <section>
          <h2>录像、录音和照片</h2>
          <RecordingRows all={all} />
        </section>
      )}
      {waiting.length === 0 && all.length === 0 ? (
        <p className="empty">没有等着上传的记录。</p>
      ) : (
        <ul className="rows">
          {waiting.map((each) => (
            <li key={each.id}>
              <div>
                <b>{each.title}</b>
                <span>
                  {clockText(each.at)}
                  {each.refused === undefined && (
                    <em>
                      {each.person !== self
                        ? '等记录人登录后上传'
                        : neededBy(each, waiting).some(({ refused }) => refused !== undefined)
                          ? '前面一项被接受后上传'
                          : '联网后自动上传'}
                    </em>
                  )}
                </span>
                {each.refused !== undefined && (
                  <>
                    <p className="refused" role="alert">
                      没有被接受：{each.refused}
                    </p>
                    <div className="actions">
                      <button type="button" className="quiet" onClick={() => void remove(each.id)}>
                        不再上传
                      </button>
                      {each.written !== undefined && (
                        <a
                          className="button"
                          href={address({ at: 'act', caseId: each.written.caseId, act: each.written.act })}
                        >
                          修改
                        </a>
                      )}
                      <button type="button" onClick={() => void again(each)}>
                        再传一次
                      </button>
                    </div>
                  </>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
