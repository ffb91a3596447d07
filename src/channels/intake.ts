import { createHash } from 'node:crypto'
import type { Journal } from '../journal/index.ts'
import { canonicalJson, checkUscc, type Refusal, systemActor } from '../kernel/index.ts'
import type { Blobs } from '../platform/index.ts'
import type { FileRef } from '../procedure/index.ts'
import { derivedId } from '../recording/index.ts'
import { subjectByCode } from '../registry/index.ts'
import { noteWrong, restsUntil } from '../showing/index.ts'
import type { MatterFacts } from './act.ts'
import { codeHash, newCode, plainCode } from './code.ts'
import { decideMatter, type Received } from './decide.ts'
import { amounts2022 } from './limits.ts'
import type { MatterStream } from './stream.ts'
import type { MatterKind } from './titles.ts'

/** What a form of the portal has: everything as it was typed. */
export interface Typed {
  readonly kind: MatterKind
  readonly anonymous: boolean
  readonly name: string
  readonly phone: string
  readonly address: string
  readonly against: string
  readonly againstCode: string
  readonly againstAddress: string
  readonly content: string
  readonly claim: string
  /** The query code that the form was given with. */
  readonly code: string
}

export interface BroughtFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Wrong {
  readonly field: keyof Typed | 'files'
  readonly message: string
}

export type Intake =
  | { readonly kind: 'received'; readonly number: string; readonly code: string }
  | { readonly kind: 'wrong'; readonly wrong: readonly Wrong[]; readonly kept: readonly FileRef[] }
  | { readonly kind: 'too-often'; readonly until: string }

/** In bytes, each. */
export const largestFile = 5 * 1024 * 1024
export const mostFiles = 5

const portal = systemActor('portal-complaints', '公示网站（本人提交）')

/** What a file is by its first bytes: pictures and PDF only, whatever it is called. */
const typeOf = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  return head.startsWith('%PDF-') ? 'application/pdf' : undefined
}

/** Fields of the form by the path of what the rules refuse. */
const fieldOf: Readonly<Record<string, Wrong['field']>> = {
  'person.name': 'name',
  'person.phone': 'phone',
  'person.address': 'address',
  'against.name': 'against',
  'against.code': 'againstCode',
  'against.address': 'againstAddress',
  content: 'content',
  claim: 'claim',
  files: 'files',
}

const wrongOf = ({ field, message }: Refusal): Wrong => ({ field: fieldOf[field ?? ''] ?? 'content', message })
/** Facts for who is only told what is wrong. */
const unasked: MatterFacts = { next: 1, amounts: amounts2022, units: new Map(), people: new Map() }

export const createIntake = (journal: Journal, matters: MatterStream, blobs: Blobs) => {
  const { db } = journal.database

  const take = async (files: readonly BroughtFile[], kept: readonly FileRef[]) => {
    const wrong: Wrong[] = []
    const taken = [...kept]
    if (files.length + kept.length > mostFiles)
      return { taken, wrong: [{ field: 'files' as const, message: `材料最多 ${mostFiles} 个，请挑最要紧的` }] }
    for (const { name, bytes } of files) {
      const type = typeOf(bytes)
      if (bytes.length > largestFile) wrong.push({ field: 'files', message: `“${name}”超过 5 MB，请压缩后再选` })
      else if (type === undefined)
        wrong.push({ field: 'files', message: `“${name}”不是照片（JPG、PNG、WebP）或者 PDF` })
      else {
        const { sha256, size } = await blobs.put(bytes)
        taken.push({ blob: sha256, name: name.slice(-200), type, size })
      }
    }
    return { taken, wrong }
  }

  /** Files that came with an earlier try of the same form; what isn't there is left out. */
  const again = async (given: readonly { readonly blob: string; readonly name: string }[]) => {
    const found: FileRef[] = []
    for (const { blob, name } of given.slice(0, mostFiles)) {
      const bytes = /^[0-9a-f]{64}$/.test(blob) ? await blobs.read(blob).catch(() => undefined) : undefined
      const type = bytes === undefined ? undefined : typeOf(bytes)
      if (bytes !== undefined && type !== undefined && bytes.length <= largestFile)
        found.push({ blob, name: name.slice(-200) || '材料', type, size: bytes.length })
    }
    return found
  }

  const against = async (typed: Typed): Promise<{ against?: Received['against']; wrong: readonly Wrong[] }> => {
    const code = typed.againstCode.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
    const name = typed.against.trim()
    const address = typed.againstAddress.trim()
    const given = { ...(address === '' ? {} : { address }) }
    if (code === '') return { ...(name === '' ? {} : { against: { name, ...given } }), wrong: [] }
    if (checkUscc(code) !== undefined)
      return {
        ...(name === '' ? {} : { against: { name, ...given } }),
        wrong: [{ field: 'againstCode', message: '统一社会信用代码不对，请对照营业执照；不知道可以不填' }],
      }
    const subject = await subjectByCode(db, code)
    if (subject !== undefined && name !== '' && subject.name !== name)
      return {
        against: { name, code, ...given },
        wrong: [{ field: 'againstCode', message: `这个代码登记的是“${subject.name}”，请核对名称或者代码` }],
      }
    const known = name === '' ? subject?.name : name
    return {
      ...(known === undefined
        ? {}
        : {
            against: {
              name: known,
              code,
              ...(address === '' && subject?.address !== undefined ? { address: subject.address } : given),
            },
          }),
      wrong: [],
    }
  }

  return async (
    typed: Typed,
    files: readonly BroughtFile[],
    earlier: readonly { readonly blob: string; readonly name: string }[],
    address: string,
  ): Promise<Intake> => {
    const about = [`complain address ${address}`]
    const rests = await restsUntil(db, about)
    if (rests !== undefined) return { kind: 'too-often', until: rests.toISOString() }
    const { taken, wrong: wrongFiles } = await take(files, await again(earlier))
    const whom = await against(typed)
    const some = (value: string) => value.trim() || undefined
    const named = !(typed.kind === 'report' && typed.anonymous) && (typed.name + typed.phone).trim() !== ''
    const code = plainCode(typed.code) === undefined ? newCode() : typed.code
    const data = {
      kind: typed.kind,
      channel: 'online',
      ...(named
        ? { person: { name: typed.name, phone: typed.phone.replaceAll(/\s/g, ''), address: some(typed.address) } }
        : {}),
      ...(whom.against === undefined ? {} : { against: whom.against }),
      content: typed.content,
      claim: some(typed.claim),
      files: taken,
      code: codeHash(code),
    } satisfies Received
    const clean = JSON.parse(JSON.stringify(data)) as Received
    const before = [...whom.wrong, ...wrongFiles]
    if (before.length > 0) {
      // Whoever has to mend one thing is told of all.
      const asked = decideMatter(undefined, { do: 'receive', data: clean }, unasked, {
        actor: portal,
        now: journal.clock.now(),
      })
      return { kind: 'wrong', wrong: [...before, ...(asked.ok ? [] : asked.refusals.map(wrongOf))], kept: taken }
    }
    // Sent twice, it is one: the same words with the same code.
    const key = createHash('sha256')
      .update(canonicalJson(clean as never))
      .digest('hex')
    const outcome = await journal.execute(matters, {
      streamId: derivedId(key),
      command: { do: 'receive', data: clean },
      meta: { actor: portal, key: `matter/${key}` },
    })
    if (!outcome.ok)
      return {
        kind: 'wrong',
        wrong: outcome.refusals.map(wrongOf),
        kept: taken,
      }
    await noteWrong(db, about)
    return { kind: 'received', number: outcome.state?.number ?? '', code }
  }
}
