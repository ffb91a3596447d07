import { sha256Hex } from '../kernel/index.ts'
import type { Party } from '../procedure/index.ts'

/** Who a party is over many cases: by its code; a person by the number of the identity card, which no address should show. */
export const partyKeyOf = ({ code, idNumber, name }: Party): string =>
  code !== undefined && code !== ''
    ? code
    : idNumber !== undefined && idNumber !== ''
      ? sha256Hex(`party/${idNumber.toUpperCase()}`).slice(0, 24)
      : name
