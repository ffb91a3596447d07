import { penaltyLaw, type Refusal, refusal } from '../../kernel/index.ts'
import type { Dossier } from '../state.ts'

const basis = [penaltyLaw(36)]

const yearsAfter = (day: string, years: number): string => Temporal.PlainDate.from(day).add({ years }).toString()

/**
 * Whether a breach was found in time (行政处罚法 art. 36): within two years after it ended; within five where life, health or
 * financial safety is concerned and harm was done. Both are ISO days in China.
 */
export const limitationOf = (ended: string, discovered: string): 'in-time' | 'only-with-harm' | 'over' =>
  discovered <= yearsAfter(ended, 2) ? 'in-time' : discovered <= yearsAfter(ended, 5) ? 'only-with-harm' : 'over'

/** A penalty that may no longer be imposed is not proposed. */
export const limitationRefusals = (
  { ended, harm }: { readonly ended?: string | undefined; readonly harm?: string | undefined },
  discovered: string,
  reported: string,
): readonly Refusal[] => {
  if (ended === undefined || ended === '') return []
  if (ended > reported)
    return [
      refusal('ends-in-future', '违法行为终了之日不能晚于报告之日；仍在继续的，填发现之日', { field: 'ended', basis }),
    ]
  const found = limitationOf(ended, discovered)
  if (found === 'over')
    return [
      refusal('limitation-over', '违法行为终了满五年才发现，不得再给予行政处罚，请提出不予处罚的处理意见', {
        field: 'ended',
        basis,
      }),
    ]
  return found === 'only-with-harm' && (harm ?? '').trim() === ''
    ? [
        refusal(
          'limitation-needs-harm',
          '违法行为终了满二年才发现，只有涉及公民生命健康安全、金融安全且有危害后果的才能处罚，请写明危害后果，或者提出不予处罚的处理意见',
          { field: 'harm', basis },
        ),
      ]
    : []
}

/** Day on which the breach came to the bureau's notice. */
export const discoveredIn = ({ clue }: Dossier, opened: string): string => clue?.receivedAt ?? opened
