import { html } from 'hono/html'
import type { PublicAgency } from '../../src/disclosure/view.ts'
import { type Frame, page } from '../layout.ts'
import { searchBox } from './home.ts'

/** There is no page here. */
export const notFoundPage = (frame: Frame): string =>
  page(
    frame,
    { title: '没有这个页面', hidden: true },
    html`<div class="head"><h1>没有这个页面</h1>
<p class="lead">地址可能写错了，或者页面已经移走。想找的内容可以在这里查：</p></div>
${searchBox({ value: '', large: false })}
<p class="block"><a href="/">回到首页</a>，或者拨打 ${frame.agency.phone}。</p>`,
  )

/** The number names no decision that is public. */
export const noDecisionPage = (frame: Frame, number: string): string =>
  page(
    frame,
    { title: '没有这份决定', hidden: true },
    html`<div class="head"><h1>没有公示过这份决定</h1>
<p class="lead">没有查到 ${number}。</p></div>
<div class="prose"><ul class="empty"><li>请核对文号；</li><li>刚作出的决定在 7 个工作日内公示；</li><li>公示期满的决定不再展示；</li><li>只受到警告的处罚不公示。</li></ul>
<p><a href="/decisions">按当事人或者日期查</a></p></div>`,
  )

/** Too many searches from one address. */
export const tooOftenPage = (frame: Frame, seconds: number): string =>
  page(
    frame,
    { title: '查询太频繁', hidden: true },
    html`<div class="head"><h1>查询太频繁</h1>
<p class="lead">同一地址一分钟内查询的次数太多，请在 ${seconds} 秒后再查。</p></div>
<div class="prose"><p>要全部数据的，请<a href="/decisions.csv">下载表格</a>或者使用<a href="/openapi.json">开放数据接口</a>，不必逐页查询。</p></div>`,
  )

/** What was asked for will be there in a moment: the sentence says so, and `back` leads to the decision's page. */
export const notYetPage = (frame: Frame, sentence: string, back: string): string =>
  page(
    frame,
    { title: '请稍后再下载', hidden: true },
    html`<div class="head"><h1>请稍后再下载</h1>
<p class="lead">${sentence}。</p></div>
<p class="block"><a href="${back}">回到这份决定</a></p>`,
  )

/** Something failed on our side; `id` finds it in the log. */
export const errorPage = (frame: Frame, id: string): string =>
  page(
    frame,
    { title: '页面暂时打不开', hidden: true },
    html`<div class="head"><h1>页面暂时打不开</h1>
<p class="lead">是我们的系统出了问题，与您的操作无关。请过几分钟再试。</p></div>
<p>一直打不开的，请拨打 ${frame.agency.phone}，告诉我们编号 <span class="code">${id}</span>。</p>`,
  )

/** The page for an address that no room knows, as the web server's frame asks for it. */
export const notFoundOf =
  (agency: () => Promise<PublicAgency>, demo: boolean) =>
  async (path: string): Promise<string> =>
    notFoundPage({ agency: await agency(), demo, large: false, here: path })
