import { html } from 'hono/html'
import type { PublicDecisionRow } from '../../src/disclosure/view.ts'
import { type Frame, page } from '../layout.ts'
import { dayTime } from '../words.ts'

/** What stands at the address of a decision whose time of display is over: nobody is named (信息公示规定 art. 13, 14). */
export const endedPage = (
  frame: Frame,
  { number, ended }: { readonly number: string; readonly ended: NonNullable<PublicDecisionRow['ended']> },
): string =>
  page(
    frame,
    { title: `${number} 已停止公示`, hidden: true },
    html`<article class="tombstone">
<h1>${number}</h1>
<p class="lead">这份决定已经停止公示。</p>
<dl class="terms"><div><dt>停止日期</dt><dd>${dayTime(ended.on)}</dd></div><div><dt>原因</dt><dd>${ended.early ? '经当事人申请，符合条件，提前停止公示' : '公示期届满'}</dd></div></dl>
<p class="small muted">公示满三个月或者三年的停止公示；符合条件的可以申请提前停止（《市场监督管理行政处罚信息公示规定》第十三条、第十四条）。</p>
<p><a href="/decisions">查看其他决定</a></p>
</article>`,
  )

/** What stays at the address of a withdrawn decision: its number, when, and why. Nobody is named (信息公示规定 art. 11). */
export const tombstonePage = (
  frame: Frame,
  { number, withdrawn }: { readonly number: string; readonly withdrawn: NonNullable<PublicDecisionRow['withdrawn']> },
): string =>
  page(
    frame,
    { title: `${number} 已撤回`, hidden: true },
    html`<article class="tombstone">
<h1>${number}</h1>
<p class="lead">这份决定已经撤回公示。</p>
<dl class="terms"><div><dt>撤回日期</dt><dd>${dayTime(withdrawn.on)}</dd></div><div><dt>撤回原因</dt><dd>${withdrawn.reason}</dd></div></dl>
<p class="small muted">决定被变更、撤销、确认违法或者无效的，在三个工作日内撤回公示信息并说明理由（《市场监督管理行政处罚信息公示规定》第十一条）。</p>
<p><a href="/decisions">查看其他决定</a></p>
</article>`,
  )
