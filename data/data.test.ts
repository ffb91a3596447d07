import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { procedures } from '../src/house.ts'
import { checkIdentityCard, checkUscc, citationText } from '../src/kernel/index.ts'
import { checkPenalty } from '../src/procedure/index.ts'
import { missingFrom, type RegistryKind, readLaws, recordedActs, registryKinds } from '../src/registry/index.ts'
import { agency, officers, reviewList, units } from './bureau.ts'
import { demoCases, demoStories, publicLists, storiesUntil } from './demo.ts'
import { endings } from './endings.ts'
import { guides } from './guides.ts'
import { items } from './items.ts'
import { measures } from './measures.ts'
import { measureOf } from './ordinary-story.ts'
import { demoParties, randomFrom, tradeOf } from './parties.ts'
import { phrases } from './phrases.ts'
import { recordList } from './record-list.ts'
import { scenes } from './scenes/index.ts'
import { wordings } from './wording.ts'

const directory = '../shared/law'
const absent = existsSync(directory) ? false : 'the texts of law are not beside this checkout'

test('every entry of the demo bureau fits its kind', () => {
  const fits = (kind: RegistryKind, data: unknown) =>
    assert.deepEqual(registryKinds[kind].schema.safeParse(data).error?.issues ?? [], [])
  fits('agency', agency)
  fits('review-list', reviewList)
  for (const unit of Object.values(units)) fits('unit', unit)
  for (const { data } of officers) fits('officer', data)
  for (const item of Object.values(items)) fits('item', item)
  for (const measure of Object.values(measures)) fits('measure', measure)
  for (const phrase of Object.values(phrases)) fits('phrase', phrase)
  fits('record-list', recordList)
  for (const wording of Object.values(wordings)) fits('wording', wording)
  for (const guide of Object.values(guides)) fits('guide', guide)
  for (const [kind, entries] of Object.entries(publicLists))
    for (const entry of Object.values(entries)) fits(kind as RegistryKind, entry)
})

test('every guide is for an item or a category that there are; what is to be proved can be, by the two kinds of evidence that cases begin with', () => {
  const categories = new Set(Object.values(items).map(({ category }) => category))
  const own = Object.values(guides).filter(({ item }) => item !== undefined)
  assert.ok(own.length >= 30)
  for (const { name, item, category, questions, evidence } of Object.values(guides)) {
    assert.ok(item === undefined || item in items, name)
    assert.ok(category === undefined || categories.has(category), name)
    assert.ok(questions.length > 0 && evidence.some(({ need }) => need === 'must' || category !== undefined), name)
  }
})

test('every standard phrase is for a form, a field and an item that there are', () => {
  for (const { act, field, item, name } of Object.values(phrases)) {
    const form = procedures.flatMap(({ acts }) => acts).find(({ title }) => title === act)
    assert.ok(form !== undefined, `${name}: ${act}`)
    const schema = JSON.stringify(z.toJSONSchema(form.data, { io: 'input', unrepresentable: 'any' }))
    assert.ok(field === undefined || schema.includes(`"title":"${field}"`), `${name}: ${field}`)
    assert.ok(item === undefined || item in items, `${name}: ${item}`)
  }
})

test('the bureau has forty people and more, each in a unit that exists, and the 29 measures', () => {
  assert.ok(officers.length >= 40)
  for (const { data } of officers) assert.ok(data.unit in units, data.name)
  assert.equal(new Set(officers.map(({ data }) => data.name)).size, officers.length)
  assert.deepEqual(Object.keys(measures).length, 29)
  for (const item of Object.values(items)) assert.ok(item.unit in units)
})

test('every step of a case has somebody who can take it', () => {
  const able = (role: string) => officers.filter(({ data }) => data.roles.some((held) => held === role))
  for (const role of ['head', 'leader', 'publisher', 'archivist', 'supervisor', 'clerk', 'auxiliary'] as const)
    assert.ok(able(role).length > 0, role)
  for (const role of ['system-admin', 'security-admin', 'audit-admin']) assert.equal(able(role).length, 1, role)
  assert.ok(able('reviewer').filter(({ data }) => data.legalQualification).length >= 3)
  // 5 % of the officers review (L2).
  assert.ok(able('reviewer').length * 20 >= able('officer').length)
  for (const id of ['inspection', 'food', 'prices', 'dongpu', 'yunling', 'wangjiang']) {
    const here = officers.filter(({ data }) => data.unit === id)
    assert.ok(
      here.some(({ data }) => data.roles.includes('unit-head')),
      id,
    )
    assert.ok(here.filter(({ data }) => data.roles.includes('officer')).length >= 2, id)
  }
})

test('how ordinary cases end makes a hundred', () => {
  assert.equal(
    Object.values(endings).reduce((sum, { share }) => sum + share, 0),
    100,
  )
})

