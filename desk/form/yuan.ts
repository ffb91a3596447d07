/** "1,234.5" → 123450 fen; undefined for what is no amount to the fen. */
export const fenOf = (text: string): number | undefined => {
  const plain = text.replace(/[,，\s]/g, '')
  const [, yuan, rest = ''] = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(plain) ?? []
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(rest.padEnd(2, '0'))
}

/** 123450 fen → "1234.50"; whole yuan without a point. */
export const yuanOf = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))
