/** Addresses of the portal. Numbers hold 〔 〕 and Chinese, so they are always encoded. */
export const decisionAddress = (number: string): string => `/decisions/${encodeURIComponent(number)}`

/** The list of decisions that fit a query; fields without a value are left out. */
export const listAddress = (
  fields: Readonly<Record<string, string | number | undefined>>,
  path = '/decisions',
): string => {
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** The same page in another size of type; a cookie keeps the choice. */
export const typeAddress = (here: string, type: 'large' | 'normal'): string => {
  const [path = '/', query = ''] = here.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('type', type)
  return `${path}?${parameters}`
}

/**
 * The number of a document in its one right spelling, from what people type: half-width, square or round brackets, spaces, 第.
 * Undefined when it isn't one.
 */
export const documentNumber = (typed: string): string | undefined => {
  const found = /^([\p{Script=Han}]{2,20})[〔[［【(（](\d{4})[〕\]］】)）]第?(\d{1,6})号?$/u.exec(
    typed.normalize('NFC').replaceAll(/[\s\u3000]/g, ''),
  )
  return found === null ? undefined : `${found[1]}〔${found[2]}〕${Number(found[3])}号`
}

/** The officer's card that the link of a QR code leads to, out of what a scanner gave. */
export const scannedCard = (typed: string): string | undefined => {
  const found = /\/officers\/check\?([\w%&=.~-]{1,1000})\s*$/.exec(typed)
  return found === null ? undefined : `/officers/check?${found[1]}`
}

/** The paper that the link of a QR code leads to, out of what a scanner gave. */
export const scannedPaper = (typed: string): string | undefined => {
  const found = /\/papers\/([^/?#\s]{1,200})\?d=([\w-]{1,128})\s*$/.exec(typed)
  return found === null ? undefined : `/papers/${found[1]}?d=${found[2]}`
}
