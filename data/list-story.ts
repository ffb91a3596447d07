import { addDays, dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/house.ts'
import type { Actor } from '../src/kernel/index.ts'
import { applyDrafts, type DraftCommand, draftStream, type RegistryKind } from '../src/registry/index.ts'
import { complaintChannels, inspectionItems, licenceGuides } from './lists.ts'

const ids = {
  published: '01920000-0000-7000-8000-00000000d001',
  approved: '01920000-0000-7000-8000-00000000d002',
  drafted: '01920000-0000-7000-8000-00000000d003',
}

/** Changes of the public lists in each state: one published, one that waits for the publisher, one that waits for its review. */
export const demoDrafts = async (
  { journal }: House,
  actors: ReadonlyMap<string, Actor>,
  until: string,
): Promise<void> => {
  const tomorrow = addDays(dayOf(until), 1)
  const tell = async (id: string, by: string, command: DraftCommand): Promise<void> => {
    const actor = actors.get(by)
    if (actor === undefined) throw new Error(`nobody is called ${by}`)
    const outcome = await journal.execute(draftStream, {
      streamId: id,
      command,
      meta: { actor, key: `demo-draft/${id}/${command.do}` },
    })
    if (!outcome.ok) throw new Error(outcome.refusals.map(({ message }) => message).join('; '))
  }
  const draft = (
    kind: RegistryKind,
    id: string,
    data: object,
    reason: string,
    from = tomorrow,
  ): Extract<DraftCommand, { do: 'draft' }> => ({
    do: 'draft',
    kind,
    changes: [{ id, base: { version: 1 }, data: data as never }],
    from,
    reason,
  })
  await tell(
    ids.published,
    'meng.ruolan',
    draft(
      'licence-guide',
      'licence-food',
      { ...licenceGuides['licence-food'], promised: '受理后 7 个工作日' },
      '压缩办理时限，局务会议纪要第 31 号',
      dayOf(until),
    ),
  )
  await tell(ids.published, 'gu.qingyan', { do: 'approve' })
  await tell(ids.published, 'qiu.anlan', { do: 'publish' })
  await applyDrafts(journal)
  await tell(
    ids.approved,
    'hua.jinxiu',
    draft(
      'inspection-item',
      'check-price',
      { ...inspectionItems['check-price'], ratio: '不低于 5%' },
      '节前价格检查提高抽查比例',
    ),
  )
  await tell(ids.approved, 'shen.zhiyi', { do: 'approve' })
  await tell(
    ids.drafted,
    'yin.chunlei',
    draft(
      'complaint-channel',
      'counter',
      { ...complaintChannels.counter, hours: '工作日 8:30—17:30，中午不休息' },
      '窗口中午值班',
    ),
  )
}
