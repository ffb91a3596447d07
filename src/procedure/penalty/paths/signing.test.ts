import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormSigner, PaperContext } from '../../facts.ts'
import { signaturesDue } from '../../signatures-due.ts'
import { linesOf, missingSignatures } from '../../signing.ts'
import type { CaseState, FileRef } from '../../state.ts'
import { strokesFile } from '../../testing/strokes.ts'
import { ordinarySteps as o, type Step, until, walk } from '../../testing/walk.ts'
import { ordinaryPenalty } from '../ordinary.ts'
import { volumesOf } from '../volumes.ts'

const rules = walk([ordinaryPenalty])

/** Papers of the questioning: the person, and the two who ask. The paper is what was asked and answered. */
const signers = ({ input, form }: PaperContext): readonly FormSigner[] =>
  form === 14
    ? [
        {
          line: '1',
          who: '被询问人',
          name: '云小朵',
          inside: false,
          ...(input.signed === 'signed' ? { said: { way: 'paper' as const } } : {}),
        },
        { line: '2', who: '询问人', name: '赵一鸣', inside: true, person: 'zhao' },
        { line: '3', who: '询问人', name: '钱双喜', inside: true, person: 'qian' },
      ]
    : []
const facts = {
  fill: (context: PaperContext) => ({
    title: `文书${context.form}`,
    content: { form: context.form, answers: context.input.answers ?? null },
    signers: signers(context),
  }),
}
const seen = (step: Step): Step => ({ ...step, facts })
/** Nobody has said yet that the person signed: it happens on the screen. */
const unsaid: Step = seen({ ...o.question, data: { ...o.question.data, signed: 'absent' } })
const asked = (step: Step = unsaid): CaseState => rules.play([step], rules.play(until(o, 'inspect')))
const record = (state: CaseState) => state.papers.find(({ form }) => form === 14) ?? assert.fail('no record')
const on = '2026-03-06T05:00:00.000Z'
const sign = (state: CaseState, more: Partial<Step> = {}): Step =>
  ({
    by: 'zhao',
    on,
    act: 'sign-paper',
    data: { papers: [{ paper: record(state).id, digest: record(state).digest }] },
    ...more,
  }) as Step
const about = (state: CaseState, line = '1') => ({ paper: record(state).id, digest: record(state).digest, line })
const take = (state: CaseState, data: object = {}, line = '1'): Step => ({
  by: 'qian',
  on,
  act: 'take-signature',
  data: { ...about(state, line), way: 'drawn', capacity: 'self', files: [strokesFile], ...data },
})
const note = (state: CaseState, data: object = {}, line = '1', by: Step['by'] = 'qian'): Step => ({
  by,
  on,
  act: 'note-signature',
  data: { ...about(state, line), way: 'refused', reason: '看过笔录后不愿签名', recording: [strokesFile], ...data },
})
const photo: FileRef = { blob: 'c'.repeat(64), name: '签名页.jpg', type: 'image/jpeg', size: 90_000 }

test('whoever does the act has signed with it; the colleague and the person questioned are still missing', () => {
  const state = asked()
  assert.deepEqual(
    linesOf(state, record(state)).map(({ name, signature }) => [name, signature?.way]),
    [
      ['云小朵', undefined],
      ['赵一鸣', undefined],
      ['钱双喜', 'act'],
    ],
  )
  assert.equal(state.strands.find(({ kind }) => kind === 'signature')?.state, 'inside')
})

test('a colleague confirms by account, for the paper that was seen; then the person signs on the screen, and all have signed', () => {
  const before = asked()
  const confirmed = rules.play([sign(before)], before)
  assert.deepEqual(linesOf(confirmed, record(confirmed))[1]?.signature, {
    way: 'account',
    at: on,
    digest: record(before).digest,
    by: { id: 'zhao', name: '赵一鸣' },
  })
  assert.equal(confirmed.strands.find(({ kind }) => kind === 'signature')?.state, 'outside')
  const signed = rules.play([take(confirmed)], confirmed)
  assert.equal(signed.strands.find(({ kind }) => kind === 'signature')?.state, 'signed')
  assert.deepEqual(missingSignatures(signed), [])
  assert.ok(signed.files.some(({ blob }) => blob === strokesFile.blob))
})

test('in the dossier a drawn signature is no paper of its own; the pages that were signed by hand are', () => {
  const confirmed = asked()
  const titles = (state: CaseState) => volumesOf(state).flatMap(({ entries }) => entries.map(({ title }) => title))
  assert.deepEqual(titles(rules.play([take(confirmed)], confirmed)), titles(confirmed))
  const scanned = rules.play([take(confirmed, { way: 'paper', files: [photo] })], confirmed)
  assert.deepEqual(titles(scanned).toSorted(), [...titles(confirmed), '签名页'].toSorted())
})

test('nobody signs what is another’s, twice, or what was not seen', () => {
  const state = asked()
  assert.deepEqual(rules.refusals(state, sign(state, { by: 'sun' })), ['nothing-to-sign', 'not-yours-to-sign'])
  const other = { papers: [{ paper: record(state).id, digest: 'e'.repeat(64) }] }
  assert.deepEqual(rules.refusals(state, sign(state, { data: other })), ['another-text'])
  assert.deepEqual(rules.refusals(state, sign(state, { data: { papers: [{ ...other.papers[0], paper: 'x' }] } })), [
    'no-such-paper',
  ])
  const signed = rules.play([take(state)], state)
  assert.deepEqual(rules.refusals(signed, take(signed)), ['signed-before'])
  assert.deepEqual(rules.refusals(signed, take(signed, {}, '9')), ['no-such-line'])
})

