import { html } from 'hono/html'
import { type Frame, page } from '../layout.ts'
import { type Judged, verdictsHtml } from '../verdict.ts'

/** What a verifier has to know of the bureau's log. */
export interface LogKey {
  /** Origin line of the checkpoint (c2sp.org/tlog-checkpoint). */
  readonly origin: string
  /** Verifier keys (c2sp.org/signed-note), one for each signature line. */
  readonly keys: readonly string[]
}

/** What was brought to be checked without a script, and the answer; `wrong`: why there is none. */
export interface Answered {
  readonly judged?: readonly Judged[]
  readonly wrong?: string
  readonly vkey?: string
}

export const verifyPage = (
  frame: Frame,
  address: string,
  log: LogKey | undefined,
  script: string,
  { judged, wrong, vkey }: Answered = {},
): string =>
  page(
    frame,
    { title: '如何核验', description: '不必相信我们：自己核验一份文书、一份凭证和整本账。', script },
    html`<p class="back"><a href="/guide">办事指南</a></p>
<div class="head"><h1>如何核验</h1>
<p class="lead">不必相信我们。凭证、PDF 文书和导出的案件，在这里就能核验；下面还有三种办法，一种比一种彻底。</p></div>
${
  log === undefined
    ? ''
    : html`<section aria-labelledby="here"><h2 class="unseen" id="here">在这里核验</h2>
<form class="filter check" id="check" action="/verify#answer" method="post" enctype="multipart/form-data">
<div class="field"><label for="file">凭证、PDF 文书或者导出的案件</label>
<input id="file" name="file" type="file" multiple required aria-describedby="file-hint">
<p class="hint" id="file-hint"><span class="here">选好文件，或者把文件拖到这里。文件留在您的浏览器里，不会上传；核验 PDF 只用它的摘要查询。</span><span class="there">文件会上传到本站核验，核验后不保存，最大 20 MB。导出的案件，请把 case.json 和附件一起选上。</span></p></div>
<details><summary>用我自己知道的公钥</summary><div class="field more"><label for="vkey">公钥</label>
<input id="vkey" name="vkey" class="code" autocomplete="off" spellcheck="false" value="${vkey ?? log.keys[0] ?? ''}" aria-describedby="vkey-hint">
<p class="hint" id="vkey-hint">这里写好的是本站给出的公钥。从别处（办公场所、公报）得到的公钥更可靠，可以换上。</p></div></details>
<div class="actions"><button>核验</button></div>
</form>
<div id="answer" tabindex="-1" aria-live="polite">${wrong === undefined ? '' : html`<div class="wrongs" role="alert">${wrong}</div>`}${judged === undefined ? '' : verdictsHtml(judged)}</div></section>`
}
<h2 class="block" id="more-ways">更彻底的办法</h2>
<ol class="ways">
<li><h3>扫一扫文书上的码</h3>
<div class="prose"><p>本局送达的文书，页脚有一个二维码。扫码会打开本站的核验页，告诉您：这份文书是不是本局作出的，什么时候作出的，内容摘要对不对得上。</p>
<p>请看清打开的地址是不是 <span class="code">${address}</span>。没有手机，也可以把码里的网址输入首页的查询框。</p></div></li>
<li><h3>用独立程序核验凭证和导出的案件</h3>
<div class="prose"><p>在决定页面下载“凭证”。凭证里有三样东西：决定的内容、它在账本里的位置证明、封存那一刻账本的签名。断网也能验。</p>
<pre class="code">npx zhaoming verify 凭证文件 --key 公钥
npx zhaoming verify --export 导出的案件 --key 公钥</pre>
<p>程序会告诉您：内容有没有改过，最晚什么时候写进账本，哪些地方是隐去的。隐去的地方不影响其余文字的核验。</p></div></li>
<li><h3>核验整本账</h3>
<div class="prose"><p>账本是公开的，可以整本下载、逐条核对，看它有没有被改过、有没有两个版本：</p>
<pre class="code">npx zhaoming verify --url ${address}</pre>
<p>账本只存摘要，不含任何人的信息。</p></div></li>
</ol>
<section class="block" aria-labelledby="key"><h2 id="key">公钥</h2>
${
  log === undefined
    ? html`<p class="empty">账本还没有启用，启用后在这里公布公钥。</p>`
    : html`<div class="prose"><p>核验签名要用到下面的公钥。为防有人连公钥一起换掉，请与本局另行公布的公钥（办公场所、公报）对照。</p>
<p>账本名称：<span class="code">${log.origin}</span></p>
${log.keys.map((key) => html`<pre class="code">${key}</pre>`)}</div>`
}</section>
<section class="block" aria-labelledby="words"><h2 id="words">几个词</h2>
<dl class="terms">
<div><dt>账本</dt><dd>执法的每一步都在里面占一条，只能往后加。前面改动一个字，后面全部对不上。</dd></div>
<div><dt>摘要</dt><dd>由内容算出的一串字。内容不同，摘要就不同；从摘要推不出内容。</dd></div>
<div><dt>封存</dt><dd>把新写入的条目算进账本的总摘要，由本局签名（检查点），公布出来。</dd></div>
<div><dt>凭证</dt><dd>一份决定在账本里的证明，由当事人自己保管。</dd></div>
</dl>
<p class="basis block">格式：账本 c2sp.org/tlog-tiles，检查点 c2sp.org/tlog-checkpoint，凭证 c2sp.org/tlog-proof，哈希 RFC 6962。用别的程序也能核验。</p></section>`,
  )
