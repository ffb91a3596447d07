import { client } from '../api.ts'
import { Copies } from './copies.tsx'

const pdf = (id: string, volume: 'main' | 'all') => `/api/cases/${encodeURIComponent(id)}/dossier.pdf?volume=${volume}`

/** The dossier of a filed case as one PDF, and who took a copy before. */
export const DossierCopies = ({ id }: { readonly id: string }) => {
  const later = () => void setTimeout(() => void client.invalidateQueries({ queryKey: ['copies', id] }), 3000)
  return (
    <section>
      <h2>案卷</h2>
      <p>封面、目录、全部文书和图片、备考表，按《程序规定》第七十八条的顺序合成一个 PDF，连续编页。</p>
      <p className="words">
        <a className="button" href={pdf(id, 'all')} download onClick={later}>
          下载全卷
        </a>
        <a className="button" href={pdf(id, 'main')} download onClick={later}>
          只下载正卷
        </a>
      </p>
      <Copies id={id} />
    </section>
  )
}
