import { useEffect, useMemo, useState } from 'react'
import { instant, now } from '../clock.ts'
import { filesOf, type KeptFile } from '../files.ts'
import { outbox } from '../outbox.ts'
import { address, go } from '../place.ts'
import { recordings } from '../record/kept.ts'
import { me } from '../session.ts'
import { type KeptCase, keptCase } from '../tasks/kept.ts'
import { clockText } from '../time.ts'
import { useTold } from '../told.ts'
import { keepDraft, keptDraft, notesOf, type RecordDraft } from './draft.ts'
import { handIn } from './hand-in.ts'
import { ReadAndSign } from './read-and-sign.tsx'
import { RecordForm } from './record-form.tsx'
import { written } from './written.ts'

/** 现场笔录: written, read by the party and signed on the phone, with or without a network. */
export const ActScreen = ({ caseId, act: name }: { readonly caseId: string; readonly act: string }) => {
  const self = useTold(me)?.person
  const waiting = useTold(outbox)
  const [found, setFound] = useState<KeptCase | null>()
  const [draft, setDraft] = useState<RecordDraft>()
  const [photos, setPhotos] = useState<readonly KeptFile[]>([])
  const [shown, setShown] = useState<'form' | 'paper'>('form')
  const person = self?.id ?? ''
  const place = useMemo(() => ({ person, caseId, act: name }), [person, caseId, name])
  useEffect(() => {
    let over = false
    void Promise.all([keptCase(caseId), keptDraft(place), filesOf(caseId, name), notesOf(place)]).then(
      ([kept, before, files, notes]) => {
        if (over) return
        setFound(kept ?? null)
        setPhotos(files)
        if (kept === undefined) return
        const known = before ?? firstDraft(kept, name, person)
        setDraft({ ...known, ...(known.course === '' && notes.length > 0 ? { course: notes.join('\n') } : {}) })
      },
    )
    return () => {
      over = true
    }
  }, [caseId, name, place, person])
  if (found === undefined) return <main />
  const act = found?.acts.find((each) => each.name === name)
  if (found === null || self === undefined || draft === undefined || act === undefined || !isWritten(name))
    return (
      <main>
        <h1>现场笔录</h1>
        <p className="empty">手机上没有办这一步所需的内容，请联网后再打开；其他步骤请到电脑上办理。</p>
      </main>
    )
  const sent = waiting.find(({ id }) => id === `act/${draft.id}`)
  if (sent !== undefined && sent.refused === undefined)
    return (
      <main>
        <h1>
          {act.title}
          <small>{found.title}</small>
        </h1>
        <p className="good" role="status">
          ✓ 已交出，存在本机，联网后自动上传
        </p>
        <div className="actions">
          <a className="button" href={address({ at: 'outbox' })}>
            看待传
          </a>
          <a className="button" href={address({ at: 'case', id: caseId })}>
            回到案件
          </a>
        </div>
      </main>
    )
  const write = (part: Partial<RecordDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    void keepDraft(place, next)
  }
  // What is on its way may be just what the case still waits for.
  const comes = waiting.some((each) => each.caseId === caseId && each.refused === undefined)
  return (
    <main>
      <h1>
        {act.title}
        <small>{found.title}</small>
      </h1>
      {sent?.refused !== undefined && (
        <p className="refused" role="alert">
          没有被接受：{sent.refused}。请改好后重新交出。
        </p>
      )}
      {!act.available && (
        <p className={comes ? 'muted' : 'refused'}>
          {comes
            ? '前面办的还在待传；到了以后这一份接着上传。'
            : `${clockText(found.at)} 时案件还不能办这一步：${act.reasons.map(({ message }) => message).join('；')}。可以先写好、签好，联网后再看。`}
        </p>
      )}
      {shown === 'form' ? (
        <RecordForm
          found={found}
          self={person}
          draft={draft}
          photos={photos}
          spans={spansOf(found, name)}
          write={write}
          next={() => setShown('paper')}
        />
      ) : (
        <ReadAndSign
          found={found}
          actor={{ id: self.id, name: self.name }}
          act={name}
          draft={draft}
          photos={photos}
          write={write}
          back={() => setShown('form')}
          hand={async () => {
            await handIn(found, act, draft, photos)
            go({ at: 'outbox' })
          }}
        />
      )}
    </main>
  )
}

const isWritten = (name: string): boolean => written.some((each) => each === name)

/** What was and is recorded of the act on this phone, by the bureau's clock. */
const spansOf = ({ id }: KeptCase, act: string): readonly { readonly from: string; readonly until: string }[] => {
  const ahead = now() - Date.now()
  return recordings
    .now()
    .filter(({ manifest }) => manifest.caseId === id && manifest.act === act && manifest.kind !== 'photo')
    .map(({ manifest, length, ended }) => {
      const from = Date.parse(manifest.startedAt) + ahead
      return {
        from: new Date(from).toISOString(),
        until: ended === undefined ? instant() : new Date(from + length).toISOString(),
      }
    })
}

const firstDraft = (found: KeptCase, act: string, person: string): RecordDraft => {
  const [party] = found.parties
  const spans = spansOf(found, act)
  const others = found.handlers.filter(({ id }) => id !== person)
  return {
    id: crypto.randomUUID(),
    person,
    officers: [person, ...(others.length === 1 ? others.map(({ id }) => id) : [])],
    from: spans[0]?.from ?? instant(),
    until: spans.at(-1)?.until ?? '',
    place: party?.address ?? '',
    ...(found.parties.length > 1 ? { party: 'all' } : {}),
    presence: 'present',
    presentPerson: found.parties.length > 1 ? '' : (party?.contact ?? ''),
    course: '',
    witness: '',
    signing: 'screen',
    unsigned: '',
    without: [],
    drawn: [],
  }
}
