import type { Teller } from '../casework/index.ts'
import type { Matter } from './matter.ts'
import type { MatterStream } from './stream.ts'
import { matterKinds } from './titles.ts'

/** A matter as those who handle it call it: never by who brought it. */
const called = ({ kind, number, against }: Matter): string =>
  `${matterKinds[kind]} ${number}${against === undefined ? '' : `（${against.name}）`}`

/** Who handles it; where nobody was named the head of its unit, where it has no unit the window. */
const minding = ({ unit, handler }: { readonly unit?: unknown; readonly handler?: unknown }) =>
  typeof handler === 'string'
    ? { persons: [handler] }
    : typeof unit === 'string'
      ? { roles: ['unit-head'] as const, unit }
      : { roles: ['clerk'] as const }

/** What came over the net is told to the window, what was given to somebody to whoever handles it now. */
export const matterTeller = (stream: MatterStream): Teller<Matter> => ({
  stream,
  kind: 'matter',
  about: (id) => ({ kind: 'matter', id }),
  newsOf: ({ type, actor, data }, matter) => {
    const { channel, unit, handler, person, stage } = matter
    const handlers = minding({ unit, handler })
    switch (type) {
      case 'receive':
        return channel === 'online'
          ? { roles: ['clerk'], text: `网上收到${called(matter)}，等窗口办理`, waits: 'taken-up' }
          : undefined
      case 'assign':
        // To whom it was given then, whoever has it now.
        return {
          ...minding(data),
          text: `${actor.name}把${called(matter)}${data.handler === undefined ? '分送给您的机构，请安排人办理' : '交给您办理'}`,
        }
      case 'note-filing':
        return {
          ...handlers,
          text: `${called(matter)}${stage === 'filed' ? '已经立案' : '没有立案'}${person === undefined ? '' : '，请告知举报人'}`,
          waits: 'tell-reporter',
        }
      case 'ask-mediator-recusal':
        return {
          roles: ['unit-head'],
          ...(unit === undefined ? {} : { unit }),
          text: `${called(matter)}中止调解，等您决定是否回避：${String(data.reasons)}`,
          waits: 'decide-mediator-recusal',
        }
      case 'decide-mediator-recusal':
        return {
          ...handlers,
          text: `${actor.name}决定${called(matter)}的调解人员${data.outcome === 'yes' ? '' : '不'}回避`,
        }
      default:
        return undefined
    }
  },
  over: ({ type }) => (type === 'receive' ? [] : ['taken-up', type]),
})
