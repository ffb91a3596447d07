import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { procedures } from './house.ts'

interface Field {
  readonly title?: string
  readonly properties?: Readonly<Record<string, Field>>
  readonly items?: Field
  readonly 'x-widget'?: string
  readonly 'x-hint'?: string
}

/** Every field of a form, with those of its groups and rows. */
const fieldsOf = (field: Field, path = ''): readonly (readonly [path: string, field: Field])[] => [
  [path, field],
  ...Object.entries(field.properties ?? {}).flatMap(([name, each]) => fieldsOf(each, `${path}.${name}`)),
  ...(field.items === undefined ? [] : fieldsOf(field.items, `${path}[]`)),
]

test('where a person writes at length, the form says what to write', () => {
  let long = 0
  const silent: string[] = []
  for (const { acts } of procedures)
    for (const act of acts.filter(({ system }) => system !== true))
      for (const [path, field] of fieldsOf(
        z.toJSONSchema(act.data, { io: 'input', unrepresentable: 'any' }) as Field,
      )) {
        if (field['x-widget'] !== 'long-text') continue
        long++
        if ((field['x-hint'] ?? '') === '') silent.push(`${act.name}${path}: ${field.title ?? ''}`)
      }
  assert.deepEqual(silent, [])
  assert.ok(long > 150, 'such fields were looked for where they are')
})
