import { html } from 'hono/html'
import type { FollowAnswer, Followed } from '../../src/channels/index.ts'
import { type Frame, page } from '../layout.ts'
import { articles, dayTime, type Html, instantText, instantTime } from '../words.ts'

export interface FollowShown {
  readonly number: string
  /** What was typed, with which the letters are asked for. */
  readonly code?: string
  readonly wrong?: string
  readonly answer?: FollowAnswer
}

/** 查进度: number and code, for complaints and for the parties of cases. */
export const followPage = (frame: Frame, { number, code = '', wrong, answer }: FollowShown): string => {
  if (answer?.kind === 'found')
    return page(frame, { title: '办理进度', hidden: true }, followed(frame, answer.followed, { number, code }))
  const told =
    wrong ??
    (answer?.kind === 'no'
      ? '登记号（案号）或者查询码不对，请对照纸条再输一遍。查询码由数字和字母组成，不分大小写。'
      : answer?.kind === 'too-often'
        ? `输错的次数太多了。为了防止有人试码，请在 ${instantText(answer.until).slice(-8, -3)} 以后再试；着急的请拨打 ${frame.agency.phone}。`
        : undefined)
  return page(
    frame,
    { title: '查进度', description: '凭登记号或者案号和查询码，查办理进度。', hidden: told !== undefined },
    html`<div class="head"><h1>查进度</h1>
<p class="lead">投诉、举报、咨询的，用提交时给的登记号和查询码；案件的当事人，用案号和办案人员给的查询码。</p></div>
${told === undefined ? '' : html`<div class="wrongs" role="alert"><p>${told}</p></div>`}
<form class="confirm" action="/follow" method="post" aria-label="查进度">
<div class="field"><label for="number">登记号或者案号</label><input id="number" name="number" maxlength="60" autocomplete="off" required value="${number}"></div>
<div class="field"><label for="code">查询码</label><input id="code" name="code" maxlength="30" autocomplete="off" required><p class="hint">12 位，如 AB2C-3D4E-5F6G</p></div>
<button>查询</button></form>
<section class="block" aria-labelledby="lost"><h2 id="lost">没有查询码，或者丢了</h2>
<p>查询码只给过本人，我们没有存，不能再告诉您。请带身份证明到窗口，或者拨打 <strong>${frame.agency.phone}</strong>，核对身份后口头告知进度；案件的当事人可以请办案人员重新发放。</p></section>`,
  )
}

const followed = (
  { agency }: Frame,
  { title, number, stage, unit, steps, limits, papers, next }: Followed,
  asked: Readonly<Record<'number' | 'code', string>>,
): Html =>
  html`<div class="head"><p class="back"><a href="/follow">再查一件</a></p><h1>${stage}</h1>
<p class="lead">${number}　${title}</p></div>
${
  limits.length === 0
    ? ''
    : html`<section class="block" aria-labelledby="limits"><h2 id="limits">现在的期限</h2><ul class="rows">${limits.map(
        (limit) =>
          html`<li><h3>${limit.title}：${limit.late ? html`<span class="late">${limit.dueText}</span>` : limit.dueText}</h3>
<p class="facts">${limit.due === undefined ? '' : html`<span>${dayTime(localDay(limit.due))}前</span>`}<span>${limit.explanation}</span>${limit.basis.length === 0 ? '' : html`<span>${articles(limit.basis)}</span>`}${limit.unverified === undefined ? '' : html`<span>按《${limit.unverified}》，条文未经核实</span>`}</p></li>`,
      )}</ul></section>`
}
<section class="block" aria-labelledby="steps"><h2 id="steps">办到哪一步</h2><ol class="rows">${steps.map(
    (step) =>
      html`<li><h3>${step.title}</h3><p class="facts">${instantTime(step.at)}</p>${step.text === '' ? '' : html`<p class="typed">${step.text}</p>`}${step.letter === undefined ? '' : letterForm(step.letter, asked)}</li>`,
  )}</ol></section>
${
  papers.length === 0
    ? ''
    : html`<section class="block" aria-labelledby="papers"><h2 id="papers">送达给您的文书</h2><ul class="rows">${papers.map(
        (paper) =>
          html`<li><h3><a href="${paper.href}">${paper.title}${paper.number === undefined ? '' : `　${paper.number}`}</a></h3><p class="facts"><span>${dayTime(localDay(paper.servedAt))}送达</span><span>点开核对手里的文书是不是这一份</span></p></li>`,
      )}</ul></section>`
}
<section class="block" aria-labelledby="next"><h2 id="next">您可以</h2><ul class="rows">${next.map(
    ({ text, basis }) =>
      html`<li><p>${text}</p>${basis.length === 0 ? '' : html`<p class="facts">${articles(basis)}</p>`}</li>`,
  )}</ul>
<p>有疑问的，请找${unit ?? agency.name}，电话 <strong>${agency.phone}</strong>。</p></section>`

/** The code goes in the body, so that it stands in no address, history or log. */
const letterForm = (
  { id, title }: { readonly id: string; readonly title: string },
  { number, code }: Readonly<Record<'number' | 'code', string>>,
): Html =>
  html`<form action="/follow/letter" method="post"><input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}"><input type="hidden" name="letter" value="${id}"><button class="quiet">下载${title}（PDF）</button></form>`

const localDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