test('on whatever day the demo is made, a case of every ending is told to its end, and the year has its side paths', () => {
  assert.equal(demoCases, 128)
  const photo = { blob: 'a'.repeat(64), name: '现场照片.png', type: 'image/png', size: 1 }
  for (let month = 1; month <= 12; month++) {
    const until = `2026-${String(month).padStart(2, '0')}-17T02:00:00.000Z`
    const stories = storiesUntil(until, Array(demoStories).fill(photo))
    assert.equal(stories.length, demoCases)
    const told = stories.filter(({ clicks }) => clicks.every(({ at }) => at <= until))
    const never = [...Object.keys(endings), 'on-the-spot'].filter((name) => told.every(({ ending }) => ending !== name))
    assert.deepEqual(never, [], until)
    const acts = new Set(told.flatMap(({ clicks }) => clicks.map(({ act }) => act)))
    const paths = `take-case-back answer-payment-plan demand-performance record-court-answer record-remedy-result
      settle-jurisdiction answer-merge record-split-case turn-ordinary refund-payment announce-service report-hearing settle-goods`
    assert.deepEqual(
      paths.split(/\s+/).filter((act) => !acts.has(act)),
      [],
      until,
    )
  }
})

test('every article that an item, a public list, the record list or a wording cites exists', { skip: absent }, () => {
  const laws = new Map(readLaws(directory).map((law) => [law.title, law]))
  const cited = [
    ...Object.values(items).map(({ name, breached, penalty }) => [name, [...breached, ...penalty]] as const),
    ...Object.values(publicLists).flatMap((entries) =>
      Object.values<{ readonly name: string; readonly basis: (typeof recordList.rows)[number]['basis'] }>(entries).map(
        ({ name, basis }) => [name, basis] as const,
      ),
    ),
    ...recordList.rows.map(({ act, situation, basis }) => [`${act}, ${situation}`, basis] as const),
    ...Object.entries(wordings).flatMap(([id, { cards }]) => cards.map(({ basis }) => [id, basis] as const)),
  ]
  const missing = cited.flatMap(([name, citations]) =>
    citations.flatMap((citation) => {
      const gap = missingFrom(laws.get(citation.law), citation)
      return gap === undefined ? [] : [`${name}: ${citationText(citation)}: ${gap}`]
    }),
  )
  assert.deepEqual(missing, [])
})

test('the record list says something of every act that is to be recorded, and each that is filmed whole has its words', () => {
  const said = new Set(recordList.rows.map(({ act }) => act))
  assert.deepEqual(
    Object.keys(recordedActs).filter((act) => !said.has(act)),
    [],
  )
  const worded = new Set(Object.values(wordings).map(({ act }) => act))
  assert.deepEqual(
    recordList.rows.filter(({ act, required }) => required === 'whole' && !worded.has(act)),
    [],
  )
})

test('the bureau has more than forty items, each with a standard where it is fined', () => {
  assert.ok(Object.keys(items).length >= 40)
  for (const [id, data] of Object.entries(items)) {
    const fined = data.penalties.some(({ kind }) => kind === 'fine')
    assert.equal(data.steps.length > 0, fined, id)
    for (const { factors } of data.steps) assert.ok(factors.length > 0, id)
  }
})

test('every invented party has valid check digits, and none is like another', () => {
  const parties = demoParties(60, randomFrom(2026))
  for (const { kind, code, idNumber } of parties) {
    if (code !== undefined) assert.equal(checkUscc(code), undefined)
    if (idNumber !== undefined) assert.equal(checkIdentityCard(idNumber), undefined)
    assert.equal(code === undefined, kind === 'person')
  }
  assert.equal(new Set(parties.map(({ code, idNumber }) => code ?? idNumber)).size, 60)
  assert.deepEqual(demoParties(60, randomFrom(2026)), parties)
})

test('every scene fits its item: kinds, factors and a fine within the range for whoever it may happen to', () => {
  for (const { item, title, kinds, fine, ...scene } of scenes) {
    const rule = items[item]
    assert.ok(rule !== undefined, item)
    const known = rule.steps.flatMap(({ factors }) => factors)
    assert.deepEqual(
      (scene.factors ?? []).filter((factor) => !known.includes(factor)),
      [],
      title,
    )
    for (const party of demoParties(8, randomFrom(1)))
      if (kinds?.includes(party.kind) ?? true)
        for (const amount of fine)
          assert.deepEqual(
            checkPenalty(
              {
                kinds: ['fine'],
                fine: amount * 100,
                gains: 0,
                reasons: scene.reasons,
                ...measureOf({ ...scene, item, title, fine }),
              },
              { id: item, version: 1, ...rule },
              { id: 'party', ...party },
            ).map(({ message }) => message),
            [],
            `${title}, ${party.kind}, ${amount}`,
          )
  }
})

test('the year is about many items, and things happen to whom they can happen to', () => {
  const photo = { blob: 'a'.repeat(64), name: '现场照片.png', type: 'image/png', size: 1 }
  const told = storiesUntil('2026-11-17T02:00:00.000Z', Array(demoStories).fill(photo)).flatMap(({ clicks }) => clicks)
  const filed = told.flatMap(({ act, data }) =>
    act === 'propose-filing' ? [data as { readonly item: string; readonly party: { readonly name: string } }] : [],
  )
  const counted = Object.values(Object.groupBy(filed, ({ item }) => item)).map((each) => each?.length ?? 0)
  assert.ok(counted.length >= 20, `${counted.length} items`)
  assert.ok(Math.max(...counted) * 5 <= filed.length, 'one item is a fifth of all')
  assert.ok(filed.every(({ item, party }) => item !== 'uninspected-lift' || tradeOf(party) === 'property'))
})
