import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggest } from './suggest.ts'

const nobody = { names: [], open: [] }
const of = (text: string, known = nobody as Parameters<typeof suggest>[1]) =>
  suggest([text], known).map(({ kind, text: found }) => [kind, found])

test('numbers of persons, telephones, accounts and plates are found where they stand', () => {
  assert.deepEqual(of('身份证号 33990119900101123X，手机 13900000001 或者 139 0000 0002。'), [
    ['id-number', '33990119900101123X'],
    ['phone', '139 0000 0002'],
    ['phone', '13900000001'],
  ])
  assert.deepEqual(of('汇入其账户：6222 0000 1111 2222 333，驾驶浙Z12345号货车。'), [
    ['account', '6222 0000 1111 2222 333'],
    ['plate', '浙Z12345'],
  ])
  assert.deepEqual(of('统一社会信用代码 92339901MA00000017，货值 13900000001.50 元以外，案号澄市监罚〔2026〕12号'), [
    ['phone', '13900000001'],
  ])
  assert.deepEqual(of('联系电话 0588-8000 1000', { names: [], open: ['0588-8000 1000'] }), [])
})

test('of an address of a person what lies below the county is found, of a firm nothing', () => {
  assert.deepEqual(of('证人住址为浙江省澄州市云岭区云间路8号2幢301室。'), [['address', '云间路8号2幢301室']])
  assert.deepEqual(of('当事人住所：澄州市东浦区望江路 18 号。', { names: [], open: ['澄州市东浦区望江路 18 号'] }), [])
})

test('days of birth, minors, and who is named beside the party are found', () => {
  assert.deepEqual(of('林小满（女，12岁），2014年3月5日出生，家中购买了该玩具。'), [
    ['birth', '2014年3月5日'],
    ['minor', '林小满'],
  ])
  assert.deepEqual(of('证人林晓白称，举报人舒望于三月购买。消费者权益受到损害，员工在场。'), [
    ['name', '林晓白'],
    ['name', '舒望'],
  ])
  assert.deepEqual(of('穆一清提供了进货单。', { names: ['穆一清'], open: [] }), [['name', '穆一清']])
})

test('what is marked as a secret is found, and each text once', () => {
  assert.deepEqual(
    of(
      '以“二次发酵十八小时”（商业秘密）制作；【商业秘密】配方甲【/商业秘密】；再次以“二次发酵十八小时”（商业秘密）制作',
    ),
    [
      ['secret', '二次发酵十八小时'],
      ['secret', '配方甲'],
    ],
  )
  assert.deepEqual(of('当事人经营超过保质期的糕点三盒，货值 90 元，进价 2025年12月1日 议定。'), [])
})
