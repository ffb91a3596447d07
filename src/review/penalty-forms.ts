/**
 * Forms that are read in a review: what was recorded and found, and the hearing (程序规定 art. 50 (2)). Those of notice, decision
 * and service come after it, and what only manages the case changes nothing that was reviewed.
 */
export const penaltyForms: readonly number[] = [1, 7, 9, 11, 12, 14, 19, 21, 24, 29, 32, 35, 40, 41]
