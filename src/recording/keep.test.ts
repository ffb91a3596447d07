import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spec } from '../journal/testing.ts'
import type { Actor } from '../kernel/index.ts'
import {
  decideRecording,
  evolveRecording,
  type Recording,
  type RecordingCommand,
  type RecordingFacts,
} from './recording.ts'

const recordings = spec<Recording | undefined, RecordingCommand, RecordingFacts>({
  initial: undefined,
  decide: decideRecording,
  evolve: evolveRecording,
})
const person = (id: string, ...roles: Actor['roles'][number][]): Actor => ({ kind: 'person', id, name: id, roles })
const archivist = person('mu.tingsong', 'archivist')
const leader = person('jiang.siqi', 'leader')
const now = '2032-01-02T00:00:00.000Z'

const imported = {
  type: 'import-recording',
  data: {
    kind: 'video',
    mime: 'video/mp4',
    source: '采集站',
    name: '1.mp4',
    startedAt: '2026-01-01T00:00:00.000Z',
    seconds: 3,
    matched: '',
    sha256: 'a'.repeat(64),
    size: 9,
  },
}
const kept = { type: 'keep-recording', data: { until: '2031-12-31T15:59:59.999Z', reason: '与案卷同期' } }
const proposed = {
  type: 'propose-destruction',
  data: { reason: '期满', by: { id: archivist.id, name: archivist.name } },
}

test('how long a recording is kept is set by the archive and only ever made longer', () => {
  const longer = { do: 'keep', until: '2036-12-31T15:59:59.999Z', reason: '复议' } as const
  recordings
    .given([imported])
    .when(longer, {}, { actor: person('song', 'officer') })
    .then(['not-your-role'])
  recordings
    .given([imported, kept])
    .when(longer, {}, { actor: archivist })
    .then([{ type: 'keep-recording', data: { until: longer.until, reason: '复议' } }])
  recordings
    .given([imported, kept])
    .when({ ...longer, until: '2030-12-31T15:59:59.999Z' }, {}, { actor: archivist })
    .then(['kept-longer'])
})

test('nothing is destroyed before its time, while it is held, or by one person alone', () => {
  const propose = { do: 'propose-destruction', reason: '期满' } as const
  const approve = { do: 'approve-destruction' } as const
  recordings.given([imported]).when(propose, {}, { actor: archivist, now }).then(['still-kept'])
  recordings
    .given([imported, kept])
    .when(propose, {}, { actor: archivist, now: '2031-01-01T00:00:00.000Z' })
    .then(['still-kept'])
  recordings.given([imported, kept]).when(approve, {}, { actor: leader, now }).then(['not-proposed'])
  recordings
    .given([imported, kept, proposed])
    .when(approve, {}, { actor: person(archivist.id, 'archivist', 'leader'), now })
    .then(['same-person'])
  recordings.given([imported, kept, proposed]).when(approve, {}, { actor: archivist, now }).then(['not-your-role'])
  const held = { type: 'hold-recording', data: { reason: '行政诉讼' } }
  recordings.given([imported, kept, held]).when(propose, {}, { actor: archivist, now }).then(['on-hold'])
  recordings
    .given([imported, kept, held])
    .when({ do: 'hold', reason: '再次' }, {}, { actor: leader })
    .then(['held-before'])
  recordings.given([imported, kept]).when({ do: 'release', reason: '结束' }, {}, { actor: leader }).then(['not-held'])
})

test('what is destroyed leaves a certificate with its hashes, and can do nothing more', () => {
  const destroyed = recordings
    .given([imported, kept, proposed])
    .when({ do: 'approve-destruction' }, {}, { actor: leader, now })
  assert.ok(destroyed.result.ok)
  const [certificate] = destroyed.result.value
  assert.equal(certificate?.type, 'destroy-recording')
  assert.deepEqual(certificate?.data.files, [{ sha256: 'a'.repeat(64), size: 9 }])
  assert.deepEqual(
    [certificate?.data.proposedBy, certificate?.data.approvedBy],
    [
      { id: 'mu.tingsong', name: 'mu.tingsong' },
      { id: 'jiang.siqi', name: 'jiang.siqi' },
    ],
  )
  assert.equal(destroyed.state?.destruction?.at, now)
  recordings
    .given([imported, kept, proposed, certificate as never])
    .when({ do: 'hold', reason: '晚了' }, {}, { actor: leader, now })
    .then(['recording-destroyed'])
})
