import { z } from 'zod'
import { type Citation, type Refusal, refusal } from '../../kernel/index.ts'
import {
  type Act,
  type ActQuestion,
  act,
  type Data,
  type Gate,
  type PaperRule,
  type StrandMove,
  type StrandOpening,
} from '../act.ts'
import { choice, longText } from '../fields.ts'
import type { StrandKind } from '../procedure.ts'
import { byRole, handlers, type Standing } from '../standing.ts'
import type { CaseState, Strand } from '../state.ts'
import { titleFor } from './shares.ts'

export const answers = { granted: '同意', refused: '不同意' } as const

type Granted<D extends Data> = ActQuestion & { readonly asked: D; readonly strand: Strand; readonly about?: Strand }

interface MatterRule<D extends Data> {
  /** `ask-{name}` and `answer-{name}` are the acts; `{name}` is the strand's kind. */
  readonly name: string
  readonly title: string
  readonly purpose: string
  readonly basis: readonly Citation[]
  readonly stages: Act['stages']
  /** What is asked for beside the reasons. */
  readonly data?: z.ZodObject
  /** The strand that it is asked for, in one of these states; it can be granted only while that still is so. */
  readonly about?: {
    readonly kind: string
    readonly from: readonly string[]
    /** What is told where there is none. */
    readonly none?: Refusal
    /** What the strand of the matter is called; default: the title with that of the strand it is about. */
    readonly titled?: (title: string, about: Strand, state: CaseState) => string
  }
  readonly by?: Standing
  readonly decidedBy?: Standing
  readonly gates?: readonly Gate[]
  readonly checks?: readonly ((question: ActQuestion<D & { readonly reasons: string }>) => ReturnType<Gate['test']>)[]
  readonly known?: Act['known']
  /** What the strand keeps beside what is asked; `party`, where it concerns one of several. */
  readonly record?: (question: ActQuestion<D>) => Data
  /** The number of another case, out of what is asked: `facts.otherCase`, when it is asked and when it is answered. */
  readonly asksCase?: (asked: D) => unknown
  /** What stands against granting it now. */
  readonly grantable?: (granted: Granted<D>) => ReturnType<Gate['test']>
  /** What the strand keeps of a granted matter. */
  readonly keep?: (granted: Granted<D>) => Data
  /** What a granted matter brings about. */
  readonly extends?: (granted: Granted<D>) => ReturnType<NonNullable<Act['extends']>>
  readonly opens?: (granted: Granted<D>) => readonly StrandOpening[]
  readonly moves?: (granted: Granted<D>) => readonly StrandMove[]
  readonly leadsTo?: readonly string[]
  readonly leadsFrom?: readonly string[]
  readonly choose?: (granted: Granted<D>) => string | undefined
  readonly apply?: Act['apply']
  /** Papers that a granted matter makes beside form 8. */
  readonly papers?: readonly PaperRule[]
  /** What the papers need beside what was asked for. */
  readonly answered?: (granted: Granted<D>) => Data
  readonly holds?: StrandKind['holds']
  /** States that a granted matter goes on to, beyond 已批准. */
  readonly states?: Readonly<Record<string, string>>
  readonly next?: Readonly<Record<string, string>>
}

/**
 * A matter that the handlers ask for and a leader decides (有关事项审批, form 8): two acts on one strand. What it brings about
 * happens with the answer, and only when it is granted.
 */