test('a paper made anew is signed anew: what was signed on the old one does not count for it', () => {
  const first = asked()
  const signed = rules.play([sign(first), take(first)], first)
  const again = rules.play(
    [
      {
        ...unsaid,
        on: '2026-03-06T06:00:00.000Z',
        data: { ...unsaid.data, answers: [{ question: '何时购进？', answer: '今年一月。' }] },
      },
    ],
    signed,
  )
  const anew = again.papers.findLast(({ form }) => form === 14) ?? assert.fail()
  assert.notEqual(anew.digest, record(first).digest)
  assert.equal(missingSignatures(again).length, 2)
  const old = { papers: [{ paper: anew.id, digest: record(first).digest }] }
  assert.deepEqual(rules.refusals(again, sign(again, { data: old, on: '2026-03-06T07:00:00.000Z' })), ['another-text'])
})

test('what is drawn before the act is sent holds for the very content that the act makes', () => {
  const before = rules.play(until(o, 'inspect'))
  const decided = rules.decide(before, unsaid)
  assert.ok(decided.ok)
  const digest = decided.value.data.papers?.[0]?.digest ?? ''
  const taken = { form: 14, line: '1', digest, image: strokesFile }
  const state = rules.play([{ ...unsaid, signatures: [{ ...taken, capacity: '代理人', signedBy: '云小花' }] }], before)
  const signature = linesOf(state, record(state))[0]?.signature
  assert.equal(signature?.way, 'drawn')
  assert.equal(signature?.signedBy, '云小花')
  const changed = { ...unsaid.data, answers: [{ question: '还有吗？', answer: '没有。' }] }
  assert.deepEqual(rules.refusals(before, { ...unsaid, data: changed, signatures: [taken] }), ['another-text'])
  assert.deepEqual(rules.refusals(before, { ...unsaid, signatures: [{ ...taken, line: '7' }] }), ['no-such-line'])
  assert.deepEqual(rules.refusals(before, { ...unsaid, signatures: [{ ...taken, image: photo }] }), [
    'not-a-signature',
    'signature-too-large',
  ])
})

test('a drawing is strokes, a signed page is a picture or PDF, and who signs for another is named', () => {
  const state = asked()
  assert.deepEqual(rules.refusals(state, take(state, { files: [] })), ['no-signature'])
  assert.deepEqual(rules.refusals(state, take(state, { files: [photo] })), ['not-a-signature', 'signature-too-large'])
  assert.deepEqual(rules.refusals(state, take(state, { way: 'paper' })), ['not-a-page'])
  assert.deepEqual(rules.refusals(state, take(state, { way: 'paper', files: [] })), ['no-signature'])
  assert.deepEqual(rules.refusals(state, take(state, { capacity: 'agent' })), ['nobody-named'])
  const scanned = rules.play([take(state, { way: 'paper', files: [photo] })], state)
  assert.deepEqual(linesOf(scanned, record(scanned))[0]?.signature?.scans, [photo])
})

test('an act that says that the person signed on paper counts, and the signed page may come later', () => {
  const state = asked(seen(o.question))
  assert.equal(linesOf(state, record(state))[0]?.signature?.way, 'paper')
  const later = rules.play([take(state, { way: 'paper', files: [photo] })], state)
  assert.deepEqual(linesOf(later, record(later))[0]?.signature?.scans, [photo])
  assert.deepEqual(rules.refusals(later, take(later, { way: 'paper', files: [photo] })), ['signed-before'])
})

test('a refusal is noted with its reason, and recorded or witnessed', () => {
  const state = asked()
  assert.deepEqual(rules.refusals(state, note(state, { reason: ' ', recording: [] })), ['no-reason', 'not-witnessed'])
  const noted = rules.play([note(state, { recording: [], witness: '居委会 方圆' })], state)
  const signature = linesOf(noted, record(noted))[0]?.signature
  assert.deepEqual([signature?.way, signature?.witness], ['refused', '居委会 方圆'])
})

test('that an officer can’t sign is for the head of the unit to note', () => {
  const state = asked()
  assert.deepEqual(rules.refusals(state, note(state, { way: 'absent' }, '2')), ['head-notes-it'])
})

test('records that are evidence are signed before the case is reviewed, and everything before it is closed', () => {
  const state = rules.play(until(o, 'pay').slice(until(o, 'evidence').length), rules.play([seen(o.evidence)], asked()))
  assert.ok(rules.refusals(state, o.proposeClosing).includes('not-signed'))
  const signed = rules.play(
    signaturesDue(state, strokesFile).map((step) => ({ ...step, on: o.proposeClosing.on }) as Step),
    state,
  )
  assert.deepEqual(rules.refusals(signed, o.proposeClosing), [])
})

test('a case of before papers had signers lacks nobody’s signature', () => {
  const state = rules.play(until(o, 'pay'))
  assert.deepEqual(missingSignatures(state), [])
  assert.deepEqual(rules.refusals(state, o.proposeClosing), [])
})
