import { dayOf } from '../calendar/index.ts'
import { penaltyLaw, type Refusal, refusal, rules } from '../kernel/index.ts'
import type { OfficerFact } from './facts.ts'

/** The certificate that is valid on a day (ISO), of those that a person holds. */
export const validOn = <C extends OfficerFact['certificates'][number]>(
  certificates: readonly C[],
  day: string,
): C | undefined => certificates.find(({ status, from, until }) => status === 'valid' && from <= day && day <= until)

/** The certificate that an officer held on the day of an act, or why the officer could not act on that day. */
export const certificateOn = (
  officer: OfficerFact,
  at: string,
):
  | { readonly number: string; readonly refusal?: undefined }
  | { readonly number?: undefined; readonly refusal: Refusal } => {
  const day = dayOf(at)
  const basis = [penaltyLaw(42, 1), rules(22)]
  if (officer.auxiliary)
    return {
      refusal: refusal('auxiliary', `${officer.name}是执法辅助人员，不能以执法人员身份办案，请换一名执法人员`, {
        basis,
      }),
    }
  const held = officer.certificates.find(({ from, until }) => from <= day && day <= until)
  if (held === undefined) {
    const last = officer.certificates
      .map(({ until }) => until)
      .sort()
      .at(-1)
    return {
      refusal: refusal(
        'certificate-lapsed',
        last === undefined
          ? `${officer.name}没有行政执法证件，请换一名执法人员`
          : `${officer.name}的行政执法证件有效期至 ${last}，${day} 当日无效，请换一名执法人员或者先办理换证`,
        { basis },
      ),
    }
  }
  if (held.status !== 'valid')
    return {
      refusal: refusal(
        'certificate-suspended',
        `${officer.name}的行政执法证件已${held.status === 'suspended' ? '暂扣' : '注销'}，请换一名执法人员`,
        {
          basis,
        },
      ),
    }
  return { number: held.number }
}
