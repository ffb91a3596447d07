import assert from 'node:assert/strict'
import { type Actor, type Refusal, systemActor } from '../kernel/index.ts'
import type { DecideContext, Decider, NewEvent, StoredEvent } from './model.ts'

/** An event that had happened: who did it and when, where that matters. */
export interface GivenEvent extends NewEvent {
  readonly actor?: Actor
}

/** What a test says of the moment of deciding; the rest is invented. */
export type GivenContext = Partial<Pick<DecideContext, 'streamId' | 'actor' | 'now' | 'happenedAt'>>

/**
 * Rules as sentences (after Emmett): `given` these events, `when` this command comes, `then` these events follow, or these refusals.
 *
 *     const shelf = spec(decider)
 *     shelf.given([added(3)]).when({ take: 2 }, facts).then([{ type: 'taken', data: { n: 2 } }])
 *     shelf.given([added(3)]).when({ take: 4 }, facts, { actor: clerk }).then(['not-enough'])
 *
 * Of events, type and data are compared, and `happenedAt` where the test gives one; of refusals the codes, in any order.
 */
export const spec = <State, Command, Facts>(decider: Decider<State, Command, Facts>) => ({
  given: (events: readonly GivenEvent[]) => ({
    when: (command: Command, facts: Facts, context: GivenContext = {}) => {
      const streamId = context.streamId ?? 'the-stream'
      const now = context.now ?? '2026-03-02T01:00:00.000Z'
      const state = events
        .map((event, n) => stored(event, streamId, n + 1, now))
        .reduce((before, event) => decider.evolve(before, event), decider.initial)
      const result = decider.decide(state, command, facts, {
        streamId,
        version: events.length,
        actor: context.actor ?? nobody,
        now,
        happenedAt: context.happenedAt ?? now,
      })
      return {
        result,
        /** The state after the command; what was refused leaves it as it was. */
        state: result.ok
          ? result.value
              .map((event, n) => stored(event, streamId, events.length + n + 1, now))
              .reduce((before, event) => decider.evolve(before, event), state)
          : state,
        // biome-ignore lint/suspicious/noThenProperty: the third word of a specification; nothing here is awaited.
        then: (expected: readonly NewEvent[] | readonly string[]): void => {
          if (isCodes(expected)) {
            assert.ok(!result.ok, `was accepted, but should have been refused: ${expected.join(', ')}`)
            assert.deepEqual(result.refusals.map(({ code }) => code).toSorted(), expected.toSorted())
          } else {
            assert.ok(result.ok, `was refused: ${result.ok ? '' : sentences(result.refusals)}`)
            assert.deepEqual(
              result.value.map((event, n) => seen(event, expected[n])),
              expected.map((event) => seen(event, event)),
            )
          }
        },
      }
    },
  }),
})

const nobody = systemActor('a-test')

const stored = (event: GivenEvent, streamId: string, version: number, now: string): StoredEvent => {
  const { kind, id, name, unit } = event.actor ?? nobody
  return {
    id: `${streamId}-${version}`,
    kind: 'test',
    streamId,
    version,
    type: event.type,
    data: asStored(event.data),
    actor: { kind, id, name, ...(unit === undefined ? {} : { unit }) },
    happenedAt: event.happenedAt ?? now,
    enteredAt: now,
  }
}

/** As the journal keeps it: without undefined members. */
const asStored = (data: NewEvent['data']): NewEvent['data'] => JSON.parse(JSON.stringify(data))

const seen = ({ type, data, happenedAt }: NewEvent, expected: NewEvent | undefined): object => ({
  type,
  data: asStored(data),
  ...(expected?.happenedAt === undefined ? {} : { happenedAt }),
})

const isCodes = (expected: readonly NewEvent[] | readonly string[]): expected is readonly string[] =>
  typeof expected[0] === 'string'

const sentences = (refusals: readonly Refusal[]): string =>
  refusals.map(({ code, message }) => `${code} (${message})`).join('; ')
