import { Button } from 'antd'
import { type Ref, useState } from 'react'
import type { RecordingView, ViewingView } from '../api.ts'
import { useWatched } from '../case/watching.ts'
import { instantText } from '../time.ts'
import { Thumbnails } from './thumbnails.tsx'

const speeds = [0.5, 1, 1.5, 2, 4, 8]

/** Plays what was opened with a purpose, and tells which seconds were shown. */
export const Player = ({
  viewing,
  recording,
  player,
  from,
  seconds,
}: {
  readonly viewing: ViewingView
  readonly recording: Pick<RecordingView, 'kind' | 'kindTitle' | 'startedAt'>
  /** The second that it begins at, and how long it plays, where that is known. */
  readonly from?: number
  readonly seconds?: number
  readonly player: Ref<HTMLVideoElement> & { readonly current: HTMLVideoElement | null }
}) => {
  const watched = useWatched(viewing.id)
  const [speed, setSpeed] = useState(1)
  if (recording.kind === 'photo') return <img className="video" src={viewing.href} alt="现场照片" />
  return (
    <>
      <video
        ref={player}
        className="video"
        src={viewing.href}
        controls
        preload="metadata"
        onLoadedMetadata={({ currentTarget }) => {
          if (from !== undefined) currentTarget.currentTime = from
        }}
        aria-label={`${recording.kindTitle} ${instantText(recording.startedAt)}`}
        {...watched}
      />
      {recording.kind === 'video' && seconds !== undefined && (
        <Thumbnails
          href={viewing.href}
          seconds={seconds}
          go={(second) => {
            if (player.current !== null) player.current.currentTime = second
          }}
        />
      )}
      <p className="speed">
        速度{' '}
        {speeds.map((each) => (
          <Button
            key={each}
            size="small"
            type={each === speed ? 'primary' : 'default'}
            aria-pressed={each === speed}
            onClick={() => {
              setSpeed(each)
              if (player.current !== null) player.current.playbackRate = each
            }}
          >
            {each}×
          </Button>
        ))}
      </p>
      <p className="muted">
        目的：{viewing.purposeTitle}。{instantText(viewing.until)} 以前可以播放。
      </p>
    </>
  )
}
