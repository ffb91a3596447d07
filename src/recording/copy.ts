import type { NewEvent } from '../journal/index.ts'
import { type Actor, accept, law, type Result, type Role, refusal, refuse, rules } from '../kernel/index.ts'
import type { RecordingKind } from './chain.ts'
import { bestVerdict } from './projections.ts'
import type { Recording, Verdict } from './recording.ts'
import type { MediaView } from './view.ts'

/** Out of which original a copy was made, and how: 程序规定 art. 25 has the way, the time and the maker noted on it. */
export interface Original {
  readonly id: string
  readonly how: 'clip' | 'masked'
  /** Why it was made. */
  readonly note: string
  /** Of the original's bytes as they were then, hex. */
  readonly sha256?: string
  /** How it was made, in words: 制作方法. */
  readonly method?: string
  /** What was masked or muted, of a masked copy. */
  readonly what?: string
  /** What it shows of the original, in milliseconds from its start. A cut begins where a picture stands by itself: before, not after. */
  readonly from?: number
  readonly until?: number
  /** What is said, of sound: 程序规定 art. 25 wants it in writing beside every copy. */
  readonly transcript?: string
}

/** Makes a copy: a recording of its own, which names the original. The original isn't touched. */
export interface CopyCommand {
  readonly do: 'copy'
  readonly original: Original & { readonly sha256: string; readonly method: string }
  readonly kind: RecordingKind
  readonly mime: string
  readonly startedAt: string
  readonly seconds: number
  readonly caseId?: string
  readonly act?: string
  readonly sha256: string
  readonly size: number
  readonly media?: MediaView
  readonly type?: string
  readonly infected?: string
}

/** Who makes copies: who handles cases, the archive, the legal office and the bureau's leaders. */
const makers: readonly Role[] = ['officer', 'unit-head', 'legal-affairs', 'archivist', 'leader', 'head']

const personalInformation = law('个人信息保护法')

/** The content that this person copies out of a recording, or what stands against it. */
export const contentToCopy = (actor: Actor, original: Recording | undefined, how: Original['how']): Result<Verdict> => {
  if (actor.kind === 'person' && !actor.roles.some((role) => makers.includes(role)))
    return refuse(refusal('not-your-role', '复制件由办案人员、档案人员、法规处和局领导制作'))
  if (original === undefined) return refuse(refusal('no-recording', '没有这份录制，请检查地址或者返回列表'))
  if (original.destruction?.at !== undefined)
    return refuse(refusal('recording-destroyed', '这份录制已经依规定销毁，只保留记录和哈希'))
  if (original.origin === 'copy')
    return refuse(refusal('copy-of-copy', '这是复制件，请从原始载体制作', { basis: [rules(25)] }))
  if (how === 'clip' && original.kind === 'photo')
    return refuse(refusal('photo-clip', '照片没有时长，不能截取；需要遮蔽的，请上传遮蔽后的复制件'))
  const verdict = bestVerdict(original)
  if (verdict === undefined) return refuse(refusal('not-received', '内容还没有收到，或者还没有核对完，请稍后再看'))
  if (verdict.infected !== undefined)
    return refuse(refusal('infected', '病毒扫描发现这份文件有危险，不能播放；请联系系统管理员'))
  return accept(verdict)
}

export const decideCopy = (
  command: CopyCommand,
  original: Recording | undefined,
  actor: Actor,
): Result<readonly NewEvent[]> => {
  const { do: _, ...data } = command
  const { how, sha256, what, from, until, transcript } = command.original
  const content = contentToCopy(actor, original, how)
  if (!content.ok) return content
  if (content.value.sha256 !== sha256)
    return refuse(refusal('original-moved', '原始载体刚刚有新的核对结果，请重新制作'))
  if (command.sha256 === sha256)
    return refuse(refusal('same-as-original', '这个文件与原始载体完全相同，没有遮蔽', { field: 'blob' }))
  if (how === 'masked' && (what ?? '') === '')
    return refuse(
      refusal('what-masked', '请写明遮蔽了什么', { field: 'what', basis: [rules(25), personalInformation(6)] }),
    )
  if (from !== undefined && until !== undefined && from >= until)
    return refuse(refusal('bad-span', '结束应当晚于开始', { field: 'until' }))
  // What is cut out only to be watched by somebody to whom it was granted is taken nowhere.
  if (actor.kind === 'person' && command.kind === 'audio' && (transcript ?? '') === '')
    return refuse(
      refusal('transcript-missing', '声音资料应当附有该声音内容的文字记录，请写明这一段说了什么', {
        field: 'transcript',
        basis: [rules(25)],
      }),
    )
  return accept([{ type: 'copy-recording', data: JSON.parse(JSON.stringify(data)) }])
}
