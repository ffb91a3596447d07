import { sha256Hex } from '../kernel/index.ts'
import type { Party } from '../procedure/index.ts'

/** Who a party is over many cases: by its code; a person by the number of the identity card, which no address should show. */
export const partyKeyOf = ({ code, idNumber, name }: Party): string =>
  code !== undefined && code !== ''
    ? code
    : idNumber !== undefined && idNumber !== ''
      ? sha256Hex(`party/${idNumber.toUpperCase()}`).slice(0, 24)
      : name

/** The parties of a case in one line; of many the first, and how many they are. */
export const namesOf = (parties: readonly Pick<Party, 'name'>[]): string => {
  const [first, ...others] = parties.map(({ name }) => name)
  return others.length > 2 ? `${first}等 ${parties.length} 个当事人` : [first, ...others].join('、')
}
