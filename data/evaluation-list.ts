import type { RegistryData } from '../src/registry/index.ts'

const supervision = (item: number) => ({ law: '市场监督管理执法监督暂行规定', article: 11, paragraph: 1, item })
const rules = (article: number) => ({ law: '市场监督管理行政处罚程序规定', article })

/** The demo bureau's standard: the points of 执法监督暂行规定 art. 11, with the bureau's own weights. */
export const evaluationList: RegistryData<'evaluation-list'> = {
  title: '行政处罚案卷评查标准',
  passing: 80,
  points: [
    {
      id: 'subject',
      title: '实施行政处罚的主体合法',
      full: 10,
      how: '本局有管辖权，两名以上执法人员持证办理',
      basis: [supervision(1)],
    },
    {
      id: 'facts',
      title: '事实清楚、证据确凿',
      full: 25,
      how: '违法事实的每一项都有证据，证据来源和取得方式写明',
      basis: [supervision(2)],
    },
    { id: 'law', title: '适用法律依据准确', full: 15, how: '条、款、项引用准确，没有遗漏', basis: [supervision(3)] },
    {
      id: 'procedure',
      title: '程序合法',
      full: 20,
      how: '立案、调查、审核、告知、决定、送达依次进行，期限没有超过',
      basis: [supervision(4)],
    },
    {
      id: 'discretion',
      title: '自由裁量权运用适当',
      full: 10,
      how: '裁量基准的适用和理由写明',
      basis: [supervision(5)],
    },
    { id: 'transfer', title: '涉嫌犯罪的已经移送', full: 5, how: '不涉嫌犯罪的，得满分', basis: [supervision(6)] },
    {
      id: 'dossier',
      title: '案卷的制作、管理规范',
      full: 10,
      how: '目录、页码、签名齐全，归档及时',
      basis: [supervision(7), rules(78)],
    },
    {
      id: 'recording',
      title: '全过程记录完整',
      full: 5,
      how: '应当录音录像的录到，例外经过批准',
      basis: [supervision(8), rules(79)],
    },
  ],
}
