import type { Teller } from '../casework/index.ts'
import { type Push, pushStream } from './push-stream.ts'

/** What a platform refused, or what wasn't sent because a column doesn't fit: told to whoever publishes, until something new becomes of it. */
export const pushTeller: Teller<Push> = {
  stream: pushStream,
  kind: 'push',
  about: (_id, { platform }) => ({ kind: 'platform', id: platform }),
  newsOf: ({ type }, { number, reason = '', state }) =>
    (type === 'refuse-push' && state === 'refused') || (type === 'hold-push' && state === 'unfit')
      ? {
          roles: ['publisher'],
          text: `${number} ${type === 'refuse-push' ? '被上级平台退回' : '不合上级平台的要求，没有推送'}：${reason}`,
          waits: 'settled',
        }
      : undefined,
  over: ({ type }) => (type === 'refuse-push' || type === 'hold-push' ? [] : ['settled']),
}
