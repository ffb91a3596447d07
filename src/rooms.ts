/**
 * The rooms of the house, from the ground up. A room imports only rooms above it in this list, and only through their
 * `index.ts`; `rooms.test.ts` keeps it so. `verifier` stands alone and imports nothing of the others.
 */
export const rooms = [
  'kernel',
  'calendar',
  'procedure',
  'platform',
  'journal',
  'identity',
  'registry',
  'showing',
  'documents',
  'recording',
  'casework',
  'review',
  'disclosure',
  'channels',
  'inspection',
  'archive',
  'supervision',
  'exchange',
] as const

export type Room = (typeof rooms)[number]
