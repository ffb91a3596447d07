import { penaltyLaw, rules } from '../../kernel/index.ts'
import { type Procedure, withPaths } from '../procedure.ts'
import { approveProposal, discussCollectively, returnProposal } from './acts/approve-proposal.ts'
import { assignHandlers } from './acts/assign-handlers.ts'
import { makeDecision } from './acts/decide.ts'
import { approveFiling, declineFiling, proposeFiling } from './acts/file-case.ts'
import { inspectSite, questionPerson, takeEvidence } from './acts/investigate.ts'
import { defenceLapsed, hearDefence, issueNotice, waiveDefence } from './acts/notify.ts'
import { approveClosing, proposeClosing, recordPayment } from './acts/perform.ts'
import { recheck } from './acts/recheck.ts'
import { registerClue } from './acts/register-clue.ts'
import { reportInvestigation } from './acts/report-investigation.ts'
import { serve } from './acts/serve.ts'
import { showCertificates } from './acts/show-certificates.ts'
import { extendVerification, verifyClue } from './acts/verify-clue.ts'
import { ordinaryLimits } from './limits.ts'
import { openMoney } from './money.ts'
import { address } from './paths/address.ts'
import { announcement } from './paths/announcement.ts'
import { archiving, dossierFiled } from './paths/archiving.ts'
import { askingOthers } from './paths/asking-others.ts'
import { belatedApproval } from './paths/belated-approval.ts'
import { collection } from './paths/collection.ts'
import { compensation } from './paths/compensation.ts'
import { correction } from './paths/correction.ts'
import { crime } from './paths/crime.ts'
import { decisionPeriod } from './paths/decision-period.ts'
import { earlyTest } from './paths/early-test.ts'
import { electronicData } from './paths/electronic-data.ts'
import { goods } from './paths/goods.ts'
import { hearing } from './paths/hearing.ts'
import { identification } from './paths/identification.ts'
import { jointParties } from './paths/joint-parties.ts'
import { jurisdiction } from './paths/jurisdiction.ts'
import { keeping } from './paths/keeping.ts'
import { matching } from './paths/matching.ts'
import { merging } from './paths/merging.ts'
import { otherDecisions } from './paths/other-decisions.ts'
import { payment as paymentPath } from './paths/payment.ts'
import { people } from './paths/people.ts'
import { recording } from './paths/recording.ts'
import { remedies } from './paths/remedies.ts'
import { sampling } from './paths/sampling.ts'
import { seizure } from './paths/seizure.ts'
import { signing } from './paths/signing.ts'
import { suspension } from './paths/suspension.ts'
import { testing } from './paths/testing.ts'
import { turned } from './paths/turning.ts'
import { violations } from './paths/violations.ts'
import { voiding } from './paths/voiding.ts'
import { reviewAmends, reviewStands } from './review-stands.ts'
import { awaitsRecheck, needsNotice, sharesOf } from './shares.ts'
import { payment, service } from './strands.ts'

/** The main line; what may happen beside it is a side path each, in `paths/`. */
const mainLine: Procedure = {
  name: 'ordinary-penalty',
  title: '行政处罚普通程序',
  basis: [penaltyLaw(54), rules(18)],
  from: '2022-11-01',
  stages: [
    { name: 'verification', title: '线索核查', path: ['verify-clue', 'propose-filing', 'approve-filing'] },
    {
      name: 'investigation',
      title: '调查取证',
      path: [
        'assign-handlers',
        'show-certificates',
        'inspect-site',
        'question-person',
        'take-evidence',
        { act: 'report-investigation', again: true },
      ],
    },
    {
      name: 'review',
      title: '审核',
      path: [
        { act: 'submit-for-review', again: true, unless: reviewStands },
        { act: 'accept-review', again: true, unless: reviewStands },
        { act: 'give-opinion', again: true, unless: reviewStands },
        { act: 'reread-changes', again: true, unless: (state) => !reviewAmends(state) },
        { act: 'approve-proposal', again: true, unless: ({ dossier }) => dossier.handling !== undefined },
        { act: 'decide-otherwise', unless: ({ dossier }) => dossier.handling === undefined },
      ],
    },
    {
      name: 'notice',
      title: '事先告知',
      path: [
        {
          act: 'issue-notice',
          again: true,
          unless: ({ dossier }) => dossier.proposal !== undefined && !needsNotice(dossier),
        },
        { act: 'serve', unless: ({ dossier }) => dossier.notice?.servedAt !== undefined },
        {
          act: 'recheck',
          unless: ({ dossier }) => !sharesOf(dossier).some(awaitsRecheck),
        },
        'make-decision',
      ],
    },
    { name: 'service', title: '送达', path: ['serve'] },
    {
      name: 'performance',
      title: '执行',
      path: [
        { act: 'propose-closing', again: true, unless: (state) => openMoney(state) !== 0 },
        { act: 'approve-closing', again: true, unless: ({ dossier }) => dossier.closing === undefined },
      ],
    },
    { name: 'closed', title: '结案', path: [{ act: 'file-dossier', unless: dossierFiled }], final: true },
  ],
  acts: [
    registerClue,
    verifyClue,
    extendVerification,
    proposeFiling,
    approveFiling,
    declineFiling,
    assignHandlers,
    showCertificates,
    inspectSite,
    questionPerson,
    takeEvidence,
    reportInvestigation,
    approveProposal,
    returnProposal,
    discussCollectively,
    issueNotice,
    serve,
    hearDefence,
    waiveDefence,
    defenceLapsed,
    recheck,
    makeDecision,
    recordPayment,
    proposeClosing,
    approveClosing,
  ],
  strands: [service, payment],
  limits: ordinaryLimits,
}

/** 行政处罚普通程序 (行政处罚法 ch. 5 sec. 3; 程序规定 ch. 3). Review and disclosure bring their acts in. */
export const ordinaryPenalty: Procedure = withPaths(
  mainLine,
  suspension,
  collection,
  turned,
  violations,
  jointParties,
  voiding,
  merging,
  matching,
  decisionPeriod,
  hearing,
  otherDecisions,
  crime,
  announcement,
  paymentPath,
  remedies,
  correction,
  people,
  jurisdiction,
  keeping,
  seizure,
  belatedApproval,
  goods,
  compensation,
  archiving,
  testing,
  earlyTest,
  sampling,
  address,
  askingOthers,
  identification,
  electronicData,
  signing,
  recording,
)
