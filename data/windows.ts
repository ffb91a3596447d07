import type { RegistryData } from '../src/registry/index.ts'

/** The demo bureau's counters; people and places are invented. */
export const windows: Readonly<Record<string, RegistryData<'window'>>> = {
  hall: {
    name: '综合窗口',
    place: '澄州市云岭区明远路 99 号一楼大厅',
    hours: '工作日 8:30—12:00，14:00—17:30',
    phone: '0588-8000 1000',
    board: true,
    posts: [
      {
        number: '1',
        post: '咨询导办',
        officer: 'yin.chunlei',
        duties: '解答办什么、带什么、找谁；发放示范文本；帮助自助查询',
      },
      {
        number: '2',
        post: '投诉举报',
        officer: 'liao.wanqing',
        duties: '登记投诉、举报、建议，当场给登记号和查询码；告知受理情况和办理进度',
      },
      {
        number: '3',
        post: '文书领取',
        officer: 'qiu.anlan',
        duties: '送达、领取文书，核对身份；解答公示内容的疑问',
      },
    ],
  },
}
