import { penaltyLaw, rules } from '../../kernel/index.ts'
import { type Procedure, withPaths } from '../procedure.ts'
import { decideOnTheSpot, openOnTheSpot, tellOnTheSpot } from './acts/on-the-spot.ts'
import { closeOnTheSpot, handInPapers, recordPayment } from './acts/perform.ts'
import { showCertificates } from './acts/show-certificates.ts'
import { handedIn } from './gates.ts'
import { simpleLimits } from './limits.ts'
import { openMoney } from './money.ts'
import { archiving, dossierFiled } from './paths/archiving.ts'
import { collection } from './paths/collection.ts'
import { refundPayment } from './paths/payment.ts'
import { recording } from './paths/recording.ts'
import { remediesOnTheSpot } from './paths/remedies.ts'
import { signing } from './paths/signing.ts'
import { turnOrdinary } from './paths/turning.ts'
import { payment } from './strands.ts'

const mainLine: Procedure = {
  name: 'simple-penalty',
  title: '行政处罚简易程序',
  basis: [penaltyLaw(51), rules(66)],
  from: '2022-11-01',
  stages: [
    {
      name: 'on-the-spot',
      title: '当场查处',
      path: ['show-certificates', { act: 'tell-on-the-spot', again: true }, { act: 'decide-on-the-spot', again: true }],
    },
    {
      name: 'performance',
      title: '执行与归档',
      path: [
        { act: 'hand-in-papers', again: true, unless: handedIn },
        { act: 'close-on-the-spot', again: true, unless: (state) => openMoney(state) !== 0 },
      ],
    },
    { name: 'closed', title: '结案', path: [{ act: 'file-dossier', unless: dossierFiled }], final: true },
  ],
  acts: [
    openOnTheSpot,
    showCertificates,
    tellOnTheSpot,
    decideOnTheSpot,
    turnOrdinary,
    recordPayment,
    handInPapers,
    closeOnTheSpot,
    refundPayment,
  ],
  strands: [payment],
  limits: simpleLimits,
}

/** 行政处罚简易程序 (行政处罚法 ch. 5 sec. 2; 程序规定 ch. 4). */
export const simplePenalty: Procedure = withPaths(
  mainLine,
  archiving,
  collection,
  remediesOnTheSpot,
  signing,
  recording,
)
