import { differencesOf } from '../../casework/index.ts'
import { birthDateOf, checkIdentityCard, checkUscc, penaltyLaw, rules } from '../../kernel/index.ts'
import { isJoint, type Party } from '../../procedure/index.ts'
import { type Registered, subjectStatuses } from '../../registry/index.ts'
import { type Answer, allOf, type Examined, firstDay, type PreflightCheck, right, unknown, wrong } from './check.ts'

const nobody: Answer = wrong('没有登记当事人')

const each = (
  { state }: Examined,
  good: string,
  bad: string,
  holds: (party: Party) => boolean,
  which: (party: Party) => boolean = () => true,
): Answer => {
  const { parties } = state.dossier
  if (parties.length === 0) return nobody
  return allOf(parties.filter(which), { holds, names: ({ name }) => name, none: right('当事人没有这一项'), good, bad })
}

/** The parties that the register should know, each with what it has of it. */
const registered = ({ state, subject }: Examined): readonly (readonly [Party, Registered | undefined])[] =>
  state.dossier.parties.flatMap((party) =>
    party.code === undefined || party.code === '' ? [] : [[party, subject(party.code)] as const],
  )

const years = (from: string, until: string): number => {
  const whole = Number(until.slice(0, 4)) - Number(from.slice(0, 4))
  return until.slice(5) < from.slice(5) ? whole - 1 : whole
}

