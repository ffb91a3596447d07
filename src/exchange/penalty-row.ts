import type { PublishedForm } from '../disclosure/index.ts'
import type { Result } from '../kernel/index.ts'
import { type FieldSet, type PartyCategory, penaltySet } from './columns.ts'
import { checkRow, type FieldRow, wanYuan } from './row.ts'

const categories: Readonly<Record<PublishedForm['partyKind'], PartyCategory>> = {
  organisation: '法人及非法人组织',
  person: '自然人',
  household: '个体工商户',
}

/**
 * A published decision as a row of 双公示, from what the public sees and from nothing else: what is hidden there is hidden here, and
 * no identity number is in either. Refused with each column that the platform wouldn't take.
 */
export const penaltyRow = (form: PublishedForm, set: FieldSet = penaltySet): Result<FieldRow> => {
  const category = categories[form.partyKind]
  return checkRow(
    set,
    {
      CF_XDR_MC: form.party,
      CF_XDR_LB: category,
      CF_XDR_SHXYM: form.partyCode ?? '',
      CF_FRDB: form.representative ?? '',
      CF_WSH: form.number,
      CF_WFXW: form.violation,
      CF_SY: form.facts,
      CF_YJ: form.basis,
      CF_CFLB: form.penalties.join('；'),
      CF_NR: form.content,
      CF_NR_FK: wanYuan(form.fine),
      CF_NR_WFFF: wanYuan(form.confiscated),
      CF_JDRQ: form.decidedOn,
      CF_GSJZQ: form.until,
      CF_CFJG: form.agency.name,
      CF_CFJGDM: form.agency.code,
      CF_SJLY: form.agency.name,
      CF_SJLYDM: form.agency.code,
    },
    category,
  )
}
