import { useQuery } from '@tanstack/react-query'
import { queries, type RecordingView } from '../api.ts'

type Mark = RecordingView['marks'][number]

/** Gives a mark of a recording in words: what was spoken, why it was interrupted, what was seen. */
export const useMarkWords = (needed: boolean): ((mark: Mark) => string) => {
  const { data: guide = [] } = useQuery({ ...queries.recordingGuide, enabled: needed })
  const words = new Map(
    guide.flatMap(({ cards }) =>
      cards.flatMap(({ card, lines }) => lines.map((each) => [`${card}/${each.line}`, each.say] as const)),
    ),
  )
  return (mark) => {
    switch (mark.kind) {
      case 'wording':
        return `用语：${words.get(`${mark.card}/${mark.line}`) ?? `${mark.card} 第 ${mark.line + 1} 句`}`
      case 'pause':
        return `暂停：${mark.reason}`
      case 'resume':
        return '继续录制'
      case 'act':
        return `${{ begins: '开始', ends: '结束', done: '已做' }[mark.what]}：${mark.name}`
      case 'place':
        return `位置 ${mark.latitude.toFixed(5)}，${mark.longitude.toFixed(5)}（误差 ${Math.round(mark.accuracy)} 米）`
      default:
        return mark.text
    }
  }
}
