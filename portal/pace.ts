/** So many searches a minute are answered to one address; who needs all takes the table or the open data. */
const PER_MINUTE = 240
const MINUTE = 60_000
/** Addresses that are remembered at once. */
const REMEMBERED = 50_000

/** Counts searches by address in whole minutes. Gives the seconds to wait, or undefined where the search may be answered. */
export const createPace = (now: () => number = Date.now, perMinute = PER_MINUTE) => {
  let minute = 0
  let counts = new Map<string, number>()
  return (address: string): number | undefined => {
    const at = now()
    const current = Math.floor(at / MINUTE)
    if (current !== minute || counts.size > REMEMBERED) {
      minute = current
      counts = new Map()
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count <= perMinute ? undefined : Math.max(1, Math.ceil(((current + 1) * MINUTE - at) / 1000))
  }
}
