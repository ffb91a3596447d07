import { readFile, stat } from 'node:fs/promises'
import ExifReader from 'exifreader'
import { fileTypeFromFile } from 'file-type'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import type { RecordingKind } from './chain.ts'
import type { MediaView } from './view.ts'

/** Photos that are looked into for time and place: larger ones are no photos. */
const LARGEST_PHOTO = 64 * 1024 * 1024
/** A file that doesn't say how long it is is read through for it up to this size; above, the chain tells how long it is. */
const READ_THROUGH = 512 * 1024 * 1024

/** What a file is by its own content, whatever its name or its maker says of it. */
export interface Probed {
  readonly kind: RecordingKind
  /** As a browser is told. */
  readonly type: string
  readonly media: MediaView
}

/** Container, duration and tracks, or a photo's time and place; undefined where it is neither recording nor photo. */
export const probeMedia = async (path: string): Promise<Probed | undefined> => {
  const found = await fileTypeFromFile(path)
  if (found?.mime.startsWith('image/')) return photo(path, found.mime)
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  try {
    if (!(await input.canRead())) return undefined
    const [format, type, tracks, told] = await Promise.all([
      input.getFormat(),
      input.getMimeType(),
      input.getTracks(),
      input.getDurationFromMetadata(),
    ])
    const { size } = await stat(path)
    const seconds = told ?? (size <= READ_THROUGH ? await input.computeDuration() : undefined)
    const video = tracks.some((track) => track.isVideoTrack())
    if (tracks.length === 0) return undefined
    return {
      kind: video ? 'video' : 'audio',
      type: type.split(';')[0] ?? type,
      media: {
        container: format.name,
        ...(seconds === undefined ? {} : { seconds: thousandths(seconds) }),
        tracks: await Promise.all(
          tracks.map(async (track) => {
            const codec = await track.getCodec()
            return {
              type: track.type,
              ...(codec === null ? {} : { codec }),
              ...(track.isVideoTrack()
                ? { width: await track.getCodedWidth(), height: await track.getCodedHeight() }
                : {}),
            }
          }),
        ),
      },
    }
  } catch {
    // What can't be read through is no recording that anybody could play.
    return undefined
  } finally {
    input.dispose()
  }
}

const photo = async (path: string, type: string): Promise<Probed> => {
  const { size } = await stat(path)
  const media = { container: type, tracks: [], ...(size > LARGEST_PHOTO ? {} : exifOf(await readFile(path))) }
  return { kind: 'photo', type, media }
}

/** EXIF time (taken as China's where no zone is written) and place, where a photo has them. */
const exifOf = (bytes: Buffer): Pick<MediaView, 'takenAt' | 'latitude' | 'longitude'> => {
  try {
    const { exif, gps } = ExifReader.load(bytes, { expanded: true })
    const at = instantOf(exif?.DateTimeOriginal?.description, exif?.OffsetTimeOriginal?.description)
    return {
      ...(at === undefined ? {} : { takenAt: at }),
      ...(gps?.Latitude === undefined || gps.Longitude === undefined
        ? {}
        : { latitude: gps.Latitude, longitude: gps.Longitude }),
    }
  } catch {
    return {}
  }
}

const instantOf = (text: string | undefined, zone = '+08:00'): string | undefined => {
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text ?? '')
  if (found === null) return undefined
  const at = Date.parse(
    `${found[1]}-${found[2]}-${found[3]}T${found[4]}${/^[+-]\d{2}:\d{2}$/.test(zone) ? zone : '+08:00'}`,
  )
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

const thousandths = (seconds: number): number => Math.round(seconds * 1000) / 1000
