import { z } from 'zod'
import type { Block } from '../blocks.ts'
import { text } from './parts.ts'

/** Rows of an inventory (清单), as every paper about things shows them. */
export const thingsContent = z.array(
  z.strictObject({ no: z.int(), name: text, spec: text, quantity: text, note: text }),
)
export type ThingsContent = z.infer<typeof thingsContent>

interface Row {
  readonly no?: number
  readonly name: string
  readonly spec?: string
  readonly quantity: number
  readonly unit: string
  readonly note?: string
}

export const thingsFrom = (rows: unknown): ThingsContent =>
  ((rows ?? []) as readonly Row[]).map(({ no, name, spec, quantity, unit, note }, n) => ({
    no: no ?? n + 1,
    name,
    spec: spec ?? '',
    quantity: `${quantity} ${unit}`,
    note: note ?? '',
  }))

export const thingsTable = (things: ThingsContent): Block => ({
  kind: 'table',
  columns: [
    { title: '序号', width: 3 },
    { title: '名称', width: 8 },
    { title: '规格、批号', width: 7 },
    { title: '数量', width: 4 },
    { title: '备注', width: 6 },
  ],
  rows: things.map(({ no, name, spec, quantity, note }) => [String(no), name, spec, quantity, note]),
})

export const seizureTitle = (kind: unknown): string => (kind === 'seal' ? '查封' : '扣押')
