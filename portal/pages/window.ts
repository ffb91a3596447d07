import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { QueueRow, WindowView } from '../../src/channels/index.ts'
import type { GuideMaterials } from '../channels/guide-materials.ts'
import { type Material, materials } from '../channels/materials.ts'
import { type Frame, page } from '../layout.ts'
import { stylesheetAddress } from '../stylesheet.ts'
import { dayText, type Html } from '../words.ts'

export interface WindowShown {
  readonly origin: string
  readonly window: WindowView | undefined
  readonly others: readonly WindowView[]
  readonly queue: readonly QueueRow[]
  readonly licences: readonly GuideMaterials[]
  readonly now: string
}

/** Seconds after which the screen in the hall asks for itself again; who reads the page elsewhere isn't interrupted. */
export const renewal = 60

/** More would not be read from afar. */
const mostOnBoard = 3

const localDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()

const code = (address: string, title: string): Html =>
  html`<li>${raw(renderSVG(address, { border: 1 }).replace('<svg', '<svg aria-hidden="true"'))}<a href="${new URL(address).pathname}">${title}</a></li>`

/** 岗位信息公示牌: a page for a screen at the counter, which renews itself; readable on a phone too. */
export const windowPage = (
  { agency, demo, large }: Frame,
  { origin, window, others, queue, licences, now }: WindowShown,
): string =>
  String(html`<!doctype html>
<html lang="zh-CN"${large ? html` data-type="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>窗口公示牌 - ${agency.name}</title>
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylesheetAddress}">
</head>
<body class="${(window?.posts.length ?? 0) > 5 ? 'screen many' : 'screen'}">
<a class="skip" href="#main">跳到正文</a>
<header><p>${agency.name}</p><h1>${window?.name ?? '政务服务窗口'}</h1><p>${dayText(localDay(now))}</p></header>
<main id="main" tabindex="-1">
<section aria-labelledby="posts"><h2 id="posts">岗位和工作人员</h2>
${
  window === undefined
    ? html`<p class="empty">还没有登记窗口。办事请拨打 ${agency.phone}。</p>`
    : html`<ul class="posts">${window.posts.map(
        ({ number, post, officer, duty, duties }) =>
          html`<li><b>${number}</b><div><h3>${post}　${officer}${duty === undefined ? '' : html`<small>${duty}</small>`}</h3><p>${duties}</p></div></li>`,
      )}</ul>`
}</section>
<section aria-labelledby="queue"><h2 id="queue">办理进度</h2>
${
  queue.length === 0
    ? html`<p class="empty">近来没有登记的投诉、咨询。</p>`
    : html`<table><thead><tr><th scope="col">登记号</th><th scope="col">类别</th><th scope="col">收到</th><th scope="col">进度</th></tr></thead><tbody>${queue.map(
        (row) =>
          html`<tr><td>${row.number}</td><td>${row.kind}</td><td>${dayText(localDay(row.receivedAt)).slice(5)}</td><td>${row.stage}</td></tr>`,
      )}</tbody></table>`
}
<p class="muted">本人凭登记号和查询码查看全部进度和答复。</p></section>
<section aria-labelledby="codes"><h2 id="codes">扫码办</h2>
<ul class="codes">${code(`${origin}/complaints`, '投诉、举报、咨询')}${code(`${origin}/follow`, '查办理进度')}${code(`${origin}/window/materials`, '示范文本')}</ul>
<h2>示范文本</h2>
<p>${materials.map(({ title }, n) => html`${n === 0 ? '' : '、'}${title}`)}，扫码下载，窗口也有。</p>
${
  licences.length === 0
    ? ''
    : html`<h2>办许可带什么</h2>
<ul class="bring">${licences.slice(0, mostOnBoard).map(({ id, title, materials: asked }) => html`<li><a href="/window/materials/licence/${encodeURIComponent(id)}"><b>${title}</b></a><span>${asked.map(({ name }) => name).join('、')}</span></li>`)}</ul>${licences.length > mostOnBoard ? html`<p><a href="/window/materials">全部 ${licences.length} 项</a></p>` : ''}`
}</section>
</main>
<footer><p>咨询：${window?.phone ?? agency.phone}</p><p>投诉举报：12315、${agency.phone}</p><p>${window?.place ?? agency.address}</p><p>${window?.hours ?? agency.hours}</p>${others.map(({ id, name }) => html`<p><a href="/window?id=${encodeURIComponent(id)}">${name}</a></p>`)}<p><a href="/window?screen=1" rel="nofollow">大屏显示（每分钟自动更新）</a></p>${demo ? html`<p>演示系统：机关、人员都是虚构的</p>` : ''}</footer>
</body>
</html>
`)

/** 示范文本: what can be taken along. */
export const materialsPage = (frame: Frame, licences: readonly GuideMaterials[]): string =>
  page(
    frame,
    { title: '示范文本', description: '申请、投诉、举报、委托的示范文本，可以打印、下载。' },
    html`<div class="head"><p class="back"><a href="/window">窗口公示牌</a></p><h1>示范文本</h1><p class="lead">照着写就行。可以打印空白的，也可以下载示范的。</p></div>
