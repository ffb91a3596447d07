import { shelfPicture } from '../../data/picture.ts'
import { identityCardCheckDigit, usccCheckDigit } from '../../src/kernel/index.ts'
import { reviewPoints } from '../../src/review/index.ts'
import type { Values } from './desk.ts'

const code17 = '92339901MA9000001'
const id17 = '33990119850315077'

/** A shop that the demo bureau doesn't know. */
export const shop = {
  name: '澄州市东浦区星河炒货店',
  code: code17 + usccCheckDigit(code17),
  /** As if its last sign had been read wrong. */
  wrongCode: `${code17}${usccCheckDigit(code17) === '0' ? '1' : '0'}`,
  idNumber: id17 + identityCardCheckDigit(id17),
  address: '澄州市东浦区东浦大街 7 号',
  owner: '栾星河',
  phone: '13900112233',
}

/** The shop as it is written into the fields of a party. */
export const shopFields = {
  当事人类型: '个体工商户',
  姓名或者名称: shop.name,
  统一社会信用代码: shop.code,
  居民身份证号码: shop.idNumber,
  '住所（住址）': shop.address,
  '法定代表人、负责人或者经营者': shop.owner,
  联系电话: shop.phone,
} as const

const png = { mimeType: 'image/png' } as const
export const photo = { ...png, name: '现场.png', buffer: shelfPicture(777) }
export const bill = { ...png, name: '进货票据.png', buffer: shelfPicture(778) }

/** Every point of a review answered yes, but the one that is named. */
export const reviewAnswers = (no?: { readonly point: string; readonly reason: string }): Values =>
  Object.fromEntries(
    Object.values(reviewPoints).map((title): [string, Values] => [
      title,
      title === no?.point ? { 结论: '否', 理由: no.reason } : { 结论: '是' },
    ]),
  )
