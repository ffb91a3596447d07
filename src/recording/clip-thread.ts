import { parentPort, workerData } from 'node:worker_threads'
import {
  ALL_FORMATS,
  Conversion,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  MkvOutputFormat,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from 'mediabunny'
import type { Cut } from './clip.ts'

/** A piece is written in the container that it came in. */
const containers: Readonly<Record<string, () => OutputFormat>> = {
  WebM: () => new WebMOutputFormat(),
  Matroska: () => new MkvOutputFormat(),
  MP4: () => new Mp4OutputFormat(),
  'QuickTime File Format': () => new MovOutputFormat(),
  MP3: () => new Mp3OutputFormat(),
  WAVE: () => new WavOutputFormat(),
  Ogg: () => new OggOutputFormat(),
}

const { source, target, cut } = workerData as { readonly source: string; readonly target: string; readonly cut: Cut }

const input = new Input({ source: new FilePathSource(source), formats: ALL_FORMATS })
const container = containers[(await input.getFormat()).name]
if (container === undefined) throw new Error(`${(await input.getFormat()).name} cannot be cut`)
const from = cut.from / 1000
const video = await input.getPrimaryVideoTrack()
const sink = video === null ? undefined : new EncodedPacketSink(video)
const first = (await sink?.getKeyPacket(from)) ?? (await sink?.getFirstPacket())
const output = new Output({ format: container(), target: new FilePathTarget(target) })
const conversion = await Conversion.init({
  input,
  output,
  trim: { start: from, end: cut.until / 1000 },
  copy: { mode: 'forced', shiftTolerance: Number.POSITIVE_INFINITY, boundaryPolicy: 'expand' },
  showWarnings: false,
})
if (!conversion.isValid || conversion.discardedTracks.length > 0)
  throw new Error(conversion.discardedTracks.map(({ reason }) => reason).join(', ') || 'nothing to copy')
await conversion.execute()
const begins = Math.round(Math.min(from, first?.timestamp ?? from) * 1000)
parentPort?.postMessage({ from: begins, until: cut.until } satisfies Cut)