<h2 class="unseen">各种文书</h2><ul class="rows">${materials.map(
      ({ id, title, use }) =>
        html`<li><h3><a href="/window/materials/${id}">${title}</a></h3><p class="facts">${use}</p><p class="inline"><a href="/window/materials/${id}">打开、打印</a><a href="/window/materials/${id}.txt">下载示范文本</a></p></li>`,
    )}</ul>
${
  licences.length === 0
    ? ''
    : html`<section class="block" aria-labelledby="licences"><h2 id="licences">办许可要带的材料</h2>
<ul class="rows">${licences.map(({ id, title, materials: asked }) => html`<li><h3><a href="/window/materials/licence/${encodeURIComponent(id)}">${title}</a></h3><p>${asked.map(({ name }) => name).join('、')}</p><p class="facts">${asked.length} 样，可以打印下来逐项打勾</p></li>`)}</ul></section>`
}`,
  )

/** What to bring for a licence, as the guide that is published says it: to be printed and ticked off. */
export const guideMaterialsPage = (
  frame: Frame,
  { id, title, conditions, materials: asked, facts }: GuideMaterials,
): string =>
  page(
    frame,
    { title: `${title}：要带的材料`, description: `办理${title}要准备的材料。` },
    html`<div class="head"><p class="back"><a href="/window/materials">示范文本</a></p><h1>${title}：要带的材料</h1><p class="lead">内容来自现行的办事指南。带齐一样，打一个勾。</p>
<p class="inline"><a href="/lists/licence-guide/${encodeURIComponent(id)}">完整的办事指南</a><a href="/window/materials/application">申请书示范</a></p></div>
<table class="blank bring"><thead><tr><th scope="col" class="box">带了</th><th scope="col">材料</th></tr></thead><tbody>${asked.map(
      ({ name, how }) =>
        html`<tr><td class="box">□</td><th scope="row">${name}${how === '' ? '' : html`<small>${how}</small>`}</th></tr>`,
    )}</tbody></table>
${conditions.length === 0 ? '' : html`<section class="block" aria-labelledby="conditions"><h2 id="conditions">先看够不够条件</h2><ul class="bullets">${conditions.map((each) => html`<li>${each}</li>`)}</ul></section>`}
${facts.length === 0 ? '' : html`<section class="block" aria-labelledby="facts"><h2 id="facts">时间、地点和收费</h2><dl class="terms">${facts.map((each) => html`<div><dt>${each.title}</dt><dd>${each.text}</dd></div>`)}</dl></section>`}`,
  )

/** One form, empty to be printed, with the sample beside it on a screen. */
export const materialPage = (frame: Frame, { id, title, use, rows, note, signed }: Material): string =>
  page(
    frame,
    { title, description: use },
    html`<div class="head"><p class="back"><a href="/window/materials">示范文本</a></p><h1>${title}</h1><p class="lead sample">${use}。打印出来的是空白的表，灰色的示范只在屏幕上。</p>
<p class="inline"><a href="/window/materials/${id}.txt">下载示范文本</a></p></div>
<table class="blank"><tbody>${rows.map(
      (row) =>
        html`<tr${row.tall ? html` class="tall"` : ''}><th scope="row">${row.title}</th><td><span class="sample muted">${row.sample}</span></td></tr>`,
    )}</tbody></table>
<p class="small">${note}</p>
<p class="sign">${signed}：　　　　　　　　　　　　年　　月　　日</p>`,
  )
