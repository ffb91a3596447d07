import { html } from 'hono/html'
import type { Answer, ShownOfficer } from '../../src/showing/index.ts'
import { type Frame, page } from '../layout.ts'
import type { CheckGiven } from '../query.ts'
import { dayTime, type Html, instantText, instantTime } from '../words.ts'

export interface CheckShown {
  readonly given?: CheckGiven
  readonly wrong?: { readonly field: 'n' | 'c'; readonly message: string }
  readonly answer?: Answer
}

/** 当面核对: who stands before somebody and shows a card on a phone. */
export const checkPage = (frame: Frame, { given, wrong, answer }: CheckShown): string => {
  const { title, body } =
    answer === undefined ? { title: '核对亮证', body: html`${head}${form(given, wrong)}` } : told(frame, given, answer)
  return page(
    frame,
    {
      title,
      description: '扫执法人员手机上的码，或者输入执法证号和动态码，当面核对他是谁。',
      // What was asked stands in the address.
      hidden: answer !== undefined || wrong !== undefined,
    },
    html`${body}${answer === undefined || answer.kind === 'right' ? rights : ''}`,
  )
}

const told = (frame: Frame, given: CheckGiven | undefined, answer: Answer): { title: string; body: Html } => {
  const { phone } = frame.agency
  switch (answer.kind) {
    case 'right':
      return answer.officer.notValid === undefined ? right(answer) : notValid(frame, answer)
    case 'old':
      return no(
        '动态码过期了',
        html`<p class="lead">这个码是 ${answer.minutes} 分钟以前的。动态码每 30 秒换一次，请看着手机上现在的码再输一遍，或者再扫一次。</p>
<p>对方不肯再给您看的，请不要让他检查，并拨打 <strong>${phone}</strong>。</p>`,
        given,
      )
    case 'unknown':
      return no(
        '没有这个执法证号',
        html`<p class="lead">本局没有人持有这个执法证号。请对照手机再看一眼证号。</p>
<p>确实没有的，他不是本局的执法人员。您可以拒绝检查，并拨打 <strong>${phone}</strong>；遇到冒充执法的，可以报警。</p>`,
        given,
      )
    case 'wrong':
      return no(
        '动态码不对',
        html`<p class="lead">这个码不是这名执法人员的手机现在显示的。请看着手机再输一遍，或者直接扫码。</p>
<p>再输仍然不对的，请不要让他检查，并拨打 <strong>${phone}</strong> 核实；遇到冒充执法的，可以报警。</p>`,
        given,
      )
    case 'too-often':
      return no(
        '输错的次数太多了',
        html`<p class="lead">为了防止有人试码，请在 ${clockText(answer.until)} 以后再试。</p>
<p>现在就要核对的，请拨打 <strong>${phone}</strong>。</p>`,
        undefined,
      )
  }
}

const clockText = (instant: string): string => instantText(instant).slice(-8, -3)

const no = (title: string, words: Html, given: CheckGiven | undefined): { title: string; body: Html } => ({
  title,
  body: html`<div class="verdict differs"><p class="late">✗ 没有通过核对</p><h1>${title}</h1>${words}</div>
<section class="block" aria-labelledby="again"><h2 id="again">再核对一次</h2>${form(given, undefined)}</section>`,
})

type Right = Extract<Answer, { readonly kind: 'right' }>

const right = ({ officer, at, task, shown, ticket, confirmed, mayConfirm }: Right): { title: string; body: Html } => ({
  title: `${officer.name}是本局的执法人员`,
  body: html`<div class="verdict real"><p class="good">✓ 核对通过</p><h1>${officer.name}是本局的执法人员</h1>
${face(officer, ticket)}
<p class="lead">请看一眼：照片上的人，是不是正站在您面前的人？不是的，请不要让他检查，并告诉我们。</p>
<dl class="terms"><div><dt>来意</dt><dd>${task ?? '他的手机没有联网，来意请当面问他'}</dd></div>
${shown === undefined ? '' : html`<div><dt>出示时间</dt><dd>${instantTime(shown.at)}${shown.place === undefined ? '' : html`，${shown.place}`}</dd></div>`}
<div><dt>您核对的时间</dt><dd>${instantTime(at)}</dd></div></dl></div>
${
  confirmed
    ? html`<section class="block"><p class="good">✓ 您已经确认过：执法人员出示了证件、说明了来意。</p></section>`
    : mayConfirm
      ? html`<section class="block" aria-labelledby="confirm"><h2 id="confirm">您愿意的话，可以确认一下</h2>
<p>确认的意思只是：他出示了证件、说明了来意。不确认也不影响您的任何权利。</p>
<form class="confirm" action="/officers/check" method="post"><input type="hidden" name="ticket" value="${ticket}">
<div class="field"><label for="note">想说的话（可以不写）</label><input id="note" name="note" maxlength="100" autocomplete="off"></div>
<button>确认看到了证件</button></form></section>`
      : ''
}`,
})

