import { z } from 'zod'
import { refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { choice, confirmed, files, instant, longText, officers, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { FileRef } from '../../state.ts'
import { concernedField, concernedMissing, contactOf, ofConcerned, partyKnown, saidOf } from '../concerned.ts'
import { signedField } from '../fields.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { refsOf } from '../refs.ts'
import { addEvidence, period, pointsField, pointsIn } from './investigate.ts'

const basis = [rules(26), rules(25)]

/** How data is taken where the medium itself can't be (程序规定 art. 26 (1)). */
export const extractionWays = {
  medium: '收集原始载体',
  copied: '拷贝复制',
  entrusted: '委托分析',
  printed: '书式固定（打印、截屏）',
  filmed: '拍照、录像',
} as const

/** 电子数据证据提取 (程序规定 art. 26): the medium itself, or a copy with how, when and by whom it was made, and the hash of every file. */
export const extractData = act('extract-data', {
  title: '提取电子数据',
  purpose: '收集、提取电子数据，写明来源、方法和过程，计算文件校验值，由持有人确认',
  basis,
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis }),
  gates: [handlersNamed, certificatesShown],
  data: z.strictObject({
    party: concernedField({ place: 'address', holder: 'contact' }),
    officers: officers('提取人'),
    from: instant('开始时间'),
    until: instant('结束时间'),
    place: text('提取地点'),
    name: text('电子数据名称', { max: 100 }),
    holder: text('持有人或者提供人', { max: 100 }),
    source: longText('数据来源', { max: 1000, hint: '设备名称、型号、编号，或者网址、平台、账号' }),
    way: choice('提取方式', extractionWays),
    reason: z.string().trim().max(500).optional().meta({
      title: '不能收集原始载体的原因',
      'x-widget': 'text',
      'x-hint': '不是收集原始载体的必填',
    }),
    course: longText('提取的方法、工具和过程', {
      hint: '写设备、软件、步骤、校验值和在场的人，别人照着能重做',
      max: 5000,
    }),
    technician: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: '辅助取证的专业人员', 'x-widget': 'text', 'x-hint': '姓名、单位；没有的不填' }),
    proves: longText('证明内容', { hint: '写这份证据证明哪一项事实', max: 2000 }),
    points: pointsField,
    files: files('提取的电子数据', { min: 1 }),
    checked: confirmed('已当场计算校验值，提取的数据与来源一致'),
    signed: signedField('持有人或者提供人'),
    witness: z.string().trim().max(100).optional().meta({ title: '见证人', 'x-widget': 'text' }),
    recording: files('提取过程的录像、照片'),
  }),
  checks: [
    period,
    concernedMissing,
    ({ data }) =>
      data.way !== 'medium' && (data.reason ?? '') === ''
        ? [
            refusal('no-reason', '收集原始载体有困难的，才可以用其他方式取证，请写明原因', {
              field: 'reason',
              basis: [rules(26, 1)],
            }),
          ]
        : [],
    ({ data }) =>
      data.signed !== 'signed' && data.recording.length === 0
        ? [
            refusal('not-recorded', '持有人不在场或者拒绝签名的，应当注明情况并采取录音、录像等方式记录', {
              field: 'recording',
              basis: [rules(43)],
            }),
          ]
        : [],
  ],
  duty: 'as-listed',
  papers: [{ form: 12, each: ofConcerned }],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  apply: (dossier, event) =>
    addEvidence(dossier, event, {
      kind: 'electronic',
      title: event.input.name,
      source: `${event.input.source}（${event.input.holder}）`,
      proves: event.input.proves,
      original: event.input.way === 'medium',
      files: event.input.files as readonly FileRef[],
      ...pointsIn(event.input),
      ...(event.papers[0] === undefined ? {} : { paper: event.papers[0].id }),
    }),
  sentence: ({ input }, dossier) =>
    `${saidOf(`提取电子数据“${input.name}”`, dossier, input.party)}，文件 ${input.files.length} 个`,
  known: ({ state }) => ({
    officers: state.dossier.handlers.map(({ id }) => id),
    place: partyKnown(state)?.address,
    holder: contactOf(partyKnown(state)),
    way: 'copied',
    signed: 'signed',
    files: [],
    recording: [],
  }),
})
