import { amountText } from '../src/calendar/index.ts'
import { formOf } from '../src/documents/index.ts'
import { graphOf, namedIn, type Procedure } from '../src/procedure/index.ts'
import type { ProcedurePicture } from './flowchart.ts'
import { articles } from './words.ts'

/** The public picture of a procedure, made from the one that the engine runs, so the two can't differ. */
export const pictureOf = (procedure: Procedure): ProcedurePicture => {
  const { stages, edges } = graphOf(procedure)
  const order = new Map(stages.map(({ name }, place) => [name, place]))
  const place = (name: string) => order.get(name) ?? -1
  const path = new Map(
    procedure.stages.map((stage) => [
      stage.name,
      stage.path.map((step) => (typeof step === 'string' ? step : step.act)),
    ]),
  )
  return {
    name: procedure.name,
    title: procedure.title,
    basis: articles(procedure.basis),
    stages: stages.map(({ name, title, acts }) => ({
      name,
      title,
      steps: (path.get(name) ?? []).flatMap((step) => {
        const act = acts.find((each) => each.name === step)
        if (act === undefined) return []
        return [
          {
            title: act.title,
            limits: procedure.limits.filter(({ until }) => namedIn(until, act.name)).map(limitText),
            papers: [...new Set((act.papers ?? []).flatMap(({ form }) => formOf(form)?.name ?? []))],
            articles: articles(act.basis),
          },
        ]
      }),
    })),
    // An act that several stages know (serving papers) leads on only from the last of them that has it on its path.
    edges: edges
      .filter(
        (edge) =>
          !edges.some(
            (later) =>
              later.act === edge.act &&
              later.to === edge.to &&
              place(edge.from) < place(later.from) &&
              place(later.from) < place(edge.to) &&
              path.get(later.from)?.includes(edge.act.name),
          ),
      )
      .map(({ from, to, act }) => ({ from, to, title: act.title })),
    limits: procedure.limits.map((limit) => ({
      title: limit.title,
      amount: limitText(limit),
      article: articles(limit.basis),
    })),
  }
}

const limitText = ({ amount, startTitle }: Procedure['limits'][number]): string =>
  typeof amount === 'function' ? `${startTitle}后，所定期限内` : `${startTitle}后 ${amountText(amount)}内`
