import { html } from 'hono/html'
import type { ChannelRecord, PublishedWay } from '../../src/channels/index.ts'
import { type Frame, page } from '../layout.ts'
import { share } from '../words.ts'

/** Channels of complaint, report and advice, with the bureau's own record, and the way to follow what was brought. */
export const complaintsPage = (frame: Frame, record: ChannelRecord, ways: readonly PublishedWay[]): string => {
  const { agency } = frame
  return page(
    frame,
    { title: '投诉与进度', description: '怎样投诉、举报、咨询，怎样查办理进度。' },
    html`<div class="head"><h1>投诉与进度</h1>
<p class="lead">买东西起了争议，可以投诉；发现违法经营，可以举报；想问、想提建议，也在这里；办到哪一步，随时可以查。</p></div>
<ul class="doors">
<li><a href="/complaints/new?kind=complaint" rel="nofollow"><strong>我要投诉</strong><span>我的权益受了损害，请你们调解。七个工作日内告诉您是否受理</span></a></li>
<li><a href="/complaints/new?kind=report" rel="nofollow"><strong>我要举报</strong><span>有人违法。可以不留姓名；留了姓名的，立案不立案都告诉您</span></a></li>
<li><a href="/complaints/new?kind=consultation" rel="nofollow"><strong>咨询、建议</strong><span>有事想问，或者有话要说</span></a></li>
<li><a href="/follow"><strong>查进度</strong><span>凭登记号（案号）和查询码，看办到哪一步、还有几天</span></a></li>
</ul>
<section class="account" aria-labelledby="record"><h2 id="record" class="unseen">本局办得怎么样</h2>
<p class="line">${
      record.due === 0
        ? html`近一年收到 <strong>${record.received}</strong> 件，还没有到期的。`
        : html`近一年收到 <strong>${record.received}</strong> 件，到期 ${record.due} 项期限，按时 <strong>${share(record.onTime, record.due)}</strong>，${record.lateNow === 0 ? html`<span class="good">现在没有逾期</span>` : html`<span class="late">现在逾期 ${record.lateNow} 项</span>`}。`
    }</p></section>
<section class="block" aria-labelledby="ways"><h2 id="ways">其他办法</h2>
<ul class="ways two">
<li><h3>电话、来信、来访</h3>
<dl class="terms">${
      ways.length === 0
        ? html`<div><dt>全国热线</dt><dd>12315</dd></div><div><dt>本局电话</dt><dd>${agency.phone}</dd></div>`
        : ways.map(
            ({ name, contact, hours, answer }) =>
              html`<div><dt>${name}</dt><dd>${contact}<br><span class="small muted">${hours}；${answer}</span></dd></div>`,
          )
    }<div><dt>来信</dt><dd>${agency.address}</dd></div></dl>
<p>打电话、写信的，由工作人员登记，同样给您登记号和查询码。<a href="/window">窗口在哪里、谁在值班</a></p></li>
<li><h3>对执法人员有意见</h3>
<p>执法态度不好、没有出示证件、该告知的没有告知，请告诉我们，我们会认真审查，有错就改。</p>
<p class="basis">《行政处罚法》第七十五条第二款</p></li>
<li><h3>对处罚决定不服</h3>
<p>投诉不能代替复议和诉讼，期限不会因此停下来。<a href="/remedies">怎样申请复议、起诉</a></p></li>
<li><h3>我是案件的当事人</h3>
<p>向办案人员要一张进度查询码，在<a href="/follow">这里</a>看您的案件到了哪一步、哪些文书已经送达。已经公示的决定，<a href="/decisions">在这里查</a>。</p></li>
</ul></section>`,
  )
}
