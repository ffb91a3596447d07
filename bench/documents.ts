import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paperText, renderPaper } from '../src/documents/index.ts'
import { type Row, timeRow } from './row.ts'

const office = '/usr/bin/soffice'
const MANY = 40
const ROUNDS = 3

const content = (n: number) => ({
  kind: '法制审核',
  title: `澄州市某某食品店涉嫌经营无标签预包装食品案 ${n}`,
  party: { kind: 'household', name: '澄州市某某食品店', address: '澄州市' },
  unit: '稽查支队',
  because: ['普通程序案件全部进行法制审核'],
  proposal: ['罚款人民币捌仟元整（¥8,000.00元）。'],
  points: [{ title: '管辖权', answer: '是', reason: '' }],
  outcome: '同意处理意见',
  opinion: '事实清楚，证据充分。'.repeat(40),
  read: Array.from({ length: 20 }, (_, each) => ({ title: `材料 ${each}`, sha256: 'a'.repeat(64) })),
  reviewer: '某某',
  on: '2026年3月10日',
})

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page[^s]/g)?.length ?? 1

/** Milliseconds a page of review sheets that differ. */
const ours = (round: number): number => {
  const begun = performance.now()
  let pages = 0
  for (let n = 0; n < MANY; n++)
    pages += pagesOf(
      renderPaper({
        form: 36,
        content: content(round * MANY + n),
        agency: '澄州市市场监督管理局',
        day: '2026-03-10',
      }),
    )
  return (performance.now() - begun) / pages
}

/** The words of the same sheet as plain paragraphs, which spares the office program tables, seal and code. */
const asHtml = (n: number): string =>
  `<html><body style="font: 12pt serif">${paperText(36, content(n))
    .flatMap(({ heading = '', paragraphs }) => [
      `<h3>${heading}</h3>`,
      ...paragraphs.map((runs) => `<p>${runs.map((run) => ('text' in run ? run.text : '')).join('')}</p>`),
    ])
    .join('\n')}</body></html>`

/** LibreOffice's milliseconds a page: one run over many files less one over a single file, so that its start isn't counted. */
const peer = (directory: string): number => {
  const run = (count: number) => {
    const [from, to] = [join(directory, `from-${count}`), join(directory, `to-${count}`)]
    for (const each of [from, to]) {
      rmSync(each, { recursive: true, force: true })
      mkdirSync(each)
    }
    const files = Array.from({ length: count }, (_, n) => {
      const file = join(from, `sheet-${n}.html`)
      writeFileSync(file, asHtml(n))
      return file
    })
    const begun = performance.now()
    const { status, stderr } = spawnSync(
      office,
      [
        `-env:UserInstallation=file://${directory}/profile`,
        '--headless',
        '--convert-to',
        'pdf:writer_web_pdf_Export',
        '--outdir',
        to,
        ...files,
      ],
      { encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`LibreOffice: ${stderr}`)
    const taken = performance.now() - begun
    const pages = readdirSync(to).reduce((sum, name) => sum + pagesOf(readFileSync(join(to, name))), 0)
    return { taken, pages }
  }
  run(1)
  const [one, many] = [run(1), run(MANY + 1)]
  if (many.pages <= one.pages) throw new Error('LibreOffice made no pages')
  return (many.taken - one.taken) / (many.pages - one.pages)
}

/** Milliseconds for each page of a review sheet with its annex, against LibreOffice making a PDF of the same words. */
export const documents = async (): Promise<readonly Row[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  try {
    ours(ROUNDS)
    const rounds = Array.from({ length: ROUNDS }, (_, n) => n)
    const taken = rounds.map(ours)
    const name = 'documents: review sheet, against LibreOffice with the same words'
    const theirs = existsSync(office) ? rounds.map(() => peer(directory)) : []
    return [timeRow(name, 'ms/page', taken, theirs)]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
