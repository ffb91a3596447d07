/** A progress line that redraws itself on a terminal, and says nothing elsewhere until it is done. */
export const progress = (title: string) => {
  const terminal = process.stderr.isTTY === true
  let last = ''
  return {
    at(share: number) {
      const full = Math.round(Math.min(1, share) * 24)
      const text = `${title} ${'█'.repeat(full)}${'░'.repeat(24 - full)} ${Math.round(share * 100)}%`
      if (!terminal || text === last) return
      last = text
      process.stderr.write(`\r${text}`)
    },
    done(sentence: string) {
      process.stderr.write(terminal ? `\r\u001b[2K${sentence}\n` : `${sentence}\n`)
    },
  }
}
