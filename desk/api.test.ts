import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, queries, Unanswered } from './api.ts'

/** Answers in the place of the server, for one test. */
const serving = (t: { after(fn: () => void): void }, answer: (path: string) => Response): void => {
  const real = globalThis.fetch
  globalThis.fetch = async (input) => answer(String(input))
  t.after(() => {
    globalThis.fetch = real
    client.clear()
  })
}

test('a list is read with all its pages', async (t) => {
  serving(t, (path) =>
    path === '/api/officers'
      ? Response.json([{ id: 'a', name: '甲' }], { headers: { link: '</api/officers?page=2>; rel="next"' } })
      : Response.json([{ id: 'b', name: '乙' }]),
  )
  const officers = await client.fetchQuery(queries.officers())
  assert.deepEqual(
    officers.map(({ id }) => id),
    ['a', 'b'],
  )
})

test('a refusal is told with its reasons, and a session that has ended leads to signing in', async (t) => {
  const refusals = [{ code: 'signed-out', message: '请先登录', basis: [] }]
  serving(t, () => Response.json({ refusals }, { status: 401 }))
  await assert.rejects(
    client.fetchQuery({ ...queries.items('x'), retry: false }),
    (error) => error instanceof Unanswered && error.status === 401 && error.message === '请先登录',
  )
  assert.equal(client.getQueryData(['me']), null)
})