export const matter = <D extends Data>(
  rule: MatterRule<D>,
): { readonly acts: readonly [Act, Act]; readonly strand: StrandKind } => {
  const { name, title, basis, stages } = rule
  const { about } = rule
  const subject = (state: CaseState, strand: Strand): Strand | undefined =>
    state.strands.find(({ id }) => id === strand.data.about)
  const granted = (question: ActQuestion): Granted<D> | undefined => {
    const { strand, data, state } = question
    if (data.answer !== 'granted' || strand === undefined) return undefined
    const found = subject(state, strand)
    return { ...question, strand, asked: strand.data.asked as D, ...(found === undefined ? {} : { about: found }) }
  }
  const shape = (rule.data ?? z.strictObject({})).extend({
    reasons: longText('理由', { hint: '写具体的事实，不只写条文', max: 3000 }),
  })
  const ask = act<D & { reasons: string }>(`ask-${name}`, {
    title: `申请${title}`,
    purpose: rule.purpose,
    basis,
    stages,
    by: rule.by ?? handlers({ basis }),
    gates: [
      {
        name: `no-open-${name}`,
        title: `没有待批准的${title}申请`,
        basis,
        test: ({ state, strand: asked }) =>
          state.strands.some(
            (strand) =>
              strand.kind === name &&
              strand.state === 'asked' &&
              (about === undefined || strand.data.about === asked?.id),
          )
            ? [{ code: 'asked-already', message: `${title}已经提出申请，请等待局负责人批准`, basis }]
            : [],
      },
      ...(rule.gates ?? []),
    ],
    ...(about === undefined
      ? {}
      : {
          on: {
            kind: about.kind,
            from: about.from,
            ...(about.none === undefined ? {} : { none: about.none }),
            to: ({ strand }) => strand.state,
          },
        }),
    data: shape as unknown as z.ZodType<D & { reasons: string }>,
    ...(rule.checks === undefined ? {} : { checks: rule.checks }),
    ...(rule.known === undefined ? {} : { known: rule.known }),
    ...(rule.record === undefined ? {} : { record: rule.record }),
    ...(rule.asksCase === undefined ? {} : { asksCase: (_state, data) => rule.asksCase?.((data ?? {}) as D) }),
    opens: (question) => [
      {
        kind: name,
        title:
          about === undefined || question.strand === undefined
            ? titleFor(title, question.state.dossier, rule.record?.(question).party)
            : (about.titled?.(title, question.strand, question.state) ?? `${title}：${question.strand.title}`),
        data: {
          asked: question.data,
          askedBy: { id: question.actor.id, name: question.actor.name },
          askedAt: question.at,
          ...(about === undefined ? {} : { about: question.strand?.id }),
          ...(question.strand?.data.party === undefined ? {} : { party: question.strand.data.party }),
          ...rule.record?.(question),
        },
      },
    ],
    sentence: ({ input }) => `申请${title}：${input.reasons}`,
  })
  const answer = act<{ answer: keyof typeof answers; opinion: string }>(`answer-${name}`, {
    title: `审批${title}`,
    purpose: `${rule.purpose}，由局负责人批准`,
    basis,
    stages,
    by: rule.decidedBy ?? byRole('leader', { notHandler: true, basis }),
    on: {
      kind: name,
      from: ['asked'],
      to: ({ data }) => data.answer,
      keep: (question) => {
        const { actor, data, at } = question
        const given = granted(question as ActQuestion)
        return {
          opinion: data.opinion,
          answeredBy: { id: actor.id, name: actor.name },
          answeredAt: at,
          ...(given === undefined ? {} : rule.keep?.(given)),
        }
      },
    },
    ...(rule.asksCase === undefined
      ? {}
      : {
          asksCase: (state) => {
            const asked = state.strands.findLast(({ kind, state: now }) => kind === name && now === 'asked')
            return asked === undefined ? undefined : rule.asksCase?.(asked.data.asked as D)
          },
        }),
    data: z.strictObject({
      answer: choice('审批结论', answers),
      opinion: longText('审批意见', { hint: '写明同意或者不同意；不同意的写明理由和要求', max: 1000 }),
    }),
    checks: [
      (question) => {
        const given = granted(question as ActQuestion)
        return given === undefined ? [] : (rule.grantable?.(given) ?? [])
      },
      (question) => {
        const now = granted(question as ActQuestion)?.about?.state
        return about === undefined || now === undefined || about.from.includes(now)
          ? []
          : [
              refusal('matter-is-over', `情况已经变化，不能再批准${title}，请选择“不同意”并说明`, {
                field: 'answer',
                basis,
              }),
            ]
      },
    ],
    papers: [
      { form: 8 },
      ...(rule.papers ?? []).map(
        (paper): PaperRule => ({
          ...paper,
          when: (question) => question.data.answer === 'granted' && (paper.when?.(question) ?? true),
        }),
      ),
    ],
    record: (question) => {
      const { strand } = question
      const given = granted(question as ActQuestion)
      return {
        matter: title,
        asked: strand?.data.asked,
        askedBy: strand?.data.askedBy,
        askedAt: strand?.data.askedAt,
        ...(given === undefined ? {} : rule.answered?.(given)),
      }
    },
    extends: (question) => {
      const given = granted(question as ActQuestion)
      return given === undefined ? undefined : rule.extends?.(given)
    },
    opens: (question) => {
      const given = granted(question as ActQuestion)
      return given === undefined ? [] : (rule.opens?.(given) ?? [])
    },
    moves: (question) => {
      const given = granted(question as ActQuestion)
      return given === undefined ? [] : (rule.moves?.(given) ?? [])
    },
    ...(rule.leadsTo === undefined
      ? {}
      : {
          leadsTo: rule.leadsTo,
          ...(rule.leadsFrom === undefined ? {} : { leadsFrom: rule.leadsFrom }),
          choose: (question) => {
            const given = granted(question as ActQuestion)
            if (given === undefined) return undefined
            return rule.choose === undefined ? rule.leadsTo?.[0] : rule.choose(given)
          },
        }),
    ...(rule.apply === undefined
      ? {}
      : {
          apply: (dossier, event) =>
            event.input.answer === 'granted' ? (rule.apply?.(dossier, event as never) ?? dossier) : dossier,
        }),
    sentence: ({ input }) => `${answers[input.answer]}${title}：${input.opinion}`,
    known: () => ({ answer: 'granted', opinion: `同意${title}。` }),
  })
  return {
    acts: [ask, answer],
    strand: {
      kind: name,
      title,
      states: { asked: '待批准', granted: '已批准', refused: '未批准', ...rule.states },
      initial: 'asked',
      next: { asked: `answer-${name}`, ...rule.next },
      ...(rule.holds === undefined ? {} : { holds: rule.holds }),
    },
  }
}
