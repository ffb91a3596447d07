import { html } from 'hono/html'
import type { ListPage, PublicEntry, PublicListRow } from '../../src/registry/index.ts'
import { type Frame, page } from '../layout.ts'
import { pagination } from '../pagination.ts'
import { dayTime, figure, type Html } from '../words.ts'

type Kind = Pick<PublicListRow, 'kind' | 'title' | 'about'>

const address = (kind: string): string => `/lists/${kind}`
const entryAddress = ({ kind, id }: PublicEntry): string => `/lists/${kind}/${encodeURIComponent(id)}`

/** All lists that are published before the bureau acts (事前公示). */
export const listsPage = (frame: Frame, lists: readonly PublicListRow[]): string =>
  page(
    frame,
    { title: '公示清单', description: '谁执法、管什么、依据是什么、怎样办，执法以前先公布。' },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>公示清单</h1>
<p class="lead">执法以前先公布：谁执法、管什么、依据是什么、怎样办。每次变更由责任机构起草、法规处审核、公示人员发布，以前的版本都可以查。</p>
<p class="inline"><a href="/changes">最近有什么变化</a><a href="/changes/personnel">人员变动公告</a></p></div>
<ul class="doors">${lists.map(({ kind, title, about, entries, updated }) => html`<li><a href="${address(kind)}"><strong>${title}</strong><span>${about}</span><span>${figure(entries)} 条${updated === undefined ? '' : html`，${dayTime(updated)}更新`}</span></a></li>`)}
<li><a href="/officers"><strong>执法人员和辅助人员</strong><span>按姓名、证号核对</span></a></li>
<li><a href="/procedure"><strong>执法流程图</strong><span>与办案系统正在执行的流程一致</span></a></li></ul>`,
  )

/** One list: searched, page by page; or, to be printed, with everything. */
export const listPage = (
  frame: Frame,
  { kind, title, about }: Kind,
  q: string,
  { rows, ...pages }: ListPage,
  whole: boolean,
): string =>
  page(
    frame,
    { title, description: about },
    html`<p class="back"><a href="/lists">公示清单</a></p>
<div class="head"><h1>${title}</h1><p class="lead">${about}。</p></div>
<form class="seek" role="search" aria-label="查${title}" action="${address(kind)}" method="get">
<div class="field"><label for="q">名称、依据或者其中的字</label><input id="q" name="q" type="search" maxlength="100" autocomplete="off" value="${q}"></div>
<button>查询</button></form>
<section class="block" aria-labelledby="entries"><h2 id="entries">${q === '' ? '现行有效的' : `“${q}”的查询结果`}</h2>
<p class="count"><span>${figure(pages.total)} 条</span><span class="inline downloads">${whole ? html`<a href="${address(kind)}">只看名称</a>` : html`<a href="${address(kind)}?whole=1">全部内容（打印用）</a>`}<a href="${address(kind)}.csv">CSV</a><a href="${address(kind)}.xlsx">Excel</a><a href="${address(kind)}.json">JSON</a></span></p>
${rows.length === 0 ? html`<div class="empty"><h3>没有找到</h3><p>${q === '' ? '这份清单还没有公布内容。' : html`换一个词再查，或者<a href="${address(kind)}">看全部</a>。`}</p></div>` : html`<ul class="rows">${rows.map((row) => line(row, whole))}</ul>`}
${whole ? '' : pagination(address(kind), { q: q === '' ? undefined : q }, pages)}</section>`,
  )

const line = (
  entry: PublicEntry,
  whole: boolean,
): Html => html`<li><h3><a href="${entryAddress(entry)}">${entry.title}</a></h3>
${whole ? fields(entry) : ''}
<p class="facts">${entry.unit === undefined ? '' : html`<span>${entry.unit}</span>`}<span>${dayTime(entry.from)}起</span><span>第 ${entry.version} 版</span>${entry.unverified ? html`<span class="soon">依据未经核实</span>` : ''}</p></li>`

const fields = (entry: PublicEntry): Html =>
  html`<dl class="terms">${entry.fields.map(
    ({ title, lines }) =>
      html`<div><dt>${title}</dt><dd>${lines.length === 1 ? lines[0] : html`<ul>${lines.map((each) => html`<li>${each}</li>`)}</ul>`}</dd></div>`,
  )}</dl>`

/** One entry, in the version that is asked for, and all its versions. */
export const listEntryPage = (
  frame: Frame,
  { kind, title }: Kind,
  versions: readonly PublicEntry[],
  shown: PublicEntry | undefined,
  today: string,
): string => {
  const current = versions.find((each) => each.from <= today && (each.until === undefined || today <= each.until))
  const name = shown?.title ?? versions[0]?.title ?? title
  return page(
    frame,
    { title: name, description: `${title}：${name}` },
    html`<p class="back"><a href="${address(kind)}">${title}</a></p>
<div class="head"><h1>${name}</h1></div>
${
  shown === undefined
    ? html`<p class="empty">没有这一版。下面是有的版本。</p>`
    : html`${
        shown === current
          ? ''
          : html`<p class="notice">这是${shown.from > today ? '还没有生效' : '以前'}的一版。${current === undefined ? '现在没有有效的版本。' : html`<a href="${entryAddress(shown)}">看现在的内容</a>`}</p>`
      }
<p class="facts"><span>第 ${shown.version} 版</span><span>${dayTime(shown.from)}起有效</span>${shown.until === undefined ? '' : html`<span>到${dayTime(shown.until)}为止</span>`}${shown.unverified ? html`<span class="soon">“其他依据”未经核实</span>` : ''}</p>
<section class="block" aria-label="内容">${fields(shown)}</section>`
}
<section class="block" aria-labelledby="versions"><h2 id="versions">各个版本</h2><ul class="rows">${versions.map(
      (
        each,
      ) => html`<li><h3><a href="${entryAddress(each)}?version=${each.version}"${each === shown ? html` aria-current="true"` : ''}>第 ${each.version} 版</a>${each === current ? '（现行）' : ''}</h3>
<p class="facts"><span>${dayTime(each.from)}起${each.until === undefined ? '' : html`，到${dayTime(each.until)}为止`}</span><span>${each.reason}</span></p></li>`,
    )}</ul></section>`,
  )
}

export const noListPage = (frame: Frame): string =>
  page(
    frame,
    { title: '没有这份清单', hidden: true },
    html`<div class="head"><h1>没有这份清单</h1><p class="lead">地址可能写错了，或者这一条从来没有公布过。</p></div><p><a class="button quiet" href="/lists">看全部清单</a></p>`,
  )
