import { instant } from '../clock.ts'
import { type KeptFile, keepFile, refOf } from '../files.ts'
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
  course: draft.course.trim(),
  signed: draft.signing === 'refused' || draft.signing === 'absent' ? draft.signing : 'signed',
  ...(draft.witness.trim() === '' ? {} : { witness: draft.witness.trim() }),
  photos: photos.filter(({ id }) => !draft.without.includes(id)).map(refOf),
})

/** Puts the act among what waits: with its photos and signatures, after what was done in the case before it. */
export const handIn = async (
  { id: caseId, title }: KeptCase,
  act: { readonly name: string; readonly title: string; readonly href: string },
  draft: RecordDraft,
  photos: readonly KeptFile[],
): Promise<void> => {
  const at = instant()
  const drawn = await Promise.all(
    draft.drawn.map(async ({ svg, ...signature }) => {
      const file = await keepFile({
        caseId,
        act: `${act.name}/signatures`,
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
    written: { caseId, act: act.name },
  })
}
