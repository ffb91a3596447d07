import { html } from 'hono/html'
import { type Frame, page } from '../layout.ts'

const guides = [
  { path: '/lists', title: '公示清单', says: '执法主体、权责、抽查事项、许可办事指南、救济和投诉渠道，及其变化' },
  { path: '/items', title: '执法事项清单', says: '本局有权管什么，依据是什么，由谁承办' },
  { path: '/procedure', title: '执法流程', says: '一个案件从立案到结案要走哪些步骤、各有多少天' },
  { path: '/recording', title: '音像记录事项清单', says: '执法时哪些要录音录像，录了您怎样查看' },
  { path: '/review', title: '法制审核', says: '哪些处罚决定前要由谁审核，审什么，多少天' },
  { path: '/remedies', title: '权利救济', says: '陈述申辩、听证、行政复议、行政诉讼怎么提、多久以内提' },
  { path: '/officers', title: '核对执法人员', says: '按姓名或者执法证号查' },
  { path: '/verify', title: '核验文书', says: '手里的文书是不是真的，有没有改过' },
  { path: '/board', title: '三项制度落实情况', says: '二十九项措施，逐项公布做得怎么样' },
] as const

export const guidePage = (frame: Frame): string =>
  page(
    frame,
    { title: '办事指南', description: '执法事项、执法流程、权利救济和文书核验。' },
    html`<div class="head"><h1>办事指南</h1></div>
<ul class="doors">${guides.map(({ path, title, says }) => html`<li><a href="${path}"><strong>${title}</strong><span>${says}</span></a></li>`)}</ul>`,
  )
