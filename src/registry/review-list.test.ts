import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Party, Penalty } from '../procedure/index.ts'
import { evaluateReviewList, type RegistryData } from './index.ts'

type Rule = RegistryData<'review-list'>['rules'][number]
const list = (rules: readonly Partial<Rule>[], extension = false): RegistryData<'review-list'> => ({
  title: '清单',
  extension,
  rules: rules.map((rule) => ({ name: '事项', major: false, ...rule })),
})
const penalty = (more: Partial<Penalty> = {}): Penalty => ({
  kinds: ['fine'],
  fine: 1_000_000,
  gains: 0,
  step: 'normal',
  reasons: '',
  ...more,
})
const party = (kind: Party['kind']): Party => ({ id: 'p', kind, name: '某', address: '某' })
const amounts = (over: boolean) => ({ over, person: 1_000_000, organisation: 10_000_000 })

test('“above” leaves the number itself out, “from” has it in, and both depend on who the party is', () => {
  const kindOf = (over: boolean, fine: number, kind: Party['kind']) =>
    evaluateReviewList(list([{ money: amounts(over) }]), { penalty: penalty({ fine }), party: party(kind) }).kind
  assert.deepEqual([kindOf(true, 1_000_000, 'person'), kindOf(true, 1_000_001, 'household')], ['case', 'legal'])
  assert.deepEqual([kindOf(false, 999_999, 'person'), kindOf(false, 1_000_000, 'person')], ['case', 'legal'])
  assert.deepEqual(
    [kindOf(false, 9_999_999, 'organisation'), kindOf(false, 10_000_000, 'organisation')],
    ['case', 'legal'],
  )
})

test('a rule is met only when each of its conditions is, and a rule without any never is', () => {
  const both = list([{ kinds: ['revoke-licence'], steps: ['heavier'] }])
  const kindOf = (more: Partial<Penalty>) => evaluateReviewList(both, { penalty: penalty(more) }).kind
  assert.equal(kindOf({ kinds: ['revoke-licence'] }), 'case')
  assert.equal(kindOf({ kinds: ['revoke-licence'], step: 'heavier' }), 'legal')
  assert.equal(evaluateReviewList(list([{}, { kinds: [] }]), { penalty: penalty() }).kind, 'case')
})

test('a fine outside its step departs from the standard', () => {
  const item = {
    id: 'i',
    name: '某事项',
    penalties: [{ kind: 'fine' as const, min: 0, max: 1000 }],
    steps: [{ step: 'normal' as const, min: 100, max: 200, factors: [] }],
  }
  const scope = (fine: number) => evaluateReviewList(list([{ departs: true }]), { penalty: penalty({ fine }), item })
  assert.equal(scope(200).kind, 'case')
  assert.deepEqual(scope(201).because, ['事项：罚款 2.01 元，不在一般处罚的幅度 1.00—2.00 元以内'])
})

test('what may move society or endanger it, and what belongs to a field, are conditions like others', () => {
  const item = { id: 'i', name: '某事项', category: '食品', penalties: [], steps: [] }
  const scope = (rule: Partial<Rule>, more: Partial<Penalty> = {}) =>
    evaluateReviewList(list([rule]), { penalty: penalty(more), item })
  assert.equal(scope({ impact: true }).kind, 'case')
  assert.deepEqual(scope({ impact: true }, { impact: '涉及三所学校的食堂' }).because, [
    '事项：重大社会影响、社会风险：涉及三所学校的食堂',
  ])
  assert.deepEqual(scope({ categories: ['药品', '食品'] }).because, ['事项：食品'])
  assert.equal(scope({ categories: ['药品'] }).kind, 'case')
  assert.equal(evaluateReviewList(list([{ categories: ['食品'] }]), { penalty: penalty() }).kind, 'case')
})

test('with the extension everything is reviewed, but only a rule makes a case major', () => {
  const scope = evaluateReviewList(list([{ major: true, steps: ['mitigated'] }], true), { penalty: penalty() })
  assert.deepEqual([scope.kind, scope.major], ['legal', false])
  assert.equal(evaluateReviewList(undefined, { penalty: penalty() }).kind, 'case')
})
