import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseState, ordinaryPenalty } from '../../index.ts'
import { ordinarySteps as o, type Step, shop, until, walk } from '../../testing/walk.ts'
import { addressScene, addressSteps, electronic } from './address.scene.ts'

const house = walk([ordinaryPenalty])
const confirmed = () => house.play(addressScene.slice(0, -1))
const unconfirmed = () => house.play(until(o, 'notice'))
const investigated = () => house.play(until(o, 'evidence'))
const change = (step: Step, data: object, more: Partial<Step> = {}): Step => ({
  ...step,
  ...more,
  data: { ...step.data, ...data },
})
const refused = (state: CaseState, step: Step, code: string) => {
  const found = house.refusals(state, step)
  assert.ok(found.includes(code), `expected ${code}, got ${found.join(', ') || 'acceptance'}`)
}
const again = (data: object): Step => change(addressSteps.confirm, data, { on: '2026-03-11T04:00:00.000Z' })

test('nothing is served electronically before the party has confirmed its address and agreed', () => {
  refused(unconfirmed(), electronic, 'no-address-confirmation')
  refused(house.play([again({ agreed: false, accounts: [] })], unconfirmed()), electronic, 'no-address-confirmation')
  refused(house.play([again({ whom: '澄州市另一家食品店' })], unconfirmed()), electronic, 'no-address-confirmation')
  const served = house.play([electronic], confirmed())
  assert.equal(served.dossier.notice?.servedAt, electronic.on)
})

test('electronic service goes to an account that stands in the confirmation, and is recorded', () => {
  refused(confirmed(), change(electronic, { account: '13900000002' }), 'unknown-account')
  refused(confirmed(), change(electronic, { account: undefined }), 'unknown-account')
  refused(confirmed(), change(electronic, { proof: [] }), 'no-proof')
})

test('a newer confirmation stands instead of the one before', () => {
  const changed = house.play([again({ accounts: [{ kind: 'email', account: 'new@example.com' }] })], confirmed())
  refused(changed, electronic, 'unknown-account')
  assert.deepEqual(house.refusals(changed, change(electronic, { account: 'new@example.com' })), [])
  assert.deepEqual(
    changed.strands.filter(({ kind }) => kind === 'address').map(({ state }) => state),
    ['replaced', 'confirmed'],
  )
})

test('who agrees says where to, who does not gives no account, and an account looks like one', () => {
  refused(investigated(), change(addressSteps.confirm, { accounts: [] }), 'no-account')
  refused(investigated(), change(addressSteps.confirm, { agreed: false }), 'not-agreed')
  const account = (kind: string, given: string) =>
    change(addressSteps.confirm, { accounts: [{ kind, account: given }] })
  refused(investigated(), account('sms', '0579-1234567'), 'bad-account')
  refused(investigated(), account('email', 'yunduo'), 'bad-account')
  refused(investigated(), account('fax', '123'), 'bad-account')
  assert.deepEqual(house.refusals(investigated(), account('im', '云朵食品')), [])
  refused(investigated(), change(addressSteps.confirm, { told: false }), 'bad-field')
})

test('a paper that did not reach the party counts as served only at the address that it confirmed', () => {
  const returned = change(o.serveNotice, {
    way: 'post',
    place: addressSteps.confirm.data.address,
    relation: 'not-received',
    proof: addressSteps.confirm.data.files,
  })
  refused(unconfirmed(), returned, 'not-the-confirmed-address')
  refused(confirmed(), change(returned, { place: shop.address }), 'not-the-confirmed-address')
  refused(confirmed(), change(returned, { way: 'entrusted' }), 'not-sent-there')
  refused(confirmed(), change(returned, { way: 'direct', proof: [] }), 'no-proof')
  assert.deepEqual(house.refusals(confirmed(), returned), [])
})
