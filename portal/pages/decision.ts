import { html } from 'hono/html'
import type { PublicDecision, PublicProof, PublicSection, PublicText } from '../../src/disclosure/view.ts'
import { decisionAddress } from '../addresses.ts'
import { type Frame, page } from '../layout.ts'
import { dayTime, figure, type Html, instantTime } from '../words.ts'
import { partyKinds, procedures, punctuality } from './decision-row.ts'

export const decisionPage = (frame: Frame, view: PublicDecision): string =>
  page(
    frame,
    {
      title: `${view.number} ${view.party}`,
      description: `${view.party}：${view.violation}。${view.content}`,
      // A person's name should be found here by who looks for it here, not by whoever types it into a search engine.
      hidden: view.partyKind === 'person',
    },
    html`<p class="back"><a href="/decisions">全部决定</a></p>
<div class="head"><h1>${view.party}</h1>
<p class="lead">${view.violation}</p></div>
<div class="decision">
<article aria-label="决定">
<section aria-labelledby="summary"><h2 id="summary" class="unseen">摘要</h2>${summary(view)}</section>
<section class="block" aria-labelledby="document">
<h2 class="unseen" id="document">决定书全文</h2>
${sheet(view)}
</section>
</article>
<aside aria-label="核验、过程和救济">
${proofCard(view)}
${stepsCard(view)}
${remediesCard(view)}
${downloadsCard(view)}
</aside>
</div>`,
  )

/** The summary that has to stand before every decision (信息公示规定 art. 4), and what the bureau adds. */
const summary = (view: PublicDecision): Html => {
  const terms: readonly (readonly [string, string | Html])[] = [
    ['文号', view.number],
    ['当事人', `${view.party}（${partyKinds[view.partyKind]}）`],
    ...(view.partyCode === undefined
      ? []
      : [['统一社会信用代码', html`<span class="code">${view.partyCode}</span>`] as const]),
    ['违法行为类型', view.violation],
    ['行政处罚内容', view.content],
    ['处罚种类', view.penalties.join('、')],
    ['作出决定的机关', view.agency],
    ['程序', procedures[view.procedure]],
    ['决定日期', dayTime(view.decidedOn)],
    ['公示日期', published(view)],
    ['公示到', dayTime(view.until)],
    ...(view.corrections.length === 0
      ? []
      : [
          [
            '更正',
            html`${view.corrections.map(({ on, what }, place) => html`${place === 0 ? '' : html`<br>`}${dayTime(on)}：${what}`)}`,
          ] as const,
        ]),
    ['承办机构', view.unitName],
    ['处罚事项', view.item],
    [
      '执法人员',
      view.officers.length === 0
        ? '未公开'
        : html`${view.officers.map(({ name, certificate }, place) => html`${place === 0 ? '' : '，'}<span class="whole">${name}（<a href="/officers?q=${encodeURIComponent(certificate)}">${certificate}</a>）</span>`)}`,
    ],
  ]
  return html`<dl class="terms">${terms.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`
}

const published = (view: PublicDecision): Html =>
  html`${dayTime(view.publishedOn)}，${punctuality(view) ?? html`<span class="good whole">✓ 按时</span>`}<br><span class="small muted">本局承诺${dayTime(view.targetOn)}前，法定${dayTime(view.dueOn)}前</span>`

const sheet = ({ document: { title, sections } }: PublicDecision): Html => {
  const masks = sections.flatMap(({ paragraphs }) => paragraphs.flat()).filter((run) => 'masked' in run).length
  return html`<div class="sheet"><h2>${title}</h2>
${masks === 0 ? '' : html`<p class="note small muted">有 ${figure(masks)} 处依法隐去，原处标明了隐去的是什么；其余文字与送达当事人的决定书一致（《市场监督管理行政处罚信息公示规定》第六条、第七条）。</p>`}
${sections.map(section)}</div>`
}

const section = ({ heading, paragraphs }: PublicSection): Html => html`<section>
${heading === undefined ? '' : html`<h3>${heading}</h3>`}
${paragraphs.map((runs) => html`<p>${runs.map(run)}</p>`)}
</section>`

const run = (each: PublicText): Html | string =>
  'masked' in each ? html`<span class="masked">已隐去：${each.masked}</span>` : each.text

const tick = html`<svg class="good" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9" fill="currentColor" opacity=".14"/><path d="M5.5 10.5l3 3 6-7" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`
const dash = html`<svg class="muted" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 10h8" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>`

