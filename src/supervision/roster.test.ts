import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { officers } from '../../data/bureau.ts'
import { renderPaper } from '../documents/index.ts'
import { spec } from '../journal/testing.ts'
import { type Actor, digestOf } from '../kernel/index.ts'
import type { RegistryData } from '../registry/index.ts'
import { decideRoster, evolveRoster, type Roster, type RosterCommand, type RosterFacts } from './roster.ts'
import { staffingOf } from './staffing.ts'

const rosters = spec<Roster | undefined, RosterCommand, RosterFacts>({
  initial: undefined,
  decide: decideRoster,
  evolve: evolveRoster,
})
const person = (...roles: Actor['roles'][number][]): Actor => ({ kind: 'person', id: 'shen', name: '沈知译', roles })
const head = person('legal-affairs', 'unit-head')

const model = officers[0]?.data as RegistryData<'officer'>
const someone = (id: string, more: Partial<RegistryData<'officer'>>) => ({
  kind: 'officer' as const,
  id,
  version: 1,
  from: '2022-01-01',
  title: id,
  data: { ...model, name: id, unit: 'legal', ...more },
  reason: '',
})
const certificate = (until: string) => ({ number: '证', from: '2020-01-01', until, status: 'valid' as const })
const units = [
  {
    kind: 'unit' as const,
    id: 'legal',
    version: 1,
    from: '2022-01-01',
    title: '法规处',
    data: {} as never,
    reason: '',
  },
]
const reviewer = someone('顾清言', {
  roles: ['reviewer'],
  duty: '法制审核员',
  legalQualification: true,
  qualification: { number: 'A2015339901', on: '2016-03-01' },
  certificates: [certificate('2030-01-01')],
  trainings: [
    { on: '2025-09-30', hours: 8, subject: '一年以前', when: 'post', by: '人教处' },
    { on: '2025-10-02', hours: 12, subject: '裁量', when: 'post', by: '人教处' },
    { on: '2026-06-02', hours: 24, subject: '证据', when: 'post', by: '人教处' },
  ],
})
const enforcing = (id: string, until: string) => someone(id, { roles: ['officer'], certificates: [certificate(until)] })
const staffing = staffingOf(
  [
    reviewer,
    ...Array.from({ length: 20 }, (_, n) => enforcing(`执法${n}`, '2030-01-01')),
    enforcing('失效', '2026-09-29'),
  ],
  units,
  '2026-09-30',
)
const facts: RosterFacts = { today: '2026-09-30', agency: '澄州市市场监督管理局', staffing }

test('who has no valid certificate does not count among the officers of whom reviewers are a share', () => {
  assert.equal(staffing.officers, 20)
  assert.equal(staffing.share, 5)
  assert.deepEqual(staffing.units, [{ unit: '法规处', officers: 20, reviewers: 1 }])
})

test('a roster is what the registry says on the day: qualification, training of twelve months, share', () => {
  const { content, digest, day } = rosters.given([]).when({ do: 'make' }, facts, { actor: head }).state as Roster
  assert.equal(day, '2026-09-30')
  assert.equal(digest, digestOf(content))
  assert.equal(content.share, '5%')
  assert.deepEqual(content.reviewers, [
    {
      name: '顾清言',
      unit: '法规处',
      duty: '法制审核员',
      certificate: '证',
      qualification: 'A2015339901\n2016年3月1日取得',
      trained: '36 学时',
    },
  ])
})

test('only the head of the legal office makes it, and only where somebody reviews', () => {
  const roster = rosters.given([])
  roster.when({ do: 'make' }, facts, { actor: person('supervisor') }).then(['not-your-role'])
  roster.when({ do: 'make' }, facts, { actor: person('legal-affairs') }).then(['not-legal-head'])
  roster
    .when({ do: 'make' }, { ...facts, staffing: staffingOf([], units, '2026-09-30') }, { actor: head })
    .then(['no-reviewers'])
})

test('it is reported to each once, between its day and today', () => {
  const event = decideRoster(undefined, { do: 'make' }, facts, { actor: head })
  assert.ok(event.ok)
  const given = rosters.given([...event.value])
  const file = (on: string): RosterCommand => ({ do: 'file', level: 'government', to: '澄州市司法局', on })
  const later = { ...facts, today: '2026-10-10' }
  given
    .when(file('2026-10-08'), later, { actor: person('legal-affairs') })
    .then([{ type: 'file-roster', data: { level: 'government', to: '澄州市司法局', on: '2026-10-08' } }])
  given.when(file('2026-09-29'), later, { actor: head }).then(['bad-filing-day'])
  given.when(file('2026-10-11'), later, { actor: head }).then(['bad-filing-day'])
  given.when({ do: 'make' }, later, { actor: head }).then(['made-before'])
  rosters.given([]).when(file('2026-10-08'), later, { actor: head }).then(['no-roster'])
  rosters
    .given([
      ...event.value,
      { type: 'file-roster', data: { level: 'government', to: '澄州市司法局', on: '2026-10-08' } },
    ])
    .when(file('2026-10-09'), later, { actor: head })
    .then(['filed-before'])
})

test('as a paper it names every reviewer and each unit, and can be read by other programs', () => {
  const { content, digest } = rosters.given([]).when({ do: 'make' }, facts, { actor: head }).state as Roster
  const pdf = renderPaper({
    form: 101,
    content,
    agency: content.agency,
    day: '2026-09-30',
    check: `https://example.test/papers/roster-2026?d=${digest}`,
  })
  const folder = mkdtempSync(join(tmpdir(), 'zhaoming-roster-'))
  try {
    writeFileSync(join(folder, 'roster.pdf'), pdf)
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'roster.pdf'), '-'], { encoding: 'utf8' })
    for (const words of ['法制审核人员名册', '顾清言', 'A2015339901', '36 学时', '占 5%', '法规处'])
      assert.ok(text.includes(words), words)
    assert.ok(!text.includes('预览'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
