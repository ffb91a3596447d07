import { z } from 'zod'
import type { OfficerRef } from '../../procedure/index.ts'
import { flush, paragraph } from '../blocks.ts'
import { form } from '../form.ts'
import {
  agencyContent,
  agencyOf,
  dateText,
  momentText,
  partyContent,
  partyOf,
  supplement,
  supplementOf,
  text,
} from './parts.ts'

const nameOf = (value: unknown): string => (value as OfficerRef | undefined)?.name ?? ''
const namesOf = (value: unknown): string => ((value ?? []) as readonly OfficerRef[]).map(({ name }) => name).join('、')

export const hearingNotice = form({
  no: 39,
  name: '行政处罚听证通知书',
  layout: 'letter',
  texts: { note: supplement },
  content: z.strictObject({
    party: partyContent,
    title: text,
    askedOn: text,
    time: text,
    place: text,
    open: z.boolean(),
    chair: text,
    members: text,
    recorder: text,
    interpreter: text,
    agency: agencyContent,
    on: text,
    note: text.optional(),
  }),
  fill: ({ state, input, record, facts, at, party }) => ({
    party: partyOf(state, party),
    title: state.dossier.title,
    askedOn: dateText(String(state.strands.findLast(({ kind }) => kind === 'hearing')?.data.askedOn ?? at)),
    time: momentText(String(input.time)),
    place: String(input.place),
    open: input.open === 'open',
    chair: nameOf(record.chair),
    members: namesOf(record.members),
    recorder: nameOf(record.recorder),
    interpreter: String(input.interpreter ?? ''),
    agency: agencyOf(facts),
    on: dateText(at),
  }),
  blocks: (content) => [
    flush(content.party.name, '：'),
    paragraph(
      `你（单位）于${content.askedOn}就“${content.title}”一案要求听证。依照《行政处罚法》第六十四条、《市场监督管理行政处罚听证办法》第二十条，本局决定于${content.time}在${content.place}${content.open ? '公开' : '不公开'}举行听证。`,
    ),
    paragraph(
      `本次听证由${content.chair}担任听证主持人，${content.members === '' ? '' : `${content.members}担任听证员，`}${content.recorder}担任记录员${content.interpreter === '' ? '' : `，${content.interpreter}担任翻译人员`}。`,
    ),
    paragraph(
      '你（单位）可以亲自参加听证，也可以委托一至二人代理；委托代理的，请在听证举行前提交授权委托书和代理人的身份证明，委托书应当写明委托事项和权限。',
    ),
    paragraph(
      '认为听证主持人、听证员、记录员、翻译人员与本案有直接利害关系，或者有其他关系可能影响公正的，有权申请回避。',
    ),
    paragraph(
      '请携带本通知书和身份证明按时到场，并可以携带证据、通知证人到场。无正当理由不到场，或者未经听证主持人允许中途退场的，视为放弃听证权利，听证终止。听证不收取费用。',
    ),
    ...supplementOf(content.note),
    paragraph(`联系地址：${content.agency.address}　联系电话：${content.agency.phone}`),
    { kind: 'seal', agency: content.agency.name, date: content.on },
  ],
})
