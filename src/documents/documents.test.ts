import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256Hex } from '../kernel/index.ts'
import {
  type CaseEvent,
  decideCase,
  emptyCase,
  evolveCase,
  extend,
  type IssuedPaper,
  ordinaryPenalty,
  type Procedure,
  simplePenalty,
} from '../procedure/index.ts'
import { factsAt, ordinarySteps, people, type Step, simpleSteps } from '../procedure/testing.ts'
import { fillPaper, forms, paperText, renderPaper } from './index.ts'

/** Every paper of a whole case, filled by the forms themselves. */
const papersOf = (steps: readonly Step[], procedure: Procedure): readonly IssuedPaper[] => {
  const known = new Map([[procedure.name, procedure]])
  let state = emptyCase
  const papers: IssuedPaper[] = []
  for (const { by, on, act, data, procedure: begun } of steps) {
    const actor = { ...people[by as keyof typeof people], kind: 'person' as const }
    const decided = decideCase(
      known,
      state,
      { act, data, ...(begun === undefined ? {} : { procedure: begun }) },
      { streamId: 'case-1', actor, happenedAt: on, facts: factsAt(on, { fill: fillPaper }) },
    )
    if (!decided.ok) throw new Error(`${act}: ${decided.refusals.map(({ message }) => message).join('; ')}`)
    const event: CaseEvent = {
      id: `e${state.version}`,
      streamId: 'case-1',
      version: state.version + 1,
      type: act,
      data: JSON.parse(JSON.stringify(decided.value.data)),
      happenedAt: on,
      enteredAt: on,
      actor,
    }
    papers.push(...(decided.value.data.papers ?? []))
    state = evolveCase(known, state, event)
  }
  return papers
}

const review: Procedure = extend(ordinaryPenalty, {})
const ordinary = papersOf(Object.values(ordinarySteps) as readonly Step[], review)
const simple = papersOf(Object.values(simpleSteps) as readonly Step[], simplePenalty)
const reviewSheet: IssuedPaper = {
  id: 'case-1.11.1',
  form: 36,
  title: '案件审核/法制审核表',
  digest: '',
  content: {
    kind: '法制审核',
    title: '云朵食品店涉嫌经营超过保质期的食品',
    party: { kind: 'household', name: '云朵食品店', address: '澄州市' },
    unit: '稽查支队',
    because: ['普通程序案件全部进行法制审核'],
    proposal: ['罚款人民币伍万元整（¥50,000.00元）。'],
    points: [{ title: '管辖权', answer: '是', reason: '' }],
    outcome: '同意处理意见',
    opinion: '事实清楚，证据充分。',
    read: [{ title: '现场笔录', sha256: 'a'.repeat(64) }],
    reviewer: '冯审核',
    on: '2026年3月10日',
  },
}
const papers = [...ordinary, ...simple, reviewSheet]
const render = (paper: IssuedPaper, content: unknown = paper.content) =>
  renderPaper({
    form: paper.form,
    content,
    agency: '澄州市市场监督管理局',
    day: '2026-03-20',
    check: `https://example.test/papers/${paper.id}?d=${paper.digest}`,
    ...(paper.number === undefined ? {} : { number: paper.number.text }),
  })

const scratch = (t: { after(fn: () => void): void }) => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-papers-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
const pdfText = (directory: string, pdf: Uint8Array): string => {
  const file = join(directory, `${sha256Hex(pdf).slice(0, 12)}.pdf`)
  writeFileSync(file, pdf)
  const { stdout, status } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  assert.equal(status, 0)
  return stdout.replace(/\s+/g, '')
}

test('every form of this bureau is made by some act, and each has the name of the national set', () => {
  assert.deepEqual(
    [...new Set(papers.map(({ form }) => form))].sort((a, b) => a - b),
    [...forms.keys()].sort((a, b) => a - b),
  )
})

