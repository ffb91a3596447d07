import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256Hex } from '../kernel/index.ts'
import type { IssuedPaper } from '../procedure/index.ts'
import { ordinarySteps, type Step, scenes, simpleSteps } from '../procedure/testing.ts'
import { forms, layPaper, type PaperToRender, paperText, renderPaper } from './index.ts'
import { toldCase } from './testing.ts'

/** Every paper of a whole case, filled by the forms themselves. */
const papersOf = (steps: readonly Step[]): readonly IssuedPaper[] => toldCase(steps).papers

const ordinary = papersOf(Object.values(ordinarySteps) as readonly Step[])
const simple = papersOf(Object.values(simpleSteps) as readonly Step[])
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
const main = [...ordinary, ...simple, reviewSheet]
/** Of the side paths, one paper of each form that the main line doesn't make. */
const beside = Object.values(scenes)
  .flatMap((steps) => papersOf(steps))
  .filter(({ form }, n, all) => all.findIndex((other) => other.form === form) === n)
  .filter(({ form }) => !main.some((other) => other.form === form))
const papers = [...main, ...beside]
const render = (paper: IssuedPaper, content: unknown = paper.content, more: Pick<PaperToRender, 'mask'> = {}) =>
  renderPaper({
    ...more,
    form: paper.form,
    content,
    agency: '澄州市市场监督管理局',
    day: '2026-03-20',
    check: `https://example.test/papers/${paper.id}?d=${paper.digest}`,
    ...(paper.number === undefined ? {} : { number: paper.number.text }),
  })

const paperOf = (no: number): IssuedPaper => {
  const paper = papers.find(({ form }) => form === no)
  assert.ok(paper !== undefined)
  return paper
}
const changed = (no: number, content: Readonly<Record<string, unknown>>): Uint8Array =>
  render(paperOf(no), { ...paperOf(no).content, ...content })

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

const pagesOf = (directory: string, pdf: Uint8Array): readonly string[] => {
  const file = join(directory, 'pages.pdf')
  writeFileSync(file, pdf)
  const { stdout } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  return stdout
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ''))
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

