import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'
import { type Masked, maskBlocks } from './blocks.ts'
import type { Form } from './form.ts'
import { forms } from './forms/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const font = (name: string) => join(root, 'node_modules/@expo-google-fonts/noto-serif-sc', name)

export interface PaperToRender {
  readonly form: number
  readonly content: unknown
  readonly number?: string
  readonly agency: string
  /** YYYY-MM-DD: the paper's own date, which is also the PDF's. */
  readonly day: string
  /** Address behind the QR: where anybody can check the paper. */
  readonly check?: string
  /** What must not be shown of a text, for the public copy. */
  readonly mask?: (text: string) => readonly (string | Masked)[]
}

let compiler: NodeCompiler | undefined

/** Made at the first paper: loading the fonts takes longer than a page. */
const compilerOf = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({
    workspace: join(root, 'templates'),
    fontArgs: [{ fontPaths: [font('400Regular/NotoSerifSC_400Regular.ttf'), font('700Bold/NotoSerifSC_700Bold.ttf')] }],
  })
  return compiler
}

/**
 * A paper as PDF/A-2 (ISO 19005-2, level a: tagged, with text that can be taken out). The same paper gives the same bytes, always.
 * Throws a programmer's error when the content doesn't fit its form.
 */
export const renderPaper = (paper: PaperToRender): Uint8Array => {
  const form = formOf(paper.form)
  const blocks = form.blocks(form.content.parse(paper.content))
  const input = {
    title: titleOf(form),
    layout: form.layout,
    agency: paper.agency,
    seal: '演示用章',
    date: paper.day.split('-').map(Number),
    blocks: paper.mask === undefined ? blocks : maskBlocks(blocks, paper.mask),
    ...(paper.number === undefined ? {} : { number: paper.number }),
    ...(paper.check === undefined ? {} : { check: paper.check, qr: encode(paper.check, { ecc: 'M', border: 0 }).data }),
  }
  const pdf = compilerOf().pdf(
    { mainFilePath: join(root, 'templates/paper.typ'), inputs: { paper: JSON.stringify(input) } },
    { pdfStandard: PdfStandard.A_2a, creationTimestamp: Date.parse(`${paper.day}T00:00:00Z`) / 1000 },
  )
  compilerOf().evictCache(10)
  return pdf
}

export const formOf = (no: number): Form => {
  const form = forms.get(no)
  if (form === undefined) throw new RangeError(`there is no form ${no}`)
  return form
}

/** Names such as 立案/不予立案审批表 stand for two papers; the heading says the whole name. */
const titleOf = (form: Form): string => form.name
