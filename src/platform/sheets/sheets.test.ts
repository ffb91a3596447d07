import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileBlobs } from '../blobs.ts'
import { formulasIn } from './formulas.ts'
import { formatOf, readTable } from './read.ts'
import { workbook, zipOf } from './testing.ts'
import { writeXlsx } from './write-xlsx.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhaoming-sheets-'))
const blobs = fileBlobs(folder)
after(() => rmSync(folder, { recursive: true }))

/** What is read of a file: its rows, what is broken in which, or why it can't be read. */
const read = async (bytes: Uint8Array | string) => {
  const { sha256 } = await blobs.put(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
  const format = await formatOf(blobs, sha256)
  if (!format.ok) return { refused: format.refusals[0]?.code }
  const rows: (readonly string[])[] = []
  const broken: string[] = []
  for await (const line of readTable(blobs, sha256, format.value))
    if ('broken' in line) broken.push(`${line.n} ${line.broken.code}`)
    else rows.push(line.cells)
  return { format: format.value, rows, broken }
}

test('a CSV is read in UTF-8 with and without its mark, in GB18030 and in UTF-16, with commas or tabs', async () => {
  const rows = [
    ['名称', '备注'],
    ['澄州云朵食品有限公司', '逗号，"引号"'],
  ]
  const text = '名称,备注\r\n澄州云朵食品有限公司,"逗号，""引号"""\r\n'
  assert.deepEqual((await read(text)).rows, rows)
  assert.deepEqual((await read(`\uFEFF${text}`)).rows, rows)
  assert.deepEqual((await read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).rows, rows)
  assert.deepEqual((await read('名称\t备注\r\n店\t"a\tb"')).rows, [
    ['名称', '备注'],
    ['店', 'a\tb'],
  ])
  // 名称,店 in GB18030.
  const chinese = Buffer.from('c3fbb3c62cb5ea0a', 'hex')
  const { format, rows: found } = await read(chinese)
  assert.deepEqual([format, found], [{ format: 'csv', encoding: 'gb18030' }, [['名称', '店']]])
})

test('what is no table, is cut off within a character, is empty or an old workbook, is refused with its reason', async () => {
  assert.equal((await read(new Uint8Array([0x25, 0x50, 0x00, 0x01, 0x02]))).refused, 'not-a-table')
  assert.equal((await read('')).refused, 'empty-file')
  assert.equal((await read(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).refused, 'old-workbook')
  assert.equal((await read(Buffer.from(`名称,备注\n${'店,好\n'.repeat(3)}店`).subarray(0, -1))).refused, 'half-a-file')
  assert.equal((await read(Buffer.from('ff41ff42ff43ff0a', 'hex'))).refused, 'bad-encoding')
})

test('a quote that nobody closed is told where it stands, and what came before is read', async () => {
  const { rows, broken } = await read('名称\n甲店\n乙店\n"丙店\n丁店\n')
  assert.deepEqual(rows, [['名称'], ['甲店'], ['乙店']])
  assert.deepEqual(broken, ['4 broken-row'])
})

test('a row is numbered as a spreadsheet numbers it, whatever lines a cell before it has', async () => {
  const { sha256 } = await blobs.put(new TextEncoder().encode('名称,备注\n甲店,"一\n二\n三"\n\n乙"店,x\n丙店,好\n'))
  const numbers: string[] = []
  for await (const line of readTable(blobs, sha256, { format: 'csv', encoding: 'utf-8' }))
    numbers.push(`${line.n} ${'broken' in line ? line.broken.code : line.cells[0]}`)
  assert.deepEqual(numbers, ['1 名称', '2 甲店', '3 ', '4 broken-row', '5 丙店'])
})

test('a workbook that is written is read back: figures stay as they are, a text that looks like a formula stays a text', async () => {
  const book = await writeXlsx({
    titles: ['名称', '金额', '日期', '备注'],
    kinds: ['plain', 'yuan', 'day', 'plain'],
    rows: [['=HYPERLINK("http://x")', 123_450, '2026-05-06', undefined]],
    name: '表',
  })
  assert.deepEqual((await read(book)).rows, [
    ['名称', '金额', '日期', '备注'],
    ['=HYPERLINK("http://x")', '1234.5', '2026-05-06', ''],
  ])
})

test('of a formula only what was saved as its value is read, of one that failed nothing, and a code of many figures is not rounded', async () => {
  const { rows } = await read(
    zipOf(
      workbook(
        '<row r="1"><c r="A1" t="str"><f>"甲"&amp;"店"</f><v>甲店</v></c><c r="B1"><v>913399000000000017</v></c></row><row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="str"><v>好</v></c></row>',
      ),
    ),
  )
  assert.deepEqual(rows, [
    ['甲店', '913399000000000017'],
    ['', '好'],
  ])
})

test('a small file that unpacks into a huge one is given up, also when it lies about its size', async () => {
  const files = { ...workbook(''), 'xl/media/image1.xml': Buffer.alloc(201 * 1024 * 1024) }
  assert.deepEqual((await read(zipOf(files))).broken, ['1 workbook-too-large'])
  const { broken } = await read(zipOf(files, 1000))
  assert.match(broken?.[0] ?? '', /^1 (workbook-too-large|broken-workbook)$/)
})

test('a workbook that defines entities is not read, wherever among its parts and however the definition is cut', async () => {
  const laughs = (before: string) =>
    new TextEncoder().encode(
      `<?xml version="1.0"?>${before}<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>`,
    )
  const sheet = (before: string) => ({ ...workbook(''), 'xl/worksheets/sheet1.xml': laughs(before) })
  assert.deepEqual((await read(zipOf(sheet('')))).broken, ['1 unsafe-workbook'])
  assert.deepEqual((await read(zipOf({ ...workbook(''), 'xl/styles.xml': laughs('') }))).broken, ['1 unsafe-workbook'])
  // The unpacked bytes come in pieces of a size that nobody promised: the word may stand across any two.
  for (const length of [16_370, 16_375, 65_520, 65_525])
    assert.deepEqual((await read(zipOf(sheet(`<!--${'x'.repeat(length)}-->`)))).broken, ['1 unsafe-workbook'])
})

test('formulas are found in the sheet that is read, whatever its part is called, and in no other', async () => {
  const formula = '<row r="3"><c r="B3" t="str"><f>A1</f><v>1</v></c><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>'
  assert.deepEqual([...(await formulasIn(zipOf(workbook(formula))))], [[3, ['B', 'C']]])
  const { 'xl/worksheets/sheet1.xml': sheet, 'xl/_rels/workbook.xml.rels': relations, ...rest } = workbook(formula)
  assert.ok(sheet !== undefined && relations !== undefined)
  const elsewhere = new TextEncoder().encode(new TextDecoder().decode(relations).replace('sheet1.xml', 'sheet7.xml'))
  const moved = { ...rest, 'xl/_rels/workbook.xml.rels': elsewhere }
  assert.deepEqual([...(await formulasIn(zipOf({ ...moved, 'xl/worksheets/sheet7.xml': sheet })))], [[3, ['B', 'C']]])
  const plain = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')['xl/worksheets/sheet1.xml'] ?? assert.fail()
  const other = { ...moved, 'xl/worksheets/sheet7.xml': plain, 'xl/worksheets/sheet1.xml': sheet }
  assert.equal((await formulasIn(zipOf(other))).size, 0)
})

test('half a workbook, and a broken one, are told as such', async () => {
  const whole = zipOf(workbook('<row r="1"><c r="A1"><v>1</v></c></row>'))
  assert.deepEqual((await read(whole.subarray(0, whole.length / 2))).broken, ['1 broken-workbook'])
  assert.deepEqual((await read(zipOf({ 'word/document.xml': new Uint8Array(3) }))).broken, ['1 broken-workbook'])
  const { 'xl/workbook.xml': _, ...rest } = workbook('')
  assert.deepEqual((await read(zipOf({ ...rest, 'xl/workbook.xml': new TextEncoder().encode('<nothing') }))).broken, [
    '1 broken-workbook',
  ])
})
