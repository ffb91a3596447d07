import { tokens } from './tokens.ts'

/** 明, as two strokes of the sun beside the moon. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="${tokens.light.indigo}"/><g fill="none" stroke="${tokens.light.onIndigo}" stroke-width="2.4"><path d="M6 9h7v14H6zM6 16h7"/><path d="M18 25q2-3 2-8V7h7v18M20 13h7M20 19h7"/></g></svg>`
