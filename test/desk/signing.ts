import assert from 'node:assert/strict'
import { officers } from '../../data/bureau.ts'
import type { CaseView } from '../../src/casework/index.ts'
import type { Person } from '../server.ts'

const accounts = new Map(officers.map(({ username, data }) => [data.name, username]))

/** Everybody of the bureau who must sign a paper of the case and hasn't confirms it, as the desk would send it. */
export const signAll = async (
  person: (username: string) => Promise<Person>,
  id: string,
  happenedAt?: string,
): Promise<void> => {
  const { papers } = await (await person('jiang.siqi')).get<CaseView>(`/api/cases/${id}`)
  const missing = papers.flatMap(({ id: paper, digest, lines }) =>
    lines
      .filter(({ inside, way }) => inside && way === undefined)
      .map(({ name }) => ({ by: accounts.get(name) ?? assert.fail(`nobody is called ${name}`), paper, digest })),
  )
  for (const [by, all] of Map.groupBy(missing, (each) => each.by)) {
    const each = new Map(all.map(({ paper, digest }) => [paper, { paper, digest }]))
    const answer = await (await person(by)).post(
      `/api/cases/${id}/acts/sign-paper`,
      { papers: [...each.values()] },
      happenedAt === undefined ? {} : { happenedAt },
    )
    assert.equal(answer.status, 200, JSON.stringify(answer.refusals))
  }
}
