import { html } from 'hono/html'
import { flowDrawing } from '../flow-drawing.ts'
import { flowchart, type ProcedurePicture } from '../flowchart.ts'
import { type Frame, page } from '../layout.ts'

export const procedurePage = (frame: Frame, pictures: readonly ProcedurePicture[]): string =>
  page(
    frame,
    { title: '执法流程', description: '行政处罚案件的步骤、期限和依据。' },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>执法流程</h1>
<p class="lead">下面的图就是办案系统正在执行的流程，不是另画的：流程改了，图跟着改。</p>
<p class="flow-key small muted"><span class="on">下一步</span><span class="past">右边的实线：直接到后面的阶段</span><span class="return">左边的虚线：回到前面的阶段</span></p></div>
${pictures.length > 1 ? html`<nav class="toc" aria-label="程序">${pictures.map(({ name, title }) => html`<a href="#${name}">${title}</a>`)}</nav>` : ''}
${pictures.map(
  (
    picture,
  ) => html`<section class="block" aria-labelledby="${picture.name}"><h2 id="${picture.name}">${picture.title}</h2>
<p class="small muted">${picture.basis}</p>
${flowDrawing(picture, frame.large)}
<details class="told"><summary>文字版：每一步的时限、文书和依据</summary>${flowchart(picture)}</details>
${
  picture.limits.length === 0
    ? ''
    : html`<details class="told"><summary>全部期限和依据（${picture.limits.length} 项）</summary><dl class="terms">${picture.limits.map(
        ({ title, amount, article }) =>
          html`<div><dt>${title}</dt><dd>${amount}<br><span class="basis">${article}</span></dd></div>`,
      )}</dl></details>`
}</section>`,
)}`,
  )
