import { useDrawing } from '../../desk/sign/drawing.ts'

/** Where somebody signs on the phone. What was drawn stays here until the act is handed in. */
export const Pad = ({
  whose,
  done,
  cancel,
}: {
  readonly whose: string
  /** Given the strokes (SVG). */
  readonly done: (svg: string) => void
  readonly cancel: () => void
}) => {
  const { canvas, empty, strokes, clear } = useDrawing()
  return (
    <div className="pad">
      <p>请{whose}在框内签名</p>
      <canvas ref={canvas} aria-label={`${whose}的签名板`} />
      <div className="actions">
        <button type="button" className="quiet" onClick={cancel}>
          先不签
        </button>
        <button type="button" className="quiet" onClick={clear} disabled={empty}>
          清除重签
        </button>
        <button
          type="button"
          disabled={empty}
          onClick={() => {
            const svg = strokes()
            if (svg !== undefined) done(svg)
          }}
        >
          签好了
        </button>
      </div>
    </div>
  )
}
