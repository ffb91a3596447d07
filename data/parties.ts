import { identityCardCheckDigit, usccCheckDigit } from '../src/kernel/index.ts'
import type { Party } from '../src/procedure/index.ts'
import type { Trade } from './scenes/index.ts'

/** A small generator with a seed (mulberry32), so that the demo is the same bureau on every machine. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    below: (n: number): number => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}
export type Random = ReturnType<typeof randomFrom>

const surnames = [...'阮穆岑柏凌霍虞简卫蒲温纪舒屈项祝闻栾庾鄢']
const given = [
  '小满',
  '长庚',
  '知夏',
  '行舟',
  '怀瑾',
  '听雨',
  '望舒',
  '景行',
  '若谷',
  '南星',
  '云起',
  '思源',
  '清和',
  '晚晴',
  '鹿鸣',
  '子衿',
  '采薇',
  '静姝',
  '明哲',
  '星野',
]
const words = [
  '云朵',
  '青禾',
  '拾光',
  '半亩',
  '山语',
  '小满仓',
  '海棠里',
  '萤火',
  '朝露',
  '晴耕',
  '鹿角',
  '竹里',
  '一苇',
  '蓝鲸湾',
  '橘子洲头',
  '白鹭',
  '松果',
  '石榴籽',
  '麦浪',
  '风铃',
]
const roads = ['明远路', '望江路', '东浦大街', '云岭巷', '澄心路', '杨柳弄', '石桥路', '听松街']
const districts = ['云岭区', '东浦区', '望江区']
/** What the ends of names say of a trade. */
const shops: Readonly<Record<string, Trade>> = {
  食品店: 'food',
  便利店: 'food',
  小吃店: 'catering',
  水果铺: 'fruit',
  粮油店: 'food',
  面馆: 'catering',
  茶叶店: 'food',
  百货店: 'goods',
  五金店: 'goods',
  电动车行: 'vehicles',
  蔬菜摊: 'fruit',
}
const firms: Readonly<Record<string, Trade>> = {
  商贸有限公司: 'goods',
  食品有限公司: 'food',
  餐饮管理有限公司: 'catering',
  电子商务有限公司: 'online',
  物业服务有限公司: 'property',
  文化传媒有限公司: 'media',
  母婴用品有限公司: 'goods',
  大药房有限公司: 'drugs',
  家居用品有限公司: 'goods',
}
const [shopEnds, firmEnds] = [Object.keys(shops), Object.keys(firms)]
const trades = Object.entries({ ...shops, ...firms })

/** What a party lives from, as its name says; a person without a shop has a stall. */
export const tradeOf = ({ name }: Pick<Party, 'name'>): Trade =>
  trades.find(([end]) => name.endsWith(end))?.[1] ?? 'stall'

export type DemoParty = Omit<Party, 'id'>

/** Invented parties with valid check digits: firms, 个体工商户 and natural persons of Chengzhou. */
export const demoParties = (count: number, random: Random): readonly DemoParty[] =>
  Array.from({ length: count }, (_, n): DemoParty => {
    const name = `${random.pick(surnames)}${random.pick(given)}`
    const district = random.pick(districts)
    const address = `澄州市${district}${random.pick(roads)} ${1 + random.below(300)} 号`
    // No operator has numbers that begin with 154.
    const phone = `154${String(1_0000_000 + n * 7919 + random.below(7000))
      .padStart(8, '0')
      .slice(-8)}`
    const birth = `${1960 + random.below(42)}${String(1 + random.below(12)).padStart(2, '0')}${String(1 + random.below(28)).padStart(2, '0')}`
    const id17 = `339901${birth}${String(100 + n).padStart(3, '0')}`
    const idNumber = id17 + identityCardCheckDigit(id17)
    const word = words[n % words.length] ?? '云朵'
    const body = `MA2${String(n).padStart(6, '0')}`
    if (n % 8 === 7) return { kind: 'person', name, idNumber, address, phone }
    if (n % 8 < 4) {
      const code17 = `92339901${body}`
      return {
        kind: 'household',
        name: `澄州市${district}${word}${shopEnds[(n * 3) % shopEnds.length]}`,
        code: code17 + usccCheckDigit(code17),
        licence: '营业执照',
        idNumber,
        address,
        representative: name,
        phone,
      }
    }
    const code17 = `91339900${body}`
    return {
      kind: 'organisation',
      name: `澄州${word}${firmEnds[(n * 5) % firmEnds.length]}`,
      code: code17 + usccCheckDigit(code17),
      licence: '营业执照',
      address,
      representative: name,
      phone,
    }
  })
