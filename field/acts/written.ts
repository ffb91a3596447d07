/** Acts whose record is written on the phone. */
export const written = ['inspect-site'] as const
