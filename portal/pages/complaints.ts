import { html } from 'hono/html'
import { type Frame, page } from '../layout.ts'
import { searchBox } from './home.ts'

/** Channels of complaint and report, and whom to ask how far a case is. */
export const complaintsPage = (frame: Frame): string => {
  const { agency } = frame
  return page(
    frame,
    { title: '投诉与进度', description: '怎样投诉、举报，怎样问办理进度。' },
    html`<div class="head"><h1>投诉与进度</h1>
<p class="lead">买东西起了争议，可以投诉；发现违法经营，可以举报；案件办到哪一步，可以问。</p></div>
<ul class="ways two">
<li><h2>投诉：我的权益受了损害</h2>
<p>请说明您是谁、怎么联系、投诉哪一家、什么事、要求什么，并附上小票、订单、照片。受理还是不受理，我们都会告诉您；受理的，组织双方调解。</p></li>
<li><h2>举报：有人违法</h2>
<p>请说明谁、在哪里、做了什么，有线索和证据更好。留下姓名和联系方式的，立案或者不立案都会告知。您的身份只有办案人员知道，我们依法保密。</p></li>
<li><h2>怎么找到我们</h2>
<dl class="terms"><div><dt>全国热线</dt><dd>12315</dd></div><div><dt>本局电话</dt><dd>${agency.phone}</dd></div><div><dt>来访、来信</dt><dd>${agency.address}</dd></div><div><dt>时间</dt><dd>${agency.hours}</dd></div></dl></li>
<li><h2>问进度</h2>
<p>当事人和举报人请拨打 ${agency.phone}，报文号或者登记号。已经公示的决定，在这里查：</p>
${searchBox({ value: '', large: false })}</li>
<li><h2>对执法人员有意见</h2>
<p>执法态度不好、没有出示证件、该告知的没有告知，请告诉我们，我们会认真审查，有错就改。</p>
<p class="basis">《行政处罚法》第七十五条第二款</p></li>
<li><h2>对处罚决定不服</h2>
<p>投诉不能代替复议和诉讼，期限不会因此停下来。<a href="/remedies">怎样申请复议、起诉</a></p></li>
</ul>`,
  )
}
