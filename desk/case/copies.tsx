import { useQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'
import { instantText } from '../time.ts'

const volumes: Readonly<Record<string, string>> = { main: '下载正卷', all: '下载全卷' }

/** Who took copies of the dossier or printed papers of it. */
export const Copies = ({ id }: { readonly id: string }) => {
  const { data: copies = [] } = useQuery(queries.copies(id))
  if (copies.length === 0) return null
  return (
    <details>
      <summary>下载、打印记录（{copies.length}）</summary>
      <ul>
        {copies.map(({ name, volume, at, papers }) => (
          <li key={`${at}${name}${volume}${papers.join('')}`}>
            {instantText(at)}　{name}　{volumes[volume] ?? `打印 ${papers.length} 份：${papers.join('、')}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
