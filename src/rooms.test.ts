import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { test } from 'node:test'
import { rooms } from './rooms.ts'

const root = import.meta.dirname
const order = new Map<string, number>(rooms.map((room, place) => [room, place]))
const roomOf = (file: string): string => relative(root, file).split(sep)[0] ?? ''

test('a room imports only rooms above it, and only through their index', () => {
  const wrong: string[] = []
  for (const name of globSync('**/*.ts', { cwd: root })) {
    const file = join(root, name)
    const room = roomOf(file)
    const isTest = /(\.test|\.scene|testing)\.ts$/.test(file)
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)) {
      const to = join(dirname(file), target)
      const other = roomOf(to)
      if (other === room || !order.has(other) || !order.has(room)) {
        if (room === 'verifier' && other !== room) wrong.push(`${name} leaves the verifier: ${target}`)
        continue
      }
      const face = relative(join(root, other), to) === 'index.ts' || (isTest && to.endsWith(`${sep}testing.ts`))
      if (!face) wrong.push(`${name} reaches into ${other}: ${target}`)
      if ((order.get(other) ?? 0) > (order.get(room) ?? 0))
        wrong.push(`${name} imports ${other}, which stands below ${room}`)
    }
  }
  assert.deepEqual(wrong, [])
})
