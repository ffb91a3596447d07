import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { clue, file, investigate, issueNotice, report, serve, takeEvidence } from '../data/ordinary-story.ts'
import type { CaseView } from '../src/casework/view.ts'
import { reviewPoints } from '../src/review/index.ts'
import { type BureauAtWork, bureauAtWork } from './desk/bureau.ts'
import { reviewAnswers } from './desk/invented.ts'
import { type Told, tellCase } from './desk/told.ts'

describe('legal review, clicked through', () => {
  let work: BureauAtWork
  before(async () => {
    work = await bureauAtWork()
  })
  after(() => work?.end())

  const peopleOf = ({ ordinary: { story, leader }, id }: Told) => ({
    officer: () => work.at(story.first, id()),
    leader: () => work.at(leader, id()),
    reviewer: () => work.at('gu.qingyan', id()),
    at: (username: string) => work.at(username, id()),
  })
  const toReport = async (n: number): Promise<Told> => {
    const told = await tellCase(work, { n, daysAgo: 60, item: 'trade-mark', fine: 8_000 })
    clue(told.ordinary)
    file(told.ordinary)
    investigate(told.ordinary)
    report(told.ordinary)
    await told.send()
    return told
  }
  const submitted = { '送审材料真实、准确、完整': true } as const
  const accepted = { 送审材料齐全: true } as const

  test('a case goes back twice, is agreed with changes, what changes after the opinion closes the gate until it is read again, and then it is decided', async () => {
    const told = await toReport(1)
    const { ordinary, later } = told
    const { officer, leader, reviewer } = peopleOf(told)
    await (await officer()).act('提交审核', submitted, later(1))
    await (await reviewer()).act(
      '退回补正材料',
      { 缺少或者不齐的材料: ['证据材料'], 需要补正的内容: '请补充进货票据的原件。' },
      later(1),
    )
    await (await officer()).act('提交审核', submitted, later(1))
    await (await reviewer()).act('受理送审', accepted, later(1))
    // What the machine found stands beside each question.
    const answering = await (await reviewer()).open('出具审核意见')
    await answering
      .getByText(/系统预检：\d+ 项符合/)
      .first()
      .waitFor()
    await (await reviewer()).act(
      '出具审核意见',
      {
        审核内容: reviewAnswers({ point: reviewPoints.fitness, reason: '没有写明当事人及时改正的情况' }),
        审核结论: '同意，须按意见修改',
        审核意见: '裁量理由请补充当事人及时改正的情况。',
      },
      later(1),
    )
    ordinary.story.wait(1)
    report(ordinary)
    await told.send()
    assert.match(await (await leader()).reasons('批准处罚建议'), /由审核人员复核/)
    await (await reviewer()).act(
      '复核变动',
      { 结论: '变动不影响审核意见，意见继续有效', 复核意见: '已经补充。' },
      later(1),
    )

    // Sent back by the leader, for one more document.
    await (await leader()).act('退回补充调查', { 退回理由: '请补充一份进货票据。' }, later(1))
    ordinary.story.wait(1)
    takeEvidence(ordinary, '补充的进货票据')
    report(ordinary)
    await told.send()
    assert.match(await (await leader()).reasons('批准处罚建议'), /已失效.*补充的进货票据/)
    const desk = await reviewer()
    await desk.act('复核变动', { 结论: '变动不影响审核意见，意见继续有效', 复核意见: '票据与原有证据一致。' }, later(1))
    await (await leader()).act('批准处罚建议', { 审批意见: '同意处罚建议，请依法告知当事人。' }, later(1))

    issueNotice(ordinary)
    ordinary.story.wait(2)
    serve(ordinary)
    await told.send()
    await (await leader()).act('作出行政处罚决定', { 决定意见: '同意，按处罚建议作出行政处罚决定。' }, later(8))
    const { review, papers } = await (await work.person('gu.qingyan')).get<CaseView>(`/api/cases/${told.id()}`)
    assert.equal(review?.stateTitle, '审核通过')
    assert.ok(papers.some(({ title }) => title === '行政处罚决定书'))
    assert.deepEqual(work.errors(), [])
  })

  test('a disputed opinion climbs from another reviewer over the head of the legal office to the leaders, whose word binds', async () => {
    const told = await toReport(2)
    const { later } = told
    const { officer, leader, reviewer, at } = peopleOf(told)
    await (await officer()).act('提交审核', submitted, later(1))
    await (await reviewer()).act('受理送审', accepted, later(1))
    await (await reviewer()).act(
      '出具审核意见',
      {
        审核内容: reviewAnswers({ point: reviewPoints.nature, reason: '定性的条文有不同理解' }),
        审核结论: '建议纠正',
        审核意见: '请重新研究定性。',
      },
      later(1),
    )
    const object = async () =>
      (await officer()).act('对审核意见提出不同意见', { 不同意的理由: '行为完全符合所引条文。' }, later(1))
    const upheld = { 结论: '维持审核意见', 意见和理由: '原审核意见成立。' }
    await object()
    assert.match(await (await reviewer()).reasons('出具复审意见'), /复审应当由其他人员办理/)
    await (await at('bai.luoshu')).act('出具复审意见', upheld, later(1))
    await object()
    await (await at('shen.zhiyi')).act('法制机构负责人提出意见', upheld, later(1))
    await object()
    await (await leader()).act(
      '集体讨论决定意见分歧',
      {
        讨论地点: '局会议室',
        参加人意见: [
          { 参加人: '江思齐', 意见: '承办意见成立。' },
          { 参加人: '何闻舟', 意见: '同意。' },
        ],
        结论: '采纳承办意见',
        意见和理由: '两条的构成要件不同，原定性准确。',
      },
      later(1),
    )
    const desk = await leader()
    await desk.page.getByRole('tab', { name: '审核' }).click()
    for (const step of ['复审意见', '法制机构负责人意见', '集体讨论决定'])
      await desk.page.getByText(step, { exact: true }).first().waitFor()
    await desk.act('批准处罚建议', { 审批意见: '同意处罚建议，请依法告知当事人。' }, later(1))
    assert.deepEqual(work.errors(), [])
  })
})
