import { useEffect, useMemo } from 'react'
import { instant } from '../clock.ts'
import type { KeptFile } from '../files.ts'
import type { KeptCase } from '../tasks/kept.ts'
import { clockText } from '../time.ts'
import type { RecordDraft } from './draft.ts'

const presences = { present: '当事人到场', representative: '由其代表到场', absent: '经通知未到场' } as const
const signings = {
  screen: '在手机上签名',
  paper: '在纸质笔录上签名',
  refused: '拒绝签名',
  absent: '不在场',
} as const

/** The fields of 现场笔录, in the order in which the paper gives them. */
export const RecordForm = ({
  found,
  self,
  draft,
  photos,
  spans,
  write,
  next,
}: {
  readonly found: KeptCase
  readonly self: string
  readonly draft: RecordDraft
  readonly photos: readonly KeptFile[]
  /** What was recorded of it. */
  readonly spans: readonly { readonly from: string; readonly until: string }[]
  readonly write: (part: Partial<RecordDraft>) => void
  readonly next: () => void
}) => {
  const [first, last] = [spans[0], spans.at(-1)]
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        next()
      }}
    >
      <fieldset className="stack">
        <legend>检查时间</legend>
        <Moment title="检查开始" value={draft.from} change={(from) => write({ from })} />
        <Moment title="检查结束" value={draft.until} change={(until) => write({ until })} />
        <div className="actions">
          {first !== undefined && last !== undefined && (
            <button type="button" className="quiet" onClick={() => write({ from: first.from, until: last.until })}>
              按录像的起止（{clockText(first.from)}—{clockText(last.until)}）
            </button>
          )}
          <button type="button" className="quiet" onClick={() => write({ until: instant() })}>
            现在结束
          </button>
        </div>
      </fieldset>
      <label className="field">
        <span>检查地点</span>
        <input value={draft.place} onChange={({ target }) => write({ place: target.value })} maxLength={200} required />
      </label>
      {found.parties.length > 1 && (
        <label className="field">
          <span>涉及的当事人</span>
          <select value={draft.party} onChange={({ target }) => write({ party: target.value })}>
            <option value="all">全体当事人</option>
            {found.parties.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <fieldset>
        <legend>到场情况</legend>
        <Chips name="presence" options={presences} value={draft.presence} change={(presence) => write({ presence })} />
      </fieldset>
      {draft.presence !== 'absent' && (
        <label className="field">
          <span>到场人及身份</span>
          <input
            value={draft.presentPerson}
            onChange={({ target }) => write({ presentPerson: target.value })}
            maxLength={100}
            required
          />
        </label>
      )}
      <fieldset>
        <legend>检查人员</legend>
        <div className="chips">
          {found.handlers.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={draft.officers.includes(id)}
                disabled={id === self}
                onChange={({ target }) =>
                  write({
                    officers: target.checked ? [...draft.officers, id] : draft.officers.filter((each) => each !== id),
                  })
                }
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="field">
        <span>现场情况</span>
        <small>按顺序写明看到的物品、数量、标识、状态和处置；录像时记下的已经填入。</small>
        <textarea
          value={draft.course}
          onChange={({ target }) => write({ course: target.value })}
          maxLength={20_000}
          rows={8}
          required
        />
      </label>
      {photos.length > 0 && (
        <fieldset>
          <legend>现场照片（点去不附的）</legend>
          <ul className="photos">
            {photos.map((photo) => (
              <li key={photo.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={!draft.without.includes(photo.id)}
                    onChange={({ target }) =>
                      write({
                        without: target.checked
                          ? draft.without.filter((each) => each !== photo.id)
                          : [...draft.without, photo.id],
                      })
                    }
                  />
                  <Picture photo={photo} />
                  <span>{photo.name.replace(/\.jpg$/, '')}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <fieldset>
        <legend>当事人签名</legend>
        <Chips
          name="signing"
          options={signings}
          value={draft.signing}
          change={(signing) => write({ signing, ...(signing === 'screen' ? {} : { drawn: [] }) })}
        />
      </fieldset>
      {(draft.signing === 'refused' || draft.signing === 'absent') && (
        <label className="field">
          <span>{draft.signing === 'refused' ? '拒绝签名的原因' : '不在场的情况'}</span>
          <small>写入笔录；请全程录像，必要时请见证人到场签名。</small>
          <input
            value={draft.unsigned}
            onChange={({ target }) => write({ unsigned: target.value })}
            maxLength={200}
            required
          />
        </label>
      )}
      <label className="field">
        <span>见证人（没有的不填）</span>
        <input value={draft.witness} onChange={({ target }) => write({ witness: target.value })} maxLength={100} />
      </label>
      <button type="submit" className="big">
        看笔录、签名
      </button>
    </form>
  )
}

const Chips = <K extends string>({
  name,
  options,
  value,
  change,
}: {
  readonly name: string
  readonly options: Readonly<Record<K, string>>
  readonly value: K
  readonly change: (value: K) => void
}) => (
  <div className="chips">
    {(Object.entries(options) as [K, string][]).map(([key, title]) => (
      <label key={key}>
        <input type="radio" name={name} checked={value === key} onChange={() => change(key)} />
        <span>{title}</span>
      </label>
    ))}
  </div>
)

/** China keeps one time all year. */
const beijing = 8 * 3_600_000

const Moment = ({
  title,
  value,
  change,
}: {
  readonly title: string
  readonly value: string
  readonly change: (instant: string) => void
}) => (
  <label className="field">
    <span>{title}</span>
    <input
      type="datetime-local"
      step={1}
      required
      value={value === '' ? '' : new Date(Date.parse(value) + beijing).toISOString().slice(0, 19)}
      onChange={({ target }) =>
        change(target.value === '' ? '' : new Date(Date.parse(`${target.value}Z`) - beijing).toISOString())
      }
    />
  </label>
)

const Picture = ({ photo: { data, type, name } }: { readonly photo: KeptFile }) => {
  const href = useMemo(() => URL.createObjectURL(new Blob([data], { type })), [data, type])
  useEffect(() => () => URL.revokeObjectURL(href), [href])
  return <img src={href} alt={name} />
}
