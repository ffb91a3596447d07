import type { Datum } from './subject.ts'

/** A place on the earth in degrees of WGS-84. */
export interface Position {
  readonly lon: number
  readonly lat: number
}

/** Of the ellipsoid that GCJ-02 reckons with (Krasovsky 1940): half the long axis in metres, and the square of its eccentricity. */
const [a, ee] = [6_378_245, 0.006_693_421_622_965_943]

/** The published approximation of the shift that GCJ-02 puts on a place of WGS-84 within China. */
const shifted = ({ lon, lat }: Position): Position => {
  const [x, y] = [lon - 105, lat - 35]
  const root = Math.sqrt(Math.abs(x))
  const waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    waves +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    waves +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  const angle = (lat / 180) * Math.PI
  const magic = 1 - ee * Math.sin(angle) ** 2
  return {
    lat: lat + (north * 180) / (((a * (1 - ee)) / (magic * Math.sqrt(magic))) * Math.PI),
    lon: lon + (east * 180) / ((a / Math.sqrt(magic)) * Math.cos(angle) * Math.PI),
  }
}

/** A place in WGS-84, whichever of the two systems it was given in; exact to less than a metre. */
export const positionOf = ({ lon, lat }: Position, datum: Datum): Position => {
  if (datum === 'wgs84') return { lon, lat }
  let guess = { lon, lat }
  for (let n = 0; n < 4; n++) {
    const there = shifted(guess)
    guess = { lon: guess.lon + lon - there.lon, lat: guess.lat + lat - there.lat }
  }
  return guess
}
