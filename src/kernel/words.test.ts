import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excerptOf, pairsOf, plainOf, termsOf } from './words.ts'

test('the same words are the same whatever brackets, widths and cases they are written with', () => {
  assert.equal(plainOf('澄市监罚〔２０２６〕146号'), plainOf('澄市监罚[2026]146号'))
  assert.equal(plainOf('ABC，ａｂｃ'), 'abc abc')
})

test('every two neighbours are a pair, and none goes over a sign', () => {
  assert.deepEqual(pairsOf(plainOf('食品店，𠮷字')), ['食品', '品店', '𠮷字'])
  assert.deepEqual(pairsOf(plainOf('店')), [])
})

test('what is looked for is told apart by spaces, Chinese ones too', () => {
  assert.deepEqual(termsOf('  糕点　过期 '), ['糕点', '过期'])
  assert.deepEqual(termsOf('——'), [])
})

test('an excerpt shows the words as they stand in the text', () => {
  assert.deepEqual(excerptOf('决定书：澄市监罚〔2026〕146号，请查收。', termsOf('监罚[2026]146号')), {
    before: '决定书：澄市',
    found: '监罚〔2026〕146号',
    after: '，请查收。',
  })
  const long = excerptOf(`${'前'.repeat(100)}糕点${'后'.repeat(100)}`, ['糕点'])
  assert.deepEqual([long.before.length, long.found, long.after.length], [37, '糕点', 37])
  assert.equal(excerptOf('没有这些字', ['糕点']).found, '')
})
