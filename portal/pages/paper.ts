import { html } from 'hono/html'
import type { PortalSource } from '../../src/disclosure/view.ts'
import { decisionAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { figure, type Html, instantTime } from '../words.ts'

type Paper = NonNullable<Awaited<ReturnType<PortalSource['paper']>>>

/** Where the QR code of a paper leads: is it real, and is it this one? */
export const paperPage = (frame: Frame, paper: Paper | undefined): string => {
  const { title, body } =
    paper === undefined || !paper.found ? unknown(frame) : paper.matches ? real(paper) : differs(frame, paper)
  return page(frame, { title, hidden: true }, body)
}

/** The code was read only in part. */
export const brokenCodePage = (frame: Frame): string =>
  page(
    frame,
    { title: '二维码不完整', hidden: true },
    html`<div class="verdict"><h1>二维码没有读全</h1>
<p class="lead">网址里缺少内容摘要，还不能核验。请把文书放平、擦净，再扫一次。</p>
<p>仍然不行的，请带上文书到${frame.agency.address}，或者拨打 ${frame.agency.phone}。</p></div>`,
  )

interface Verdict {
  readonly title: string
  readonly body: Html
}

const real = ({ title, number, sealedAt, index, pdf }: Paper): Verdict => ({
  title: '是真的',
  body: html`<div class="verdict real"><p class="good">✓ 核验通过</p><h1>这份文书是真的</h1>
<p class="lead">本局作出过这份文书，码里的内容摘要与账本一致。</p>
<dl class="terms"><div><dt>文书</dt><dd>${title}</dd></div>
${number === undefined ? '' : html`<div><dt>文号</dt><dd>${number}</dd></div>`}
${sealedAt === undefined ? html`<div><dt>封存</dt><dd>刚刚作出，正在等待封存</dd></div>` : html`<div><dt>封存时间</dt><dd>${instantTime(sealedAt)}</dd></div>`}
${index === undefined ? '' : html`<div><dt>账本</dt><dd>第 ${figure(index + 1)} 条</dd></div>`}
${pdf === undefined ? '' : html`<div><dt>电子文书</dt><dd>制成时的 PDF 文件，SHA-256 是 <span class="code">${pdf}</span>。您手里的 PDF 算出来与它相同的，就是本局制成的那一份</dd></div>`}</dl>
<p><strong>还请您看一眼：</strong>纸上的文书名称${number === undefined ? '' : '和文号'}，与这里写的是不是同一个。别人可以把真的码印在假的纸上。</p>
<p class="inline">${number === undefined ? '' : html`<a href="${decisionAddress(number)}">看公示的全文</a>`}<a href="/verify">核验是怎么做的</a></p></div>`,
})

const differs = ({ agency }: Frame, { title, number }: Paper): Verdict => ({
  title: '内容对不上',
  body: html`<div class="verdict differs"><p class="late">✗ 核验没有通过</p><h1>内容对不上</h1>
<p class="lead">本局有过一份${title}${number === undefined ? '' : `（${number}）`}，但是码里的内容摘要与账本不一致：您手里的这一份可能被改过，也可能已经更正。</p>
<p><strong>请不要按它缴款。</strong>带上文书到${agency.address}，或者拨打 <strong>${agency.phone}</strong> 核实。</p></div>`,
})

const unknown = ({ agency }: Frame): Verdict => ({
  title: '没有这份文书',
  body: html`<div class="verdict differs"><p class="late">✗ 没有查到</p><h1>没有这份文书</h1>
<p class="lead">本局的账本里没有这份文书。它可能不是本局作出的，也可能是假的。</p>
<p><strong>请不要按它缴款、转账。</strong>请拨打 <strong>${agency.phone}</strong> 核实；遇到冒充执法的，可以报警。</p></div>`,
})
