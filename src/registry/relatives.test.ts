import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registryKinds } from './kinds.ts'
import { shownTo } from './relatives.ts'

const row = { id: 'gu', title: '顾清言', data: { name: '顾清言', relatives: [{ name: '某某', relation: 'spouse' }] } }

test('whom an officer is related to is shown to that officer and to who keeps the register, to nobody else', () => {
  assert.deepEqual(shownTo({ id: 'gu' }, 'officer', false)(row), row)
  assert.deepEqual(shownTo({ id: 'ruan' }, 'officer', true)(row), row)
  assert.deepEqual(shownTo({ id: 'bai' }, 'officer', false)(row), { ...row, data: { name: '顾清言' } })
  assert.deepEqual(shownTo({ id: 'bai' }, 'unit', false)(row), row)
})

test('a relation is one of those that are declared, with a name', () => {
  const officer = {
    name: '顾清言',
    unit: 'legal',
    duty: '法制审核员',
    roles: ['reviewer'],
    auxiliary: false,
    certificates: [],
    legalQualification: true,
  }
  const { schema } = registryKinds.officer
  assert.ok(schema.safeParse({ ...officer, relatives: row.data.relatives }).success)
  assert.ok(schema.safeParse(officer).success)
  assert.ok(!schema.safeParse({ ...officer, relatives: [{ name: '', relation: 'friend' }] }).success)
})
