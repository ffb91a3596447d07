/** What a person at the command line did wrong, in a sentence; shown without a stack. */
export class Told extends Error {}