test('every paper is a sound PDF/A-2a that says what its text says', (t) => {
  const directory = scratch(t)
  for (const paper of papers) {
    const pdf = render(paper)
    const file = join(directory, 'paper.pdf')
    writeFileSync(file, pdf)
    assert.equal(spawnSync('qpdf', ['--check', file]).status, 0, paper.title)
    const raw = Buffer.from(pdf).toString('latin1')
    assert.match(raw, /pdfaid:part>2</)
    assert.match(raw, /pdfaid:conformance>A</)
    const text = pdfText(directory, pdf)
    for (const { paragraphs } of paperText(paper.form, paper.content))
      for (const runs of paragraphs.slice(0, 3))
        for (const run of runs)
          if ('text' in run)
            for (const word of run.text.match(/\p{Script=Han}{4,8}/gu) ?? [])
              assert.ok(
                text.includes(word) || paper.form === 11 || text.includes(word.slice(0, 3)),
                `${paper.title}: ${word}`,
              )
  }
})

test('the same paper gives the same bytes, in another process as well', () => {
  const [paper] = simple
  assert.ok(paper !== undefined)
  const here = sha256Hex(render(paper))
  const script = `import { renderPaper } from './src/documents/index.ts'; import { sha256Hex } from './src/kernel/index.ts'
    const p = JSON.parse(process.env.PAPER); console.log(sha256Hex(renderPaper({ form: p.form, content: p.content, agency: '澄州市市场监督管理局', day: '2026-03-20', check: 'https://example.test/papers/' + p.id + '?d=' + p.digest, number: p.number?.text })))`
  const other = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, PAPER: JSON.stringify(paper) },
  })
  assert.equal(other.stdout.trim(), here, other.stderr)
})

test('the decision says the seven things that it must say', (t) => {
  const paper = ordinary.find(({ form }) => form === 45)
  assert.ok(paper !== undefined)
  const text = pdfText(scratch(t), render(paper))
  for (const part of [
    '澄州市东浦区云朵食品店',
    '三盒，货值90元',
    '进货单',
    '本店经营困难，请求从轻处罚',
    '不予采纳',
    '罚款人民币伍万元整',
    '《食品安全法》第一百二十四条',
    '十五日内',
    '六十日内向澄州市人民政府申请行政复议',
    '六个月内',
    '2026年3月20日',
    '澄市监罚〔2026〕1号',
  ])
    assert.ok(text.includes(part.replace(/\s+/g, '')), part)
})

test('a notice in the hearing range tells of the hearing, and others do not', () => {
  const paper = ordinary.find(({ form }) => form === 37)
  assert.ok(paper !== undefined)
  const text = (hearing: boolean) => JSON.stringify(paperText(37, { ...paper.content, hearing }))
  assert.match(text(true), /有权要求举行听证/)
  assert.doesNotMatch(text(false), /听证/)
})

test('a masked copy is a new rendering in which the hidden text does not exist', (t) => {
  const paper = ordinary.find(({ form }) => form === 45)
  assert.ok(paper !== undefined)
  const party = paper.content.party as Record<string, unknown>
  const text = pdfText(
    scratch(t),
    render(paper, {
      ...paper.content,
      party: { ...party, idNumber: { masked: '个人信息' }, phone: { masked: '个人信息' } },
    }),
  )
  assert.ok(text.includes('已隐去：个人信息'))
  assert.ok(!text.includes(String(party.idNumber)))
  assert.ok(!text.includes(String(party.phone)))
})

test('nothing that a person writes is read as markup, and long or rare text is laid out whole', (t) => {
  const paper = ordinary.find(({ form }) => form === 9)
  assert.ok(paper !== undefined)
  const strange = '#set page(fill: red) *粗* $x^2$ <script>alert(1)</script> \\ @ref [括号] "引号" 䶮㐂𠮷'
  const text = pdfText(
    scratch(t),
    render(paper, { ...paper.content, course: `${strange}\n${'货架上有过期商品。'.repeat(900)}末尾句` }),
  )
  for (const part of ['#setpage(fill:red)', '<script>alert(1)</script>', '$x^2$', '@ref', '末尾句'])
    assert.ok(text.includes(part), part)
})
