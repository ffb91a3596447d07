import { type Citation, law, publicityRules } from '../kernel/index.ts'

const personalInformation = law('个人信息保护法')
const fairCompetition = law('反不正当竞争法')

/** What in a decision is not for the public (信息公示规定 art. 6), each with why and the article. */
export const maskKinds = {
  'id-number': { title: '身份证件号码', basis: [publicityRules(6), personalInformation(4)] },
  phone: { title: '自然人电话', basis: [publicityRules(6), personalInformation(4)] },
  account: { title: '银行账号', basis: [publicityRules(6), personalInformation(28)] },
  address: { title: '自然人住址（县级以下部分）', basis: [publicityRules(6), personalInformation(4)] },
  birth: { title: '出生日期', basis: [publicityRules(6), personalInformation(4)] },
  name: { title: '当事人以外自然人的姓名', basis: [publicityRules(6), personalInformation(4)] },
  minor: { title: '未成年人', basis: [publicityRules(6), personalInformation(28), personalInformation(31)] },
  plate: { title: '车牌号码', basis: [publicityRules(6), personalInformation(4)] },
  secret: { title: '标注的商业秘密', basis: [publicityRules(6), fairCompetition(9)] },
} as const satisfies Record<string, { readonly title: string; readonly basis: readonly Citation[] }>
export type MaskKind = keyof typeof maskKinds

/** A text that a person should decide about. */
export interface Suggestion {
  readonly text: string
  readonly kind: MaskKind
}

/** What the case itself knows of who and what may not be named. */
export interface Known {
  /** Names of natural persons who aren't the party: witnesses, who reported. */
  readonly names: readonly string[]
  /** Texts that stay whatever they look like: the bureau's own telephone and account, names and addresses of firms, officers. */
  readonly open: readonly string[]
}

const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝卢莫房裘缪干解宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎慕连茹习宦艾鱼容古易慎戈廖庾终暨居衡步耿弘匡国寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶曾毋沙乜养鞠须丰巢蒯荆游竺逯盖益桓'
const person = `[${surnames}][\\p{Script=Han}]{1,2}?`

/** Words after which a person is named, and whose name it is. */
const called =
  '证人|举报人|投诉人|消费者|顾客|购买者|购买人|买家|患者|受害人|被侵权人|店员|员工|营业员|收银员|库管员|仓库管理员|采购员|配送员|驾驶员|司机|业务员|销售员|房东|邻居|代理人|联系人'

/** What follows a name, so that it ends where it ends: 证人林晓白称. */
const after =
  '(?=$|[^\\p{Script=Han}]|称|说|证实|陈述|反映|表示|的|在|于|向|与|和|等|从|到|处|购|举报|投诉|提供|签|确认|陈|指认|指证|作证)'

type Rule = (text: string) => Iterable<Suggestion>

const matching = (kind: MaskKind, pattern: RegExp): Rule =>
  function* (text) {
    for (const found of text.matchAll(pattern)) {
      const hit = found.groups?.hit ?? found[0]
      if (hit.trim() !== '') yield { kind, text: hit.trim() }
    }
  }

const date = '(?:19|20)\\d{2}(?:年\\d{1,2}月\\d{1,2}日|[-.／/]\\d{1,2}[-.／/]\\d{1,2})'
const rules: readonly Rule[] = [
  matching(
    'id-number',
    /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/gu,
  ),
  matching('id-number', /(?:护照|通行证|居留证|军官证)(?:号码|号)?[为是：:]?\s*(?<hit>[A-Za-z]{1,2}\d{7,9})/gu),
  matching('phone', /(?<!\d[ -]?)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu),
  matching('phone', /(?<!\d[ -]?)0\d{2,3}[- ]\d{3,4}[ ]?\d{4}(?!\d)/gu),
  matching('account', /(?:账号|帐号|账户|帐户|卡号|银行卡|开户)[^\d\n]{0,12}(?<hit>\d(?:[ -]?\d){11,21})/gu),
  // Down to county or district an address tells of nobody; what follows does.
  matching(
    'address',
    /(?:住址|户籍(?:所在)?地(?:址)?|现住|家住|居住(?:于|在|地)?|住在|住所地?)(?:[为是在：:]|位于)?\s*(?:[\p{Script=Han}]{2,8}?(?:省|自治区))?(?:[\p{Script=Han}]{2,8}?市)?(?:[\p{Script=Han}]{1,8}?(?:区|县|旗))?(?<hit>[\p{Script=Han}\d]{1,30}?(?:路|街|道|巷|弄|村|镇|小区|新村|花园|苑)[\p{Script=Han}\d\-— ]{0,30}?(?:号|室|幢|栋|楼|单元|组)(?:\s?\d+\s?(?:号|室|幢|栋|楼|单元))*)/gu,
  ),
  matching('birth', new RegExp(`(?<hit>${date})\\s*(?:出)?生`, 'gu')),
  matching('birth', new RegExp(`(?:出生(?:日期|年月日?)?|生于)[为是于：:]?\\s*(?<hit>${date})`, 'gu')),
  matching(
    'minor',
    new RegExp(`(?<hit>${person})[（(，,]?(?:[男女][，,])?(?:当时|时年|现年|今年|年仅)?(?:1[0-7]|[1-9])周?岁`, 'gu'),
  ),
  matching(
    'minor',
    new RegExp(`(?:未成年人|小学生|中学生|初中生|高中生|儿童|幼儿|学童)(?<hit>${person})${after}`, 'gu'),
  ),
  matching('name', new RegExp(`(?:${called})[“"]?(?<hit>${person})${after}`, 'gu')),
  matching(
    'plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/gu,
  ),
  matching(
    'secret',
    /[“"『〔【](?<hit>[^”"』〕】\n]{1,100})[”"』〕】]\s*[（(](?:商业秘密|涉及商业秘密|技术秘密)[）)]/gu,
  ),
  matching('secret', /【商业秘密】(?<hit>[\s\S]{1,200}?)【\/商业秘密】/gu),
]

const plain = (text: string): string => text.replaceAll(/[\s-]/g, '')

/**
 * 隐去建议: what in these texts should be looked at before they are published, each text once, the longest first. Pure; it only
 * suggests, a person decides. Numbers of firms (统一社会信用代码), the bureau's own telephone and what is `open` are not suggested.
 */
export const suggest = (texts: readonly string[], { names, open }: Known): readonly Suggestion[] => {
  const found = new Map<string, Suggestion>()
  const stays = open.filter((each) => each !== '').map(plain)
  const add = (one: Suggestion) => {
    const same = plain(one.text)
    if (stays.some((each) => each === same || (one.kind === 'address' && each.includes(same)))) return
    // An exact kind says more than a name that was found by its place alone.
    const before = found.get(one.text)
    if (before === undefined || (before.kind === 'name' && one.kind === 'minor')) found.set(one.text, one)
  }
  for (const text of texts) {
    for (const rule of rules) for (const one of rule(text)) add(one)
    for (const name of names) if (name.length > 1 && text.includes(name)) add({ kind: 'name', text: name })
  }
  return [...found.values()].sort((a, b) => b.text.length - a.text.length)
}