/** 当事人的基本情况是否清楚. */
export const party: readonly PreflightCheck[] = [
  {
    name: 'party-named',
    point: 'party',
    title: '当事人的姓名或者名称已经登记',
    basis: [rules(48)],
    examine: (examined) => each(examined, '当事人已经登记', '没有名称的当事人', ({ name }) => name.trim() !== ''),
  },
  {
    name: 'code-right',
    point: 'party',
    title: '统一社会信用代码的校验位正确',
    basis: [rules(48)],
    examine: (examined) =>
      each(
        examined,
        '统一社会信用代码经校验无误',
        '统一社会信用代码有误',
        ({ code }) => checkUscc(code ?? '') === undefined,
        ({ code }) => code !== undefined && code !== '',
      ),
  },
  {
    name: 'code-given',
    point: 'party',
    title: '单位、个体工商户有统一社会信用代码',
    basis: [rules(48)],
    examine: (examined) =>
      each(
        examined,
        '统一社会信用代码已经登记',
        '没有统一社会信用代码',
        ({ code }) => (code ?? '') !== '',
        ({ kind }) => kind !== 'person',
      ),
  },
  {
    name: 'identity-right',
    point: 'party',
    title: '居民身份证号码的校验位正确',
    basis: [rules(48)],
    examine: (examined) =>
      each(
        examined,
        '居民身份证号码经校验无误',
        '居民身份证号码有误',
        ({ idNumber }) => checkIdentityCard(idNumber ?? '') === undefined,
        ({ idNumber }) => idNumber !== undefined && idNumber !== '',
      ),
  },
  {
    name: 'of-age',
    point: 'party',
    title: '自然人已满十四周岁',
    basis: [penaltyLaw(30)],
    examine: (examined) => {
      const persons = examined.state.dossier.parties.filter(({ kind }) => kind === 'person')
      if (persons.length === 0) return right('当事人不是自然人')
      const born = persons.map(({ name, idNumber = '' }) => ({ name, born: birthDateOf(idNumber) }))
      const young = born.filter((one) => one.born !== undefined && years(one.born, firstDay(examined)) < 14)
      if (young.length > 0) return wrong(`不满十四周岁，不予行政处罚：${young.map(({ name }) => name).join('、')}`)
      return born.some((one) => one.born === undefined)
        ? unknown('没有居民身份证号码，年龄需要核实')
        : right('均已满十四周岁')
    },
  },
  {
    name: 'minor-mitigated',
    point: 'party',
    title: '不满十八周岁的，从轻或者减轻处罚',
    basis: [penaltyLaw(30)],
    examine: (examined) => {
      const { parties, proposal } = examined.state.dossier
      const young = parties.filter(({ kind, idNumber = '' }) => {
        const born = kind === 'person' ? birthDateOf(idNumber) : undefined
        return born !== undefined && years(born, firstDay(examined)) < 18
      })
      if (young.length === 0) return right('没有未成年的当事人')
      if (proposal === undefined) return unknown('还没有处罚建议')
      return ['lighter', 'mitigated', 'none'].includes(proposal.step)
        ? right('对未成年的当事人已经从轻、减轻或者不予处罚')
        : wrong(`${young.map(({ name }) => name).join('、')}不满十八周岁，没有从轻或者减轻`)
    },
  },
  {
    name: 'address-given',
    point: 'party',
    title: '当事人的住所已经登记',
    basis: [rules(48)],
    examine: (examined) => each(examined, '住所已经登记', '没有住所', ({ address }) => address.trim() !== ''),
  },
  {
    name: 'representative-given',
    point: 'party',
    title: '单位有法定代表人或者负责人',
    basis: [rules(48)],
    examine: (examined) =>
      each(
        examined,
        '法定代表人或者负责人已经登记',
        '没有法定代表人或者负责人',
        ({ representative }) => (representative ?? '') !== '',
        ({ kind }) => kind === 'organisation',
      ),
  },
  {
    name: 'party-once',
    point: 'party',
    title: '当事人没有重复登记',
    basis: [rules(48)],
    examine: ({ state }) => {
      const keys = state.dossier.parties.map(({ code, idNumber, name }) => code || idNumber || name)
      const twice = state.dossier.parties.filter((_, n) => keys.indexOf(keys[n] ?? '') !== n)
      if (keys.length === 0) return nobody
      return twice.length === 0 ? right('没有重复') : wrong(`重复登记：${twice.map(({ name }) => name).join('、')}`)
    },
  },
  {
    name: 'roles-given',
    point: 'party',
    title: '几个当事人的，写明各自与违法行为的关系',
    basis: [rules(48)],
    examine: (examined) =>
      isJoint(examined.state.dossier)
        ? each(examined, '均已写明', '没有写明与违法行为的关系', ({ role }) => role !== undefined)
        : right('只有一个当事人'),
  },
  {
    name: 'subject-standing',
    point: 'party',
    title: '当事人的主体资格存续',
    basis: [rules(48)],
    examine: (examined) => {
      const all = registered(examined)
      if (all.length === 0) return right('当事人不是登记的主体')
      const gone = all.filter(([, subject]) => subject?.status === 'cancelled' || subject?.status === 'annulled')
      const said = (of: typeof all) =>
        of.map(([{ name }, subject]) =>
          subject === undefined ? name : `${name}（${subjectStatuses[subject.status]}）`,
        )
      if (gone.length > 0) return wrong(`主体已经不存在，请核对被处罚人：${said(gone).join('、')}`)
      const unclear = all.filter(([, subject]) => subject?.status !== 'active')
      return unclear.length === 0
        ? right('监管对象名录中均为存续')
        : unknown(`监管对象名录中不是存续，或者没有：${said(unclear).join('、')}`)
    },
  },
  {
    name: 'as-registered',
    point: 'party',
    title: '当事人情况与监管对象名录一致',
    basis: [rules(48)],
    examine: (examined) => {
      const all = registered(examined)
      if (all.length === 0) return right('当事人不是登记的主体')
      const differing = all.flatMap(([party, subject]) =>
        subject === undefined
          ? []
          : differencesOf(party, subject)
              .filter(({ title }) => title !== '登记状态')
              .map(({ title, inCase, inRegister }) => `${party.name}的${title}：案卷“${inCase}”，名录“${inRegister}”`),
      )
      if (differing.length > 0) return unknown(`${differing.join('；')}；请核对哪个是现在的`)
      return all.some(([, subject]) => subject === undefined) ? unknown('监管对象名录中没有') : right('与名录一致')
    },
  },
]
