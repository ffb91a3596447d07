/** As much of saxen as is used here; it brings no types of its own. */
declare module 'saxen' {
  export class Parser {
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'openTag' | 'closeTag', listener: (name: string) => void): this
    on(event: 'text', listener: (value: string, decode: (value: string) => string) => void): this
    parse(xml: string): this
  }
}
