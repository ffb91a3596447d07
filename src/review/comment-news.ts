import type { BesideNews } from '../casework/index.ts'
import { type Comment, commentStream } from './comment.ts'

const told: Readonly<Record<string, string>> = {
  'comment-on-dossier': '批注',
  'answer-comment': '答复批注',
  'handle-comment': '把批注标记为已处理',
  'reopen-comment': '重新提出批注',
}

/**
 * 批注 as news: what a reviewer writes reaches the handlers of today, what is answered reaches whoever took part. Nobody who handled the case once and no
 * longer does hears of it, nor whoever wrote it.
 */
export const commentNews: BesideNews<Comment | undefined> = {
  stream: commentStream,
  caseOf: (comment) => comment?.caseId,
  newsOf: ({ type, data, actor }, comment, { dossier, papers }) => {
    if (comment === undefined) return []
    const handlers = dossier.handlers.map(({ id }) => id)
    const { anchor, said } = comment
    const taking = said.map(({ by }) => by.id).filter((id) => handlers.includes(id) || !dossier.handled.includes(id))
    const persons = new Set([...(handlers.includes(actor.id) ? [] : handlers), ...taking])
    const place = [...papers, ...dossier.evidence].find(({ id }) => id === anchor.id)?.title
    const where = anchor.kind === 'recording' ? '录音录像' : `《${place ?? '卷内材料'}》`
    return [...persons.difference(new Set([actor.id]))].map((person) => ({
      person,
      kind: 'comment',
      text: `${actor.name}在${where}上${told[type] ?? '答复批注'}：${String(data.text)}`,
    }))
  },
}
