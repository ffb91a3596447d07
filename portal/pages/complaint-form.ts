import { html } from 'hono/html'
import { type MatterKind, mostFiles, type Typed, type Wrong } from '../../src/channels/index.ts'
import { type Frame, page } from '../layout.ts'
import type { Html } from '../words.ts'

export interface FormShown {
  readonly typed: Typed
  readonly wrong?: readonly Wrong[]
  /** Files that were taken with an earlier try. */
  readonly kept?: readonly { readonly blob: string; readonly name: string }[]
  /** Why it can't be taken at all now. */
  readonly stopped?: string
}

const words: Readonly<
  Record<MatterKind, { readonly title: string; readonly lead: string; readonly content: string; readonly hint: string }>
> = {
  complaint: {
    title: '我要投诉',
    lead: '为生活消费买东西、接受服务，与商家起了争议，请我们调解的，填写这张表。',
    content: '什么事',
    hint: '哪一天，买了什么，花了多少钱，出了什么问题，与商家谈过没有',
  },
  report: {
    title: '我要举报',
    lead: '发现经营者涉嫌违反市场监管法律、法规、规章的，填写这张表。请如实反映，您对举报内容的真实性负责。',
    content: '举报什么',
    hint: '谁，在哪里，什么时候，做了什么；怎样能找到证据',
  },
  consultation: {
    title: '咨询、建议',
    lead: '想问的、想说的，都写在这里。五个工作日内答复（本局承诺）。',
    content: '想问、想说的',
    hint: '一件事写一张，答复得快',
  },
}

