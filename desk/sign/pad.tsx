import { Button } from 'antd'
import { useState } from 'react'
import type { FileView } from '../../src/casework/view.ts'
import { Unanswered, upload } from '../api.ts'
import { useDrawing } from './drawing.ts'

export type Drawn = Pick<FileView, 'blob' | 'name' | 'type' | 'size'>

/** Where somebody signs with a finger or a pen. What was drawn goes up when it is finished. */
export const Pad = ({
  whose,
  done,
  cancel,
}: {
  readonly whose: string
  readonly done: (image: Drawn) => void
  readonly cancel?: () => void
}) => {
  const { canvas, empty, strokes, clear } = useDrawing()
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<string>()

  const finish = async () => {
    const svg = strokes()
    if (svg === undefined) return
    setSending(true)
    setFailed(undefined)
    try {
      const { blob, name, type, size } = await upload(new File([svg], '签名.svg', { type: 'image/svg+xml' }), () => {})
      done({ blob, name, type, size })
    } catch (error) {
      setFailed(error instanceof Unanswered ? error.message : '没有传上，请重试')
    } finally {
      setSending(false)
    }
  }

  return (
    <div className="pad">
      <p>请{whose}在框内签名。</p>
      <canvas ref={canvas} aria-label={`${whose}的签名板`} />
      {failed !== undefined && (
        <p className="notice" role="alert">
          {failed}
        </p>
      )}
      <p className="buttons">
        <Button type="primary" onClick={() => void finish()} disabled={empty} loading={sending}>
          签好了
        </Button>
        <Button onClick={clear}>清除重签</Button>
        {cancel !== undefined && (
          <Button type="text" onClick={cancel}>
            先不签
          </Button>
        )}
      </p>
      <p className="hint">不便手写的：打印文书签名后上传签名页；拒绝或者不能签的，请注明情况。</p>
    </div>
  )
}

/** A signature that was taken, to be seen. */
export const DrawnImage = ({ image, whose }: { readonly image: Drawn; readonly whose: string }) => (
  <img className="drawn" src={`/api/files/${image.blob}/${encodeURIComponent(image.name)}`} alt={`${whose}的签名`} />
)
