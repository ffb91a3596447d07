import { instant } from '../clock.ts'
import { dropFiles, filesOf, type KeptFile, keepFile, refOf } from '../files.ts'
import { outbox, put } from '../outbox.ts'
import type { KeptCase } from '../tasks/kept.ts'
import type { RecordDraft } from './draft.ts'

/** The act's data, as the form of the desk would send it. */
export const dataOf = (draft: RecordDraft, photos: readonly KeptFile[]): Readonly<Record<string, unknown>> => ({
  officers: draft.officers,
  ...(draft.party === undefined ? {} : { party: draft.party }),
  from: draft.from,
  until: draft.until,
  place: draft.place.trim(),
  presence: draft.presence,
  ...(draft.presentPerson.trim() === '' ? {} : { presentPerson: draft.presentPerson.trim() }),
  course: courseOf(draft),
  signed: draft.signing === 'refused' || draft.signing === 'absent' ? draft.signing : 'signed',
  ...(draft.witness.trim() === '' ? {} : { witness: draft.witness.trim() }),
  photos: photos.filter(({ id }) => !draft.without.includes(id)).map(refOf),
})

/** What was seen; at its end why the party didn't sign (程序规定 art. 28). */
const courseOf = ({ course, signing, unsigned }: RecordDraft): string =>
  signing === 'refused' || signing === 'absent'
    ? `${course.trim()}\n${signing === 'refused' ? '当事人拒绝签名' : '当事人不在场，没有签名'}：${unsigned.trim()}`
    : course.trim()

/** Puts the act among what waits: with its photos and signatures, after what was done in the case before it. */
export const handIn = async (
  { id: caseId, title }: KeptCase,
  act: { readonly name: string; readonly title: string; readonly href: string },
  draft: RecordDraft,
  photos: readonly KeptFile[],
): Promise<void> => {
  const at = instant()
  const signatures = `${act.name}/signatures`
  await dropFiles(await filesOf(caseId, signatures))
  const drawn = await Promise.all(
    draft.drawn.map(async ({ svg, ...signature }) => {
      const file = await keepFile({
        caseId,
        act: signatures,
        name: '签名.svg',
        type: 'image/svg+xml',
        data: new TextEncoder().encode(svg).buffer,
        at,
      })
      return { file, signature: { ...signature, image: refOf(file) } }
    }),
  )
  await put({
    id: `act/${draft.id}`,
    person: draft.person,
    title: `${act.title}：${title}`,
    method: 'POST',
    path: act.href,
    body: {
      data: dataOf(draft, photos),
      happenedAt: at,
      // A second try of a mended record is another one.
      key: `${draft.id}/${at}`,
      ...(drawn.length === 0 ? {} : { signatures: drawn.map(({ signature }) => signature) }),
    },
    at: Date.now(),
    needs: outbox.now().flatMap((each) => (each.caseId === caseId && each.id !== `act/${draft.id}` ? [each.id] : [])),
    files: [
      ...photos.filter(({ id }) => !draft.without.includes(id)).map(({ id }) => id),
      ...drawn.map(({ file }) => file.id),
    ],
    caseId,
    written: { person: draft.person, caseId, act: act.name },
  })
}