const notValid = ({ agency }: Frame, { officer, ticket }: Right): { title: string; body: Html } => ({
  title: `${officer.name}现在不能执法`,
  body: html`<div class="verdict differs"><p class="late">✗ 现在不能执法</p><h1>${officer.name}现在不能执法</h1>
${face(officer, ticket)}
<p class="lead">${officer.notValid}。您可以拒绝检查，并拨打 <strong>${agency.phone}</strong> 告诉我们。</p></div>`,
})

const face = ({ name, unit, duty, certificate, until, photo }: ShownOfficer, ticket: string): Html =>
  html`<div class="portrait">${photo ? html`<img src="/officers/check/photo?ticket=${ticket}" alt="${name}的证件照片" width="180" height="240">` : html`<p class="muted">没有登记照片</p>`}
<dl class="terms"><div><dt>姓名</dt><dd>${name}</dd></div><div><dt>单位</dt><dd>${unit}</dd></div><div><dt>职务</dt><dd>${duty}</dd></div>
<div><dt>执法证号</dt><dd>${certificate}</dd></div>${until === undefined ? '' : html`<div><dt>有效期至</dt><dd>${dayTime(until)}</dd></div>`}</dl></div>`

const head = html`<div class="head"><h1>核对亮证</h1>
<p class="lead">执法人员会把手机转过来给您看。扫上面的码，或者在这里输入执法证号和 6 位动态码，就知道他是谁、来做什么。</p></div>`

const form = (given: CheckGiven | undefined, wrong: CheckShown['wrong']): Html => {
  const told = (field: 'n' | 'c'): Html | '' =>
    wrong?.field === field ? html`<p class="wrong" id="${field}-wrong">${wrong.message}</p>` : ''
  const invalid = (field: 'n' | 'c'): Html | '' =>
    wrong?.field === field ? html` aria-invalid="true" aria-describedby="${field}-wrong"` : ''
  return html`<form class="confirm" aria-label="核对亮证" action="/officers/check" method="get">
<div class="field"><label for="n">执法证号</label><input id="n" name="n" maxlength="30" autocomplete="off" required value="${given?.number ?? ''}"${invalid('n')}>${told('n')}</div>
<div class="field"><label for="c">动态码</label><input id="c" name="c" inputmode="numeric" maxlength="8" autocomplete="off" required value=""${invalid('c')}>${told('c')}<p class="hint">手机上正在显示的 6 位数字，每 30 秒换一次</p></div>
<button>核对</button></form>`
}

const rights = html`<section class="block" aria-labelledby="rights"><h2 id="rights">您可以要求的</h2>
<p>调查、检查时执法人员不少于两人，每个人都应当出示证件；不出示的，您有权拒绝（《行政处罚法》第五十五条）。您还可以陈述、申辩，认为执法人员与您有利害关系的，可以申请他回避。</p>
<p class="inline"><a href="/officers">查全部执法人员</a><a href="/complaints">投诉</a></p></section>`

/** After the party has confirmed. */
export const confirmedPage = (frame: Frame, outcome: 'noted' | 'before' | 'over'): string => {
  const title = outcome === 'over' ? '现在不能确认了' : '已经记下'
  return page(
    frame,
    { title, hidden: true },
    outcome === 'over'
      ? html`<div class="verdict differs"><h1>${title}</h1><p class="lead">核对以后半小时内可以确认。请再扫一次执法人员手机上的码。</p>
<p class="inline"><a href="/officers/check">再核对一次</a></p></div>`
      : html`<div class="verdict real"><p class="good">✓ ${title}</p><h1>谢谢您的确认</h1>
<p class="lead">${outcome === 'noted' ? '您的确认已经记入执法记录' : '您先前已经确认过'}：执法人员出示了证件、说明了来意。</p></div>${rights}`,
  )
}
