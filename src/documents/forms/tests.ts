import { z } from 'zod'
import { type Body, type Sample, type TestData, testKinds } from '../../procedure/index.ts'
import type { Block } from '../blocks.ts'
import { dateText, text } from './parts.ts'

export const samplesContent = z.array(z.strictObject({ name: text, spec: text, quantity: text }))

/** What the three papers of a test say alike: 委托书, 期间告知书, 结果告知书. */
export const testContent = z.strictObject({
  kind: text,
  body: text,
  matter: text,
  samples: samplesContent,
})
type TestContent = z.infer<typeof testContent>

export const samplesOf = (samples: readonly Sample[]) =>
  samples.map(({ name, spec, quantity, unit }) => ({ name, spec: spec ?? '', quantity: `${quantity} ${unit}` }))

export const testContentOf = (
  test: Pick<TestData, 'kind' | 'matter' | 'samples'>,
  body: Pick<Body, 'name'>,
): TestContent => ({
  kind: testKinds[test.kind],
  body: body.name,
  matter: test.matter,
  samples: samplesOf(test.samples),
})

export const samplesTable = ({ samples }: Pick<TestContent, 'samples'>): Block => ({
  kind: 'table',
  columns: [
    { title: '序号', width: 1 },
    { title: '名称', width: 5 },
    { title: '规格、批号', width: 4 },
    { title: '数量', width: 2 },
  ],
  rows: samples.map(({ name, spec, quantity }, n) => [String(n + 1), name, spec, quantity]),
})

export const samplesText = ({ samples }: Pick<TestContent, 'samples'>): string =>
  samples.map(({ name, quantity }) => `${name} ${quantity}`).join('、')

/** 2026年3月9日至2026年3月27日 */
export const daysText = (from: string, until: string): string => `${dateText(from)}至${dateText(until)}`
