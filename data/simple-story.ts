import { dayOf } from '../src/calendar/index.ts'
import { bandOf, rangeOf, ruleFor } from '../src/procedure/index.ts'
import { items } from './items.ts'
import { corrected, withheld } from './publication-story.ts'
import { remedy } from './remedy-story.ts'
import { archive, beginStory, publishing, type Setting, type Story } from './story.ts'

const yuan = (n: number) => n * 100

/** A case decided on the spot, paid, handed in, closed and published. */
export const simpleStory = (setting: Setting): Story => {
  const { n, party, photo, random } = setting
  const story = beginStory(setting, 'simple-penalty', random.pick(['dongpu', 'yunling', 'wangjiang']))
  const { team, first } = story
  const picked = random.pick(['no-price-tag', 'licence-not-shown', 'scale-unchecked'])
  const item = n === warned ? 'no-waste-reminder' : picked
  const name = items[item]?.name ?? ''
  const fine = party.kind === 'organisation' ? yuan(random.pick([500, 800, 1000])) : yuan(200)
  const condition = item === 'licence-not-shown' ? ({ condition: 'refused' } as const) : {}
  const rule = items[item]
  const found = rule && ruleFor(rule, party.kind, { gains: 0, step: 'normal', ...condition })
  const range = found && 'rule' in found ? rangeOf(found.rule, { gains: 0, step: 'normal' }) : { min: 0, max: 0 }
  const step =
    (['lighter', 'normal', 'heavier'] as const).find(
      (each) => fine <= ((rule && bandOf(rule, each, range)?.max) ?? 0),
    ) ?? 'normal'
  story
    .do(first, 'open-on-the-spot', {
      officers: team,
      title: `${party.name}${name}案`,
      party,
      item,
      place: party.address,
      facts: `检查时发现当事人${name}，事实清楚，当事人当场承认。`,
      photos: [photo],
    })
    .do(first, 'show-certificates', {
      officers: team,
      occasion: 'on-the-spot',
      place: party.address,
      shownTo: story.who,
      rightsTold: true,
      recusalAsked: 'no',
    })
  if (n % 20 === 14) return turned(story, party.address)
  const reasons = '违法情节轻微，当场改正。'
  story
    .do(first, 'tell-on-the-spot', {
      officers: team,
      penalty:
        n === warned
          ? { kinds: ['warning'], fine: 0, gains: 0, step: 'normal', reasons }
          : { kinds: ['fine'], fine, gains: 0, ...condition, step, reasons },
      defence: 'no',
    })
    .do(first, 'decide-on-the-spot', { officers: team, signed: 'signed', place: party.address })
  // A warning alone is not published (信息公示规定 art. 2).
  if (n === warned)
    return archive(
      story
        .wait(2)
        .do(first, 'hand-in-papers', { materials: '当场行政处罚决定书一份、现场照片。' })
        .wait(1)
        .do(story.head, 'close-on-the-spot', { note: '警告已当场作出，材料齐全，同意结案。' }),
    )
  if (n % 20 === 4)
    story
      .do(first, 'collect-on-the-spot', {
        officers: team,
        ground: 'hard-later',
        where: 'land',
        amount: fine,
        issuer: 'province',
        receipt: `浙财专 ${String(10_410_000 + n * 41)}`,
        files: [],
      })
      .wait(1)
      .do(first, 'hand-in-fine', { receiver: '财务审计处收款岗', voucher: `内收 ${1000 + n}`, files: [] })
      .wait(1)
      .do(story.head, 'pay-fine-in', (_state, at) => ({ at, voucher: `银缴 ${20_270_000 + n}`, files: [] }))
  else
    story.wait(1).do(first, 'record-payment', (_state, at) => ({
      amount: fine,
      on: dayOf(at),
      channel: 'electronic',
      receipt: `浙财缴 ${String(20_270_000 + n * 41)}`,
      files: [],
    }))
  story
    .wait(2)
    .do(first, 'hand-in-papers', { materials: '当场行政处罚决定书一份、现场照片、缴款票据。' })
    .wait(1)
    .do(story.head, 'close-on-the-spot', { note: '罚款已缴清，材料齐全，同意结案。' })
    .wait(1)
  if (n === aboutHealth) return archive(withheld(story))
  publishing(story)
  if (n === imprecise) corrected(story, `经营活动中${name}`)
  if (n === reconsidered) madeLess(story, Math.round(fine / 2))
  return archive(story)
}

/** The story whose party asks for reconsideration: long enough ago. */
const reconsidered = 99

/** The story whose summary is corrected: lately, so that it is still shown. */
const imprecise = 49
/** One that is warned only. */
const warned = 69
/** One about a natural person, which isn't published. */
const aboutHealth = 39

/** The fine is made less; the closed case is opened to give money back, and closed anew. */
const madeLess = (story: Story, fine: number): void => {
  remedy(story, 'reconsideration', { result: 'changed', fine })
    .wait(2)
    .do('qiu.anlan', 'withdraw-publication', { reason: '处罚决定经行政复议变更，撤回原公示信息。' })
    .do(story.first, 'refund-payment', (_state, at) => ({
      on: dayOf(at),
      receipt: `浙财退 ${20_270_000 + story.setting.n}`,
      files: [],
    }))
    .wait(1)
    .do(story.head, 'close-on-the-spot', { note: '多缴罚款已退还，材料齐全，同意结案。' })
}

/** What couldn't be decided on the spot: it goes on in the ordinary procedure, and turns out to be slight. */
const turned = (story: Story, place: string): Story =>
  archive(
    story
      .do(story.first, 'turn-ordinary', {
        ground: 'unclear',
        reasons: `在${place}当场未能查清商品上架时间，需要调取进货和上架记录。`,
      })
      .wait(3)
      .do(story.first, 'verify-clue', {
        officers: story.team,
        facts: '经核对进货和上架记录，当事人系初次违法，当天即改正，没有造成危害后果。',
        suggestion: 'decline',
      })
      .wait(1)
      .do('jiang.siqi', 'decline-filing', { ground: 'first', opinion: '初次违法且危害后果轻微并及时改正，不予立案。' }),
  )
