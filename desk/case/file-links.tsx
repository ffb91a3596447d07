import { Image } from 'antd'
import type { FileView } from '../../src/casework/view.ts'
import { sizeText } from '../amounts.ts'

/** Photos as thumbnails that open large; everything else as a link with its size. */
export const FileLinks = ({ files }: { readonly files: readonly FileView[] }) => {
  const photos = files.filter(({ type }) => type.startsWith('image/'))
  const others = files.filter(({ type }) => !type.startsWith('image/'))
  if (files.length === 0) return null
  return (
    <div className="file-links">
      {photos.length > 0 && (
        <Image.PreviewGroup>
          {photos.map((file) => (
            <Image key={file.blob + file.name} src={file.href} alt={file.name} width={72} height={54} loading="lazy" />
          ))}
        </Image.PreviewGroup>
      )}
      {others.map((file) => (
        <a key={file.blob + file.name} href={file.href} target="_blank" rel="noreferrer">
          {file.name}
          <small>{sizeText(file.size)}</small>
        </a>
      ))}
    </div>
  )
}
