import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  canonicalJson,
  capitals,
  checkIdentityCard,
  checkUscc,
  citationText,
  digestOf,
  fenOfYuan,
  identityCardCheckDigit,
  ordinal,
  rules,
  usccCheckDigit,
  yuan,
} from './index.ts'

test('amounts are written in Chinese capitals as banks and courts write them', () => {
  const known: readonly (readonly [number, string])[] = [
    [0, '零元整'],
    [100, '壹元整'],
    [1_200_000, '壹万贰仟元整'],
    [1000, '壹拾元整'],
    [10_005_00, '壹万零伍元整'],
    [1_000_000_00, '壹佰万元整'],
    [100_100_00, '壹拾万零壹佰元整'],
    [30_05, '叁拾元零伍分'],
    [30_50, '叁拾元伍角整'],
    [7, '柒分'],
    [70, '柒角整'],
    [100_000_000_00, '壹亿元整'],
    [100_000_001_00, '壹亿零壹元整'],
    [101_010_10, '壹拾万壹仟零壹拾元壹角整'],
    [10_0001_0000_00, '壹拾亿零壹万元整'],
    [2_0300_0000_00, '贰亿零叁佰万元整'],
  ]
  for (const [fen, text] of known) assert.equal(capitals(fen), text, String(fen))
})

/** Reads capitals back by a way of its own, to judge the writer. */
const readCapitals = (text: string): number => {
  const value = (part: string): number => {
    let total = 0
    let digit = 0
    for (const character of part) {
      const found = '零壹贰叁肆伍陆柒捌玖'.indexOf(character)
      if (found >= 0) digit = found
      else {
        total += digit * { 拾: 10, 佰: 100, 仟: 1000 }[character as '拾']
        digit = 0
      }
    }
    return total + digit
  }
  const [whole = '', rest = ''] = text.includes('元') ? text.split('元') : ['', text]
  const split = (part: string, mark: string): readonly [string, string] => {
    const at = part.lastIndexOf(mark)
    return at < 0 ? ['', part] : [part.slice(0, at), part.slice(at + 1)]
  }
  const [high, low] = split(whole, '亿')
  const [tenThousands, ones] = split(low, '万')
  const [highTenThousands, highOnes] = split(high, '万')
  const yuanPart =
    (value(highTenThousands) * 10_000 + value(highOnes)) * 100_000_000 + value(tenThousands) * 10_000 + value(ones)
  const jiao = /([壹贰叁肆伍陆柒捌玖])角/.exec(rest)?.[1]
  const fen = /([壹贰叁肆伍陆柒捌玖])分/.exec(rest)?.[1]
  return yuanPart * 100 + (jiao ? value(jiao) * 10 : 0) + (fen ? value(fen) : 0)
}

test('capitals can be read back to the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (fen) => assert.equal(readCapitals(capitals(fen)), fen)),
    { numRuns: 2000 },
  )
})

test('an amount typed in yuan is the same amount in fen', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => assert.equal(fenOfYuan(yuan(fen)), fen)))
  for (const bad of ['', '1.234', '-1', '1,23', 'NaN', '1e5', '12 3']) assert.equal(fenOfYuan(bad), undefined, bad)
})

test('real social credit codes pass, and any one changed character is found', () => {
  for (const code of ['91330100799655058B', '91440300708461136T', '914403001922038216']) {
    assert.equal(checkUscc(code), undefined)
    assert.equal(usccCheckDigit(code.slice(0, 17)), code[17])
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1)
        assert.equal(checkUscc(changed) === undefined, changed === code)
      }),
    )
  }
  assert.equal(checkUscc('9133010079965505')?.code, 'uscc-length')
  assert.equal(checkUscc('91330100799655058O')?.code, 'uscc-character')
})

test('identity numbers are checked for form, birth date and check digit', () => {
  const good = (first17: string) => first17 + identityCardCheckDigit(first17)
  assert.equal(checkIdentityCard(good('11010519491231002')), undefined)
  assert.equal(good('11010519491231002'), '11010519491231002X')
  assert.equal(checkIdentityCard(good('11010519491331002'))?.code, 'id-birth')
  assert.equal(checkIdentityCard('110105194912310021')?.code, 'id-check')
  assert.equal(checkIdentityCard('1101051949')?.code, 'id-form')
})

test('articles are cited the way papers cite them', () => {
  assert.equal(citationText(rules(19, 1, 4)), '《市场监督管理行政处罚程序规定》第十九条第一款第（四）项')
  assert.deepEqual([1, 10, 11, 20, 57, 100, 102, 110, 115].map(ordinal), [
    '一',
    '十',
    '十一',
    '二十',
    '五十七',
    '一百',
    '一百零二',
    '一百一十',
    '一百一十五',
  ])
})

test('canonical JSON does not depend on the order of members', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).reverse())
      assert.equal(canonicalJson(turned), canonicalJson(record))
      assert.equal(digestOf(turned), digestOf(record))
    }),
  )
})
