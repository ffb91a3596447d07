import { html } from 'hono/html'
import type { PublicAgency } from '../src/disclosure/view.ts'
import { typeAddress } from './addresses.ts'
import { stylesheetAddress } from './stylesheet.ts'
import type { Html } from './words.ts'

/** What stands around every page. */
export interface Frame {
  readonly agency: PublicAgency
  /** Large type (适老化) was chosen. */
  readonly large: boolean
  /** Path and query of the page. */
  readonly here: string
  /** The bureau is invented, and every page says so. */
  readonly demo: boolean
}

export interface PageHead {
  readonly title: string
  readonly description?: string
  /** Search engines are asked to leave it out. */
  readonly hidden?: boolean
  /** Address of a module that makes the page quicker; the page must do without. */
  readonly script?: string
}

const sections = [
  { path: '/decisions', title: '决定公示' },
  { path: '/guide', title: '办事指南' },
  { path: '/officers', title: '执法人员' },
  { path: '/complaints', title: '投诉与进度' },
] as const

const more = [
  { path: '/lists', title: '公示清单' },
  { path: '/changes', title: '最近变化' },
  { path: '/items', title: '执法事项' },
  { path: '/procedure', title: '执法流程' },
  { path: '/recording', title: '音像记录' },
  { path: '/review', title: '法制审核' },
  { path: '/remedies', title: '权利救济' },
  { path: '/window', title: '窗口公示牌' },
  { path: '/updates', title: '最近更新' },
  { path: '/ledger', title: '公示期限账' },
  { path: '/board', title: '三项制度落实情况' },
  { path: '/verify', title: '如何核验' },
  { path: '/openapi.json', title: '开放数据接口' },
] as const

/** A whole page. It needs no script, and nothing but its one stylesheet. */
export const page = (frame: Frame, head: PageHead, body: Html): string => {
  const { agency, large, here, demo } = frame
  const path = here.split('?')[0] ?? '/'
  const full = path === '/' ? `${agency.name} 行政执法公示` : `${head.title} - ${agency.name}`
  return String(html`<!doctype html>
<html lang="zh-CN"${large ? html` data-type="large"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${full}</title>
${head.description === undefined ? '' : html`<meta name="description" content="${head.description}">`}
${head.hidden ? html`<meta name="robots" content="noindex">` : ''}
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylesheetAddress}">
${head.script === undefined ? '' : html`<script type="module" src="${head.script}"></script>`}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
${demo ? html`<aside class="demo" aria-label="演示说明"><div class="frame"><p class="small">演示系统：城市、机关、企业和人员都是虚构的。</p></div></aside>` : ''}
<header class="top"><div class="frame">
<a class="bureau" href="/">${agency.name}<span>行政执法公示</span></a>
<nav aria-label="栏目"><ul>
${sections.map((section) => html`<li><a href="${section.path}"${current(path, section.path)}>${section.title}</a></li>`)}
</ul></nav>
<a class="type" rel="nofollow" href="${typeAddress(here, large ? 'normal' : 'large')}">${large ? '标准字号' : '大字版'}</a>
</div></header>
<main id="main" tabindex="-1"><div class="frame">
${body}
</div></main>
<footer class="foot"><div class="frame">
<div>
<p>${agency.name}</p>
<p>地址：${agency.address}</p>
<p>电话：${agency.phone}</p>
<p>办公时间：${agency.hours}</p>
</div>
<nav aria-label="更多"><ul>
${more.map((each) => html`<li><a href="${each.path}"${current(path, each.path)}>${each.title}</a></li>`)}
</ul></nav>
</div></footer>
</body>
</html>
`)
}

const current = (path: string, section: string): Html | '' =>
  path === section ? html` aria-current="page"` : path.startsWith(`${section}/`) ? html` aria-current="true"` : ''
