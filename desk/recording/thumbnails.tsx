import { useEffect, useRef, useState } from 'react'
import { minutes } from '../case/recordings.tsx'

const HOW_MANY = 8
/** In pixels of the canvas. */
const SIZE = { width: 160, height: 90 }

/**
 * Small pictures of a recording, evenly through it, each of which leads to its second. They are drawn here from what plays, so that
 * nothing of a recording is fetched, kept or shown before a purpose was recorded. Drawing isn't watching: it isn't counted.
 */
export const Thumbnails = ({
  href,
  seconds,
  go,
}: {
  readonly href: string
  /** How long it plays. */
  readonly seconds: number
  readonly go: (second: number) => void
}) => {
  const canvases = useRef<(HTMLCanvasElement | null)[]>([])
  const [drawn, setDrawn] = useState(0)
  const places = Array.from({ length: HOW_MANY }, (_, n) => ((n + 0.5) / HOW_MANY) * seconds)
  useEffect(() => {
    if (seconds < HOW_MANY / 2) return
    const video = document.createElement('video')
    video.muted = true
    video.preload = 'auto'
    video.src = href
    let n = 0
    const next = () => {
      if (n < HOW_MANY) video.currentTime = ((n + 0.5) / HOW_MANY) * seconds
    }
    const draw = () => {
      canvases.current[n]?.getContext('2d')?.drawImage(video, 0, 0, SIZE.width, SIZE.height)
      n++
      setDrawn(n)
      next()
    }
    video.addEventListener('loadeddata', next, { once: true })
    video.addEventListener('seeked', draw)
    return () => {
      video.removeEventListener('seeked', draw)
      video.removeAttribute('src')
      video.load()
    }
  }, [href, seconds])
  if (seconds < HOW_MANY / 2) return null
  return (
    <ol className="thumbnails" aria-label="画面" data-drawn={drawn}>
      {places.map((second, n) => (
        <li key={second}>
          <button type="button" onClick={() => go(second)} aria-label={`跳到 ${minutes(second)}`}>
            <canvas
              ref={(canvas) => {
                canvases.current[n] = canvas
              }}
              {...SIZE}
            />
            <span className="figures">{minutes(second)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