const proofCard = ({ number, proof }: PublicDecision): Html =>
  proof === undefined
    ? html`<section class="card wait" aria-labelledby="proof"><h2 id="proof">这份决定可信吗</h2>
<p><span class="soon">还在等待封存。</span>决定写入账本后，通常几秒钟内封存；封存以后，这里会逐项说明证明了什么。请稍后刷新。</p></section>`
    : html`<section class="card proof" aria-labelledby="proof"><div class="sealed"><h2 id="proof">这份决定可信吗</h2><p class="seal" aria-hidden="true">已入账本</p></div>
<ul class="ticks">${proved(proof).map(([title, text]) => html`<li>${tick}<div><strong>${title}</strong><p>${text}</p></div></li>`)}</ul>
<h3>没有证明的</h3>
<ul class="ticks">${unproved.map(([title, text]) => html`<li>${dash}<div><strong>${title}</strong><p>${text}</p></div></li>`)}</ul>
<p class="small">以上由本站核对。不想只听我们说？<a href="${decisionAddress(number)}/receipt" download>下载凭证</a>，<a href="/verify">用独立程序自己核验</a>。</p>
<details><summary>账本摘要</summary><p class="code">${proof.digest}</p></details>
</section>`

const proved = ({ index, treeSize, sealedAt, maskedFields }: PublicProof): readonly (readonly [string, Html])[] => [
  [
    '原文一致',
    maskedFields.length === 0
      ? html`公示的文字与送达当事人的决定书逐字一致，没有隐去任何内容。`
      : html`公示的文字与送达当事人的决定书逐字一致，只隐去了：${maskedFields.map(({ title, reason }) => `${title}（${reason}）`).join('、')}。`,
  ],
  [
    '时间',
    html`最晚在 ${instantTime(sealedAt)}，它已经写进账本，是第 <span class="whole">${figure(index + 1)} 条</span>。`,
  ],
  [
    '未改动',
    html`写入以后一个字也没有改过；账本现有 <span class="whole">${figure(treeSize)} 条</span>，改动其中任何一条都会对不上。`,
  ],
]

const unproved: readonly (readonly [string, string])[] = [
  ['对错', '账本不判断事实认定和处罚是否正确。不服的，可以申请复议或者起诉。'],
  ['隐去的内容', '隐去的是什么，从这里看不到，也猜不出来。'],
]

const stepsCard = ({ steps }: PublicDecision): Html | '' =>
  steps.length === 0
    ? ''
    : html`<section class="card" aria-labelledby="steps"><h2 id="steps">办案过程</h2>
<ol class="path">${steps.map(step)}</ol></section>`

const step = ({ title, on, allowed, taken, late, explanation }: PublicDecision['steps'][number]): Html => {
  const spans = [
    ...(taken === undefined ? [] : [`用时 ${taken}`]),
    ...(allowed === undefined ? [] : [`限期 ${allowed}`]),
  ]
  const mark =
    late === undefined
      ? ''
      : late
        ? html` <span class="late small">✗ 超期</span>`
        : html` <span class="good small">✓ 按时</span>`
  return html`<li${late === true ? html` class="over"` : ''}>
<h3><span>${title}${mark}</span>${dayTime(on)}</h3>
${spans.length === 0 ? '' : html`<p class="small">${spans.join('，')}</p>`}
${explanation === undefined ? '' : html`<p class="small muted">${explanation}</p>`}</li>`
}

const remediesCard = ({ remedies }: PublicDecision): Html | '' =>
  remedies.length === 0
    ? ''
    : html`<section class="card" aria-labelledby="remedies"><h2 id="remedies">当事人不服怎么办</h2>
${remedies.map(
  ({ title, where, until, explanation, basis }) => html`<div><h3>${title}</h3>
<p>${until === undefined ? '' : html`最晚 <strong>${dayTime(until)}</strong>，`}向${where}提出。</p>
<p class="small muted">${explanation}（${basis}）</p></div>`,
)}
<p class="small"><a href="/remedies">怎么申请，要带什么</a></p></section>`

const downloadsCard = ({ number, proof }: PublicDecision): Html =>
  html`<section class="card" aria-labelledby="downloads"><h2 id="downloads">下载</h2>
<p class="downloads"><a class="button quiet" href="${decisionAddress(number)}.pdf">决定书 PDF</a><a class="button quiet" href="${decisionAddress(number)}.json">数据 JSON</a>${proof === undefined ? '' : html`<a class="button quiet" href="${decisionAddress(number)}/receipt" download>凭证</a>`}</p></section>`
