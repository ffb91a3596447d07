import { html } from 'hono/html'
import { type Check, sha256Hex, verifyExport, verifyReceipt } from '../src/verifier/index.ts'
import { decisionAddress } from './addresses.ts'

/**
 * What a stranger brings to be checked, judged and told. Runs in the browser and on the server alike: nothing here or beneath it needs
 * either.
 */
export interface Brought {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What is asked of the bureau's site; undefined where there is none. */
export interface Site {
  receipt(path: string): Promise<string | undefined>
  /** The SHA-256, hex, of the file that is served there. */
  hash(path: string): Promise<string | undefined>
}

export interface Judged {
  readonly name: string
  readonly ok: boolean
  readonly title: string
  readonly checks: readonly Check[]
  readonly facts: readonly { readonly title: string; readonly text: string }[]
  readonly unproved: readonly string[]
  readonly link?: { readonly href: string; readonly text: string }
}

/** Judges each file by what it is. An exported case takes the other files for its own. */
export const judge = async (brought: readonly Brought[], vkey: string, site: Site): Promise<readonly Judged[]> => {
  const exported = brought.find(({ bytes }) => startOf(bytes).trimStart().startsWith('{'))
  if (exported !== undefined)
    return [
      await judgeExport(
        exported,
        brought.filter((each) => each !== exported),
        vkey,
      ),
    ]
  const judged: Judged[] = []
  for (const each of brought) judged.push(await judgeOne(each, vkey, site))
  return judged
}

const startOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 64))
const textOf = ({ bytes }: Brought): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const judgeOne = (brought: Brought, vkey: string, site: Site): Promise<Judged> | Judged => {
  const start = startOf(brought.bytes)
  if (start.startsWith('c2sp.org/tlog-proof')) return judgeReceipt(brought, vkey)
  if (start.startsWith('%PDF-')) return judgePdf(brought, vkey, site)
  return {
    name: brought.name,
    ok: false,
    title: '不认识这种文件',
    checks: [],
    facts: [],
    unproved: ['可以核验的是：决定页面下载的凭证、本局的 PDF 文书、本局导出的案件（case.json 和附件一起选）。'],
  }
}

const judgeReceipt = (brought: Brought, vkey: string): Judged => {
  const verdict = verifyReceipt(textOf(brought), vkey)
  return { name: brought.name, title: verdict.ok ? '凭证成立' : '凭证不成立', ...verdict, ...told(verdict.shown) }
}

const judgeExport = async (exported: Brought, others: readonly Brought[], vkey: string): Promise<Judged> => {
  const hashes = new Set(others.map(({ bytes }) => sha256Hex(bytes)))
  const hashOf = async (name: string) => (hashes.has(name) ? name : undefined)
  const verdict = await verifyExport(textOf(exported), vkey, others.length === 0 ? undefined : hashOf)
  return { name: exported.name, title: verdict.ok ? '导出的案件成立' : '导出的案件不成立', ...verdict, facts: [] }
}

const judgePdf = async ({ name, bytes }: Brought, vkey: string, site: Site): Promise<Judged> => {
  const hash = sha256Hex(bytes)
  const fingerprint = { title: '文件的摘要', text: hash }
  const receipt = await site.receipt(`/papers/files/${hash}/receipt`)
  if (receipt !== undefined) {
    const verdict = verifyReceipt(receipt, vkey, { file: bytes })
    const { stream, data } = (verdict.shown ?? {}) as {
      readonly stream?: string
      readonly data?: { readonly digest?: string }
    }
    return {
      name,
      title: verdict.ok ? '是本局制成的文书，一个字节也没有改动' : '查到的凭证不成立',
      ...verdict,
      facts: [fingerprint, ...told(verdict.shown).facts],
      ...(verdict.ok ? { link: { href: `/papers/${stream}?d=${data?.digest}`, text: '这是哪一份文书' } } : {}),
    }
  }
  const number = /([\p{Script=Han}]{2,20}〔\d{4}〕\d{1,6}号)/u.exec(name)?.[1]
  const address = number === undefined ? undefined : decisionAddress(number)
  const served = address === undefined ? undefined : await site.hash(`${address}.pdf`)
  const proof = served === hash ? await site.receipt(`${address}/receipt`) : undefined
  if (address !== undefined && proof !== undefined) {
    const verdict = verifyReceipt(proof, vkey)
    return {
      name,
      title: verdict.ok ? '与公示网站现在公示的逐字节相同' : '决定的凭证不成立',
      ...verdict,
      facts: [fingerprint, ...told(verdict.shown).facts],
      link: { href: address, text: '看公示的全文' },
    }
  }
  return {
    name,
    ok: false,
    title: '不是本局制成的文件，或者改动过',
    checks: [],
    facts: [fingerprint],
    unproved: [
      '打印后扫描、另存过的 PDF 已经是另一个文件：请扫一扫文书上的二维码，核对名称和文号。',
      '从公示网站下载的决定，文件名里要有文号（如“某市监罚〔2026〕14号.pdf”），才找得到它。',
    ],
  }
}

/** What the record itself says of the paper that it is about. */
const told = (shown: unknown): Pick<Judged, 'facts'> & { readonly link?: Judged['link'] & object } => {
  const { happenedAt, data } = (shown ?? {}) as {
    readonly happenedAt?: string
    readonly data?: { readonly papers?: unknown }
  }
  const papers = (Array.isArray(data?.papers) ? data.papers : []).filter((each) => each !== null)
  const [paper] = papers as readonly { readonly title?: string; readonly number?: { readonly text?: string } }[]
  const number = paper?.number?.text
  return {
    facts: [
      ...(paper?.title === undefined ? [] : [{ title: '文书', text: paper.title }]),
      ...(number === undefined ? [] : [{ title: '文号', text: number }]),
      ...(happenedAt === undefined ? [] : [{ title: '记录的时间', text: clock.format(new Date(happenedAt)) }]),
    ],
    ...(number === undefined ? {} : { link: { href: decisionAddress(number), text: '看公示的现状' } }),
  }
}

const clock = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' })

/** The answers, one below the other. */
export const verdictsHtml = (judged: readonly Judged[]) =>
  html`${judged.map(
    ({ name, ok, title, checks, facts, unproved, link }) => html`<div class="verdict ${ok ? 'real' : 'differs'} block">
<p class="${ok ? 'good' : 'late'}">${ok ? '✓ 核验通过' : '✗ 核验没有通过'}</p>
<h3>${title}</h3>
<p class="muted small">${name}</p>
${checks.length === 0 ? '' : html`<ul class="checked">${checks.map((each) => html`<li class="${each.ok ? '' : 'wrong'}"><span class="${each.ok ? 'good' : 'late'}">${each.ok ? '✓' : '✗'}</span> ${each.name}：${each.says}</li>`)}</ul>`}
${facts.length === 0 ? '' : html`<dl class="terms">${facts.map((fact) => html`<div><dt>${fact.title}</dt><dd${fact.text.length === 64 ? html` class="code"` : ''}>${fact.text}</dd></div>`)}</dl>`}
<ul class="limits small muted">${unproved.map((each) => html`<li>${each}</li>`)}</ul>
${link === undefined ? '' : html`<p><a href="${link.href}">${link.text}</a></p>`}
</div>`,
  )}`