test('whatever changes a paper’s bytes changes the digest of its layout: number, day, code, seal, mask, content', () => {
  const { form, content } = paperOf(44)
  const digest = (more: Partial<PaperToRender> = {}) =>
    layPaper({
      form,
      content,
      agency: '澄州市市场监督管理局',
      day: '2026-03-20',
      number: '1号',
      check: 'https://a.test',
      ...more,
    }).digest
  assert.equal(digest(), digest())
  const others = [
    digest({ number: '2号' }),
    digest({ day: '2026-03-21' }),
    digest({ check: 'https://b.test' }),
    digest({ seal: new Uint8Array([1]) }),
    digest({ mask: (text) => [text, { masked: '个人信息' }] }),
    digest({ content: { ...(content as object), place: '明远路 9 号' } }),
  ]
  assert.equal(new Set([digest(), ...others]).size, others.length + 1)
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

test('a text that is masked stands nowhere in the copy, whatever the form', (t) => {
  const directory = scratch(t)
  const mask = (text: string) =>
    text.split('云小朵').flatMap((part, n) => (n === 0 ? [part] : [{ masked: '自然人姓名' }, part]))
  for (const paper of papers) {
    const before = pdfText(directory, render(paper))
    const after = pdfText(directory, render(paper, paper.content, { mask }))
    assert.ok(!after.includes('云小朵'), paper.title)
    assert.equal(after.includes('自然人姓名'), before.includes('云小朵'), paper.title)
  }
})

test('a paper that is not issued yet says so on every page', (t) => {
  const directory = scratch(t)
  const { form, content } = paperOf(45)
  const draft = pagesOf(directory, renderPaper({ form, content, agency: '澄州市市场监督管理局', day: '2026-03-20' }))
  for (const page of draft) assert.match(page, /预览未生效/)
  assert.doesNotMatch(draft.join(''), /演示/)
  const issued = pagesOf(directory, render(paperOf(45))).join('')
  assert.doesNotMatch(issued, /预览未生效/)
  assert.match(issued, /演示/)
})

test('nothing that a person writes is read as markup, and long text is laid out whole', (t) => {
  const strange = '#set page(fill: red) *粗* $x^2$ <script>alert(1)</script> \\ @ref [括号] "引号"'
  const text = pdfText(scratch(t), changed(9, { course: `${strange}\n${'货架上有过期商品。'.repeat(900)}末尾句` }))
  for (const part of ['#setpage(fill:red)', '*粗*', '<script>alert(1)</script>', '$x^2$', '\\@ref', '末尾句'])
    assert.ok(text.includes(part), part)
})

test('a character that the font lacks is shown as its code point, never as an empty box', (t) => {
  const directory = scratch(t)
  const pdf = changed(9, { course: '店主䶮㐂𠮷，备注😀\u0000\ue000\ud800。\u202e\ufeff完' })
  assert.ok(pdfText(directory, pdf).includes('店主䶮㐂〔U+20BB7〕，备注〔U+1F600〕〔U+0000〕〔U+E000〕〔U+D800〕。完'))
  const file = join(directory, 'paper.pdf')
  writeFileSync(file, pdf)
  const { stdout } = spawnSync('pdffonts', [file], { encoding: 'utf8' })
  const fonts = stdout.trim().split('\n').slice(2)
  assert.ok(fonts.length > 0)
  for (const font of fonts) assert.match(font, /NotoSerifSC-(Regular|Bold) .* yes yes yes /)
})

test('a report with sixty pieces of evidence and a very long party name shows all of them', (t) => {
  const party = { ...(paperOf(35).content.party as object), name: `澄州市${'云朵海浪星辰'.repeat(12)}有限公司` }
  const evidence = Array.from({ length: 60 }, (_, n) => ({
    kind: '书证',
    title: `进货单第${n + 1}号`,
    proves: '购进数量',
  }))
  const text = pdfText(scratch(t), changed(35, { party, evidence }))
  for (const { title } of evidence) assert.ok(text.includes(title), title)
  assert.ok(text.includes(party.name))
})

test('a ruled form stands on one page, and flows on when what is written is longer', (t) => {
  const directory = scratch(t)
  for (const no of [1, 7, 11, 43, 50, 53]) assert.equal(pagesOf(directory, render(paperOf(no))).length, 1, `form ${no}`)
  const pages = pagesOf(directory, changed(7, { facts: `${'涉嫌经营超过保质期的食品。'.repeat(400)}末尾句` }))
  assert.ok(pages.length > 3)
  assert.match(pages.join(''), /末尾句/)
  assert.match(pages.at(-1) ?? '', /同意立案/)
})

test('seal and signatures never stand on a page of their own, and a record is signed page by page', (t) => {
  const directory = scratch(t)
  for (let lines = 1; lines <= 22; lines++) {
    const pages = pagesOf(directory, changed(45, { facts: Array(lines).fill('查明一件事实。').join('\n') }))
    const sealed = pages.at(-2) ?? ''
    assert.ok(sealed.includes('2026年3月20日') && sealed.includes('向社会公示'), `${lines} lines: ${sealed}`)
  }
  const answers = Array.from({ length: 40 }, (_, n) => ({
    question: `第${n}问？`,
    answer: '去年十二月购进。'.repeat(n % 5),
  }))
  const pages = pagesOf(directory, changed(14, { answers }))
  assert.ok(pages.length > 2)
  for (const page of pages.slice(0, -1)) assert.match(page, /被询问人（签名）/)
  assert.match(pages.at(-1) ?? '', /以下空白.*被询问人（以上笔录已核对.*询问人：赵一鸣.*询问人：钱双喜/)
})

test('no form of the paper tells what was not done: of an absent party none was told anything', () => {
  const said = (presence: string) => JSON.stringify(paperText(9, { ...paperOf(9).content, presence }))
  assert.match(said('当事人到场'), /出示执法证件/)
  assert.doesNotMatch(said('经通知当事人未到场'), /向当事人出示/)
})

test('a decision to seize says the five things that it must say, and its record what the party was told and said', (t) => {
  const directory = scratch(t)
  const seized = papersOf(scenes.seizure ?? [])
  const textOf = (no: number) => {
    const paper = seized.findLast(({ form }) => form === no)
    assert.ok(paper !== undefined)
    return pdfText(directory, render(paper))
  }
  for (const part of [
    '澄州市东浦区云朵食品店',
    '望江路18号',
    '《食品安全法》第一百一十条第一款第四项',
    '30日，自2026年3月10日起至2026年4月9日',
    '云朵酥',
    '120盒',
    '申请行政复议',
    '提起行政诉讼',
    '澄州市市场监督管理局',
  ])
    assert.ok(textOf(21).includes(part), part)
  for (const part of ['当场告知采取扣押措施的理由、依据', '糕点是年前进的', '交付决定书和清单'])
    assert.ok(textOf(9).includes(part), part)
})

test('report, notice and decision tell what each violation costs, and the sum', () => {
  const made = papersOf(scenes.violations ?? [])
  for (const no of [35, 37, 45]) {
    const lines = made.findLast(({ form }) => form === no)?.content.penalty as readonly string[]
    assert.deepEqual(
      lines.map((line) => /¥[\d,.]+/.exec(line)?.[0]),
      ['¥50,000.00', '¥500.00', '¥50,500.00'],
      `form ${no}`,
    )
  }
})

test('the report at the end tells what was seized', () => {
  const report = papersOf([...(scenes.seizure ?? []), { ...ordinarySteps.report, on: '2026-04-22T02:00:00.000Z' }]).at(
    -1,
  )
  assert.equal(report?.form, 35)
  assert.match(
    JSON.stringify(report?.content),
    /2026年3月10日，本局扣押鲜奶糕 40 块、云朵酥 120 盒（澄市监强制〔2026〕1号），该措施已经结束/,
  )
})
