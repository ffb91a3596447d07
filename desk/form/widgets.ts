import type { ComponentType } from 'react'
import { ReviewerChoice } from '../review/candidates.tsx'
import { CaseParty } from './case-party.tsx'
import { Choice } from './choice.tsx'
import { Choices } from './choices.tsx'
import type { WidgetProps } from './context.ts'
import { Day } from './day.tsx'
import { EvidenceChoice } from './evidence-choice.tsx'
import { Factors } from './factors.tsx'
import { Files } from './files.tsx'
import { Gaps } from './gaps.tsx'
import { Group } from './group.tsx'
import { Instant } from './instant.tsx'
import { Item } from './item.tsx'
import { Lines } from './lines.tsx'
import { List } from './list.tsx'
import { LongText } from './long-text.tsx'
import { Masks } from './masks.tsx'
import { Matches } from './matches.tsx'
import { Money } from './money.tsx'
import { NumberField } from './number.tsx'
import { Officer } from './officer.tsx'
import { Officers } from './officers.tsx'
import { PaperChoice } from './paper-choice.tsx'
import { PaperToSign } from './paper-to-sign.tsx'
import { PapersToSign } from './papers-to-sign.tsx'
import { Party } from './party.tsx'
import { Points } from './points.tsx'
import { Radio } from './radio.tsx'
import { RecordedActs } from './recorded-acts.tsx'
import { Counsel, Unit } from './registered.tsx'
import { Signature } from './signature.tsx'
import { Submission } from './submission.tsx'
import { Text } from './text.tsx'
import { YesNo } from './yes-no.tsx'

/** The words of `x-widget`, each with what draws it. */
export const widgets: Readonly<Record<string, ComponentType<WidgetProps>>> = {
  text: Text,
  'long-text': LongText,
  number: NumberField,
  money: Money,
  day: Day,
  instant: Instant,
  choice: Choice,
  radio: Radio,
  choices: Choices,
  'yes-no': YesNo,
  officers: Officers,
  officer: Officer,
  reviewer: ReviewerChoice,
  unit: Unit,
  counsel: Counsel,
  item: Item,
  files: Files,
  papers: PaperChoice,
  evidence: EvidenceChoice,
  'papers-to-sign': PapersToSign,
  'paper-to-sign': PaperToSign,
  signature: Signature,
  points: Points,
  matches: Matches,
  gaps: Gaps,
  masks: Masks,
  party: Party,
  'case-party': CaseParty,
  'recorded-acts': RecordedActs,
  submission: Submission,
  group: Group,
  list: List,
  citations: List,
  lines: Lines,
  factors: Factors,
}
