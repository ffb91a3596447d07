import type { Form, Layout } from '../form.ts'
import { caseSource } from './01-case-source.ts'
import { assignedJurisdiction, caseHandedDown } from './02-assigned-jurisdiction.ts'
import { transferLetter } from './04-transfer.ts'
import { crimeTransfer } from './05-crime-transfer.ts'
import { goodsTransferred } from './06-goods-transferred.ts'
import { filing } from './07-filing.ts'
import { matterApproval } from './08-matter.ts'
import { onSiteRecord } from './09-on-site-record.ts'
import { addressConfirmed } from './10-address.ts'
import { evidenceSheet } from './11-evidence.ts'
import { electronicDataRecord } from './12-electronic-data.ts'
import { questioningCall } from './13-questioning-call.ts'
import { questioningRecord } from './14-questioning.ts'
import { materialsRequest } from './15-materials.ts'
import { identificationNotice } from './16-identification.ts'
import { helpRequest } from './17-help.ts'
import { helpWithSeizure } from './18-carrier.ts'
import { keepingNotice } from './19-keeping.ts'
import { keepingLifted } from './20-keeping-lifted.ts'
import { seizureDecision } from './21-seizure.ts'
import { seizureExtended } from './22-seizure-extended.ts'
import { seizureReleased } from './23-seizure-released.ts'
import { inventory } from './24-inventory.ts'
import { sealStrip } from './25-seal-strip.ts'
import { entrustedCustody } from './26-entrusted-custody.ts'
import { disposalConsent } from './27-disposal-consent.ts'
import { disposalAnnounced } from './28-disposal-announced.ts'
import { samplingRecord } from './29-sampling.ts'
import { testEntrusted } from './30-test-entrusted.ts'
import { testPeriod } from './31-test-period.ts'
import { testResult } from './32-test-result.ts'
import { correctionOrder } from './33-correction-order.ts'
import { refundOrder } from './34-refund-order.ts'
import { investigationReport } from './35-investigation-report.ts'
import { reviewSheet } from './36-review.ts'
import { notice } from './37-notice.ts'
import { defenceRecord } from './38-defence.ts'
import { hearingNotice } from './39-hearing-notice.ts'
import { hearingRecord } from './40-hearing-record.ts'
import { hearingReport } from './41-hearing-report.ts'
import { discussionRecord } from './42-discussion.ts'
import { decisionApproval } from './43-decision-approval.ts'
import { onTheSpotDecision } from './44-on-the-spot-decision.ts'
import { decision } from './45-decision.ts'
import { noPenalty } from './46-no-penalty.ts'
import { paymentPlan } from './47-payment-plan.ts'
import { demandLetter } from './48-demand.ts'
import { courtApplication } from './49-court-application.ts'
import { serviceReceipt } from './50-service.ts'
import { serviceAnnouncement } from './51-announcement.ts'
import { goodsSettled } from './52-goods-settled.ts'
import { closing } from './53-closing.ts'
import { dossierCatalogue, dossierCover, dossierNote } from './54-dossier.ts'
import { reviewerRoster } from './101-reviewer-roster.ts'
import { complaintLetter } from './102-complaint-letter.ts'

/** The forms of the national set that are made here, by number. */
export const forms: ReadonlyMap<number, Form> = new Map(
  [
    caseSource,
    assignedJurisdiction,
    caseHandedDown,
    transferLetter,
    crimeTransfer,
    goodsTransferred,
    filing,
    matterApproval,
    onSiteRecord,
    addressConfirmed,
    evidenceSheet,
    electronicDataRecord,
    questioningCall,
    questioningRecord,
    materialsRequest,
    identificationNotice,
    helpRequest,
    helpWithSeizure,
    keepingNotice,
    keepingLifted,
    seizureDecision,
    seizureExtended,
    seizureReleased,
    inventory,
    sealStrip,
    entrustedCustody,
    disposalConsent,
    disposalAnnounced,
    samplingRecord,
    testEntrusted,
    testPeriod,
    testResult,
    correctionOrder,
    refundOrder,
    investigationReport,
    reviewSheet,
    notice,
    defenceRecord,
    hearingNotice,
    hearingRecord,
    hearingReport,
    discussionRecord,
    decisionApproval,
    onTheSpotDecision,
    decision,
    noPenalty,
    paymentPlan,
    demandLetter,
    courtApplication,
    serviceReceipt,
    serviceAnnouncement,
    goodsSettled,
    closing,
    dossierCover,
    dossierCatalogue,
    dossierNote,
  ].map((form) => [form.no, form]),
)

export const formOf = (no: number): Form => {
  const form = forms.get(no)
  if (form === undefined) throw new RangeError(`there is no form ${no}`)
  return form
}

/** The bureau's own papers, which are about no case. */
const own: ReadonlyMap<number, Layout> = new Map([reviewerRoster, complaintLetter].map((layout) => [layout.no, layout]))

/** How a paper of any kind is laid out. */
export const layoutOf = (no: number): Layout => own.get(no) ?? formOf(no)
