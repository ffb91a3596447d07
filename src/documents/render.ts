import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'
import { sha256, sha256Hex, toHex } from '../kernel/index.ts'
import { type Block, type Mark, type Masked, maskBlocks } from './blocks.ts'
import type { Layout } from './form.ts'
import { layoutOf } from './forms/index.ts'
import { coverageOf, legibleIn } from './legible.ts'
import { withMarks } from './signing.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const font = (name: string) => join(root, 'node_modules/@expo-google-fonts/noto-serif-sc', name)

export interface PaperToRender {
  readonly form: number
  readonly content: unknown
  readonly number?: string
  readonly agency: string
  /** YYYY-MM-DD: the paper's own date, which is also the PDF's. */
  readonly day: string
  /** Address behind the QR: where anybody can check the paper. A paper without one isn't issued yet: it says so, and bears no seal. */
  readonly check?: string
  /** What stands on the lines to sign, by the line's number; the public copy has none. */
  readonly marks?: ReadonlyMap<string, Mark>
  /** The image of the agency's seal (PNG); without one the demonstration's seal is drawn. */
  readonly seal?: Uint8Array
  /** What must not be shown of a text, for the public copy. */
  readonly mask?: (text: string) => readonly (string | Masked)[]
}

const fonts = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'].map(font)

interface Engine {
  readonly compiler: NodeCompiler
  readonly legible: (text: string) => string
}
let engine: Engine | undefined

/** Made at the first paper: loading the fonts takes longer than a page. */
const engineOf = (): Engine => {
  engine ??= {
    compiler: NodeCompiler.create({ workspace: join(root, 'templates'), fontArgs: [{ fontPaths: [...fonts] }] }),
    legible: legibleIn(coverageOf(fonts[0] as string)),
  }
  return engine
}

/** A paper as `templates/sheet.typ` takes it. Characters that the font lacks are shown as their code points. */
export const sheetOf = (paper: PaperToRender): object => {
  const form = layoutOf(paper.form)
  const content = form.content.parse(paper.content)
  const blocks = withMarks(form.blocks(content), paper.marks ?? new Map())
  return {
    title: form.heading?.(content) ?? form.name,
    layout: form.layout,
    everyPage: everyPageOf(form, blocks),
    agency: paper.agency,
    seal: '演示',
    ...(paper.seal === undefined ? {} : { sealImage: sealPath(paper.seal) }),
    date: dateOf(paper.day),
    blocks: paper.mask === undefined ? blocks : maskBlocks(blocks, paper.mask),
    ...(paper.number === undefined ? {} : { number: paper.number }),
    ...(paper.check === undefined ? {} : { check: paper.check, qr: qrImage(paper.check) }),
  }
}

/** The seal's image beside the templates: the same image is lent once. */
const sealPath = (seal: Uint8Array): string => {
  const name = `seal-${toHex(sha256(seal))}.png`
  if (!lent.has(name)) {
    lendFile(name, seal)
    lent.add(name)
  }
  return `/${name}`
}
const lent = new Set<string>()

/** Who signs every page, with the drawing of the first whom the page's line names: one signature is for the whole content. */
const everyPageOf = ({ everyPage = [] }: Layout, blocks: readonly Block[]): readonly object[] => {
  const lines = blocks.flatMap((block) => (block.kind === 'signatures' ? block.lines : []))
  return everyPage.map((who) => {
    const called = who.replace(/（.*$/, '')
    const drawn = lines.find((line) => line.place?.who === called)?.mark?.drawn
    return { who, ...(drawn === undefined ? {} : { drawn }) }
  })
}

export const dateOf = (day: string): readonly number[] => day.split('-').map(Number)

/** What a template is given, as JSON with nothing in it that the font can't show. */
export const templateData = (input: object): string => {
  const { legible } = engineOf()
  return JSON.stringify(input, (_, value) => (typeof value === 'string' ? legible(value) : value))
}

/** A template as PDF/A-2 (ISO 19005-2, level a: tagged, with text that can be taken out). */
export const compilePdf = (template: string, day: string, inputs?: Record<string, string>): Uint8Array => {
  const { compiler } = engineOf()
  const pdf = compiler.pdf(
    { mainFilePath: join(root, 'templates', template), ...(inputs === undefined ? {} : { inputs }) },
    { pdfStandard: PdfStandard.A_2a, creationTimestamp: Date.parse(`${day}T00:00:00Z`) / 1000 },
  )
  compiler.evictCache(10)
  return pdf
}

/** Puts a file beside the templates, in memory only: a template reads it at `/{name}`. */
export const lendFile = (name: string, content: Uint8Array): void => {
  engineOf().compiler.mapShadow(join(root, 'templates', name), Buffer.from(content))
}

/** A paper that was laid out and isn't printed yet. */
export interface LaidPaper {
  /** Of everything that its bytes depend on: the same digest means the same PDF. */
  readonly digest: string
  pdf(): Uint8Array
}

/** Lays a paper out. Throws a programmer's error when the content doesn't fit its form. */
export const layPaper = (paper: PaperToRender): LaidPaper => {
  const sheet = templateData(sheetOf(paper))
  printer ??= sha256Hex(
    [...['paper.typ', 'sheet.typ', 'seal.typ'].map((name) => join(root, 'templates', name)), compilerPackage]
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n'),
  )
  return {
    digest: sha256Hex(`${printer}\n${paper.day}\n${sheet}`),
    pdf: () => compilePdf('paper.typ', paper.day, { paper: sheet }),
  }
}
/** What prints: the templates, and the version of the compiler. */
let printer: string | undefined
const compilerPackage = join(root, 'node_modules/@myriaddreamin/typst-ts-node-compiler/package.json')

/** A paper as PDF. The same paper gives the same bytes, always. */
export const renderPaper = (paper: PaperToRender): Uint8Array => layPaper(paper).pdf()

/** The QR of an address as SVG: one path, every dark run of a line a rectangle. */
const qrImage = (address: string): string => {
  const { data, size } = encode(address, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((line, y) =>
      [
        ...line
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`),
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#1B1F24" shape-rendering="crispEdges" d="${path}"/></svg>`
}
