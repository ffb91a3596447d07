/** The same bytes, or the same request, give the same recording: UUID version 8 (RFC 9562) of a SHA-256 in hex. */
export const derivedId = (sha256: string): string => {
  const digits = [...sha256.slice(0, 32)]
  digits[12] = '8'
  digits[16] = '89ab'[Number.parseInt(sha256[16] ?? '0', 16) % 4] as string
  return [0, 8, 12, 16, 20].map((from, n, all) => digits.slice(from, all[n + 1]).join('')).join('-')
}
