import type { Form } from '../form.ts'
import { caseSource } from './01-case-source.ts'
import { assignedJurisdiction, caseHandedDown } from './02-assigned-jurisdiction.ts'
import { transferLetter } from './04-transfer.ts'
import { crimeTransfer } from './05-crime-transfer.ts'
import { goodsTransferred } from './06-goods-transferred.ts'
import { filing } from './07-filing.ts'
import { matterApproval } from './08-matter.ts'
import { onSiteRecord } from './09-on-site-record.ts'
import { evidenceSheet } from './11-evidence.ts'
import { questioningRecord } from './14-questioning.ts'
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
import { closing } from './53-closing.ts'

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
    evidenceSheet,
    questioningRecord,
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
    closing,
  ].map((form) => [form.no, form]),
)
