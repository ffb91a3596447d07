export interface Position {
  readonly latitude: number
  readonly longitude: number
  /** Metres. */
  readonly accuracy: number
}

/** Where the phone is; undefined where it isn't allowed to say, or doesn't know within so many ms. */
export const where = (timeout: number): Promise<Position | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ latitude, longitude, accuracy: Math.round(Math.min(accuracy, 1_000_000)) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout, maximumAge: 30_000 },
    )
    // Browsers don't count the time in which the person thinks about the permission.
    setTimeout(() => resolve(undefined), timeout)
  })
