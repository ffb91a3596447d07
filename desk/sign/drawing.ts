import { useCallback, useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import { strokesOf } from './strokes.ts'

/** A canvas on which somebody draws with a finger or a pen; at the desk and on the phone. */
export const useDrawing = () => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(undefined)
  const [empty, setEmpty] = useState(true)

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

  /** What was drawn, as the server keeps a signature (SVG); undefined where nothing was. */
  const strokes = useCallback(
    (): string | undefined =>
      pad.current === undefined || pad.current.isEmpty() ? undefined : strokesOf(pad.current.toSVG()),
    [],
  )
  const clear = useCallback(() => {
    pad.current?.clear()
    setEmpty(true)
  }, [])
  return { canvas, empty, strokes, clear }
}
