import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import type { FileView } from '../../src/casework/view.ts'
import { Unanswered, upload } from '../api.ts'
import { strokesOf } from './strokes.ts'

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
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(undefined)
  const [empty, setEmpty] = useState(true)
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<string>()

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const signing = new SignaturePad(element, { penColor: '#1B1F24', minWidth: 1, maxWidth: 3 })
    pad.current = signing
    signing.addEventListener('endStroke', () => setEmpty(signing.isEmpty()))
    // As many dots as the screen has; what was drawn stays when the phone is turned.
    const fit = () => {
      const ratio = Math.max(window.devicePixelRatio, 1)
      const drawn = signing.toData()
      element.width = element.offsetWidth * ratio
      element.height = element.offsetHeight * ratio
      element.getContext('2d')?.scale(ratio, ratio)
      signing.fromData(drawn)
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(element)
    return () => {
      watch.disconnect()
      signing.off()
    }
  }, [])

  const finish = async () => {
    if (pad.current === undefined || pad.current.isEmpty()) return
    setSending(true)
    setFailed(undefined)
    try {
      const svg = strokesOf(pad.current.toSVG())
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
        <Button
          onClick={() => {
            pad.current?.clear()
            setEmpty(true)
          }}
        >
          清除重签
        </Button>
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