/** The form of a complaint, a report or a question. It needs no script; what was typed stands there again where something is wrong. */
export const complaintFormPage = (frame: Frame, { typed, wrong = [], kept = [], stopped }: FormShown): string => {
  const { kind } = typed
  const { title, lead, content, hint } = words[kind]
  const messages = (field: Wrong['field']) => wrong.filter((each) => each.field === field)
  const attributes = (field: Wrong['field'], hinted: boolean): Html => {
    const told = messages(field).length > 0
    const by = [...(told ? [`${field}-wrong`] : []), ...(hinted ? [`${field}-hint`] : [])].join(' ')
    return html`${told ? html` aria-invalid="true"` : ''}${by === '' ? '' : html` aria-describedby="${by}"`}`
  }
  const around = (field: Wrong['field'], label: string, input: Html, note?: string): Html =>
    html`<div class="field"><label for="${field}">${label}</label>${input}${
      messages(field).length === 0
        ? ''
        : html`<p class="wrong" id="${field}-wrong">${messages(field)
            .map(({ message }) => message)
            .join('；')}</p>`
    }${note === undefined ? '' : html`<p class="hint" id="${field}-hint">${note}</p>`}</div>`
  const line = (
    field: 'name' | 'phone' | 'address' | 'against' | 'againstCode' | 'againstAddress',
    label: string,
    more: { readonly max: number; readonly complete?: string; readonly note?: string; readonly mode?: string },
  ): Html =>
    around(
      field,
      label,
      html`<input id="${field}" name="${field}" maxlength="${more.max}" autocomplete="${more.complete ?? 'off'}"${more.mode === undefined ? '' : html` inputmode="${more.mode}"`} value="${typed[field]}"${attributes(field, more.note !== undefined)}>`,
      more.note,
    )
  const area = (field: 'content' | 'claim', label: string, rows: number, max: number, note: string): Html =>
    around(
      field,
      label,
      html`<textarea id="${field}" name="${field}" rows="${rows}" maxlength="${max}"${attributes(field, true)}>
${typed[field]}</textarea>`,
      note,
    )
  const optional = kind === 'complaint' ? '' : '（可以不填）'
  return page(
    frame,
    { title, description: lead, hidden: true },
    html`<div class="head"><p class="back"><a href="/complaints">投诉与进度</a></p><h1>${title}</h1><p class="lead">${lead}</p></div>
${stopped === undefined ? '' : html`<div class="wrongs" role="alert"><p>${stopped}</p></div>`}
${wrong.length === 0 ? '' : html`<div class="wrongs" role="alert"><p>还没有提交。您写的都在，请改好这 ${wrong.length} 处再提交：</p><ul>${wrong.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}</ul></div>`}
<form class="matter" action="/complaints/new" method="post" enctype="multipart/form-data" aria-label="${title}">
<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="code" value="${typed.code}">
${kept.map(({ blob, name }) => html`<input type="hidden" name="kept" value="${blob} ${name}">`)}
${
  kind === 'consultation'
    ? ''
    : html`<fieldset><legend>${kind === 'complaint' ? '投诉哪一家' : '举报谁'}</legend>
${line('against', kind === 'complaint' ? '商家名称' : '名称', { max: 100, note: kind === 'report' ? '不知道全称的，写店招或者网店名' : '营业执照、小票、订单上的名称' })}
${line('againstAddress', `地址${kind === 'complaint' ? '' : '（可以不填）'}`, { max: 200, note: '实体店写门牌，网店写平台和店名' })}
${line('againstCode', '统一社会信用代码（可以不填）', { max: 30, note: '18 位，营业执照上有。填了我们会与登记核对' })}
</fieldset>`
}
<fieldset><legend>${kind === 'consultation' ? '内容' : '经过'}</legend>
${area('content', content, 8, 5000, hint)}
${kind === 'complaint' ? area('claim', '您的请求', 3, 2000, '例如：退货并退款 199 元；更换；赔偿损失多少元') : ''}
${around(
  'files',
  '照片、小票、订单（可以不传）',
  html`<input id="files" name="files" type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf"${attributes('files', true)}>${kept.length === 0 ? '' : html`<p class="good">已经收下：${kept.map(({ name }) => name).join('、')}</p>`}`,
  `照片或者 PDF，最多 ${mostFiles} 个，每个不超过 5 MB`,
)}
</fieldset>
<fieldset><legend>您是谁</legend>
${kind === 'report' ? html`<div class="tick"><input id="anonymous" name="anonymous" type="checkbox" value="1"${typed.anonymous ? html` checked` : ''}><label for="anonymous">匿名举报：不记下面的姓名、电话</label></div>` : ''}
${line('name', `姓名${optional}`, { max: 50, complete: 'name' })}
${line('phone', `电话${optional}`, { max: 20, complete: 'tel', mode: 'tel' })}
${line('address', `通讯地址${optional}`, { max: 200, complete: 'street-address' })}
<p class="small muted">${kind === 'report' ? '举报人的信息严格保密，只有办理的人看得到，不会告诉被举报的人（《市场监督管理投诉举报处理暂行办法》第三十三条）。' : '这些只用来办您这件事、与您联系；调解需要时，会把必要的告诉对方。不用于其他目的，不公开。'}</p>
</fieldset>
<div class="actions"><button>提交</button><p class="small muted">提交后给您登记号和查询码，凭它查进度。</p></div>
</form>`,
  )
}

/** After it was taken: number and code, the code this once only, and a page that can be printed. */
export const complaintTakenPage = (
  frame: Frame,
  { number, code, typed }: { readonly number: string; readonly code: string; readonly typed: Typed },
): string =>
  page(
    frame,
    { title: '已经收到', hidden: true },
    html`<div class="verdict real"><p class="good">✓ 已经收到</p><h1>请记下登记号和查询码</h1>
<dl class="terms slip"><div><dt>登记号</dt><dd class="code">${number}</dd></div><div><dt>查询码</dt><dd class="code">${code}</dd></div></dl>
<p class="lead">查询码只在这里显示一次，我们也不知道它。请拍照、抄下或者打印这一页。</p>
<p class="inline"><a href="/follow?number=${encodeURIComponent(number)}" rel="nofollow">查进度</a><a href="/complaints">返回</a></p></div>
<section class="block" aria-labelledby="sent"><h2 id="sent">您提交的内容</h2>
<dl class="terms">${(
      [
        ['对方', [typed.against, typed.againstAddress].filter((each) => each !== '').join('，')],
        ['内容', typed.content],
        ['请求', typed.claim],
        ['姓名、电话', typed.anonymous ? '匿名' : [typed.name, typed.phone].filter((each) => each !== '').join('，')],
      ] as const
    ).flatMap(([title, value]) =>
      value === '' ? [] : [html`<div><dt>${title}</dt><dd class="typed">${value}</dd></div>`],
    )}</dl></section>`,
  )
