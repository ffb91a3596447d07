/** Sample materials (申请材料示范文本) of the window: each a page to print and a file to take along. */
export interface Material {
  readonly id: string
  readonly title: string
  readonly use: string
  /** Rows of the form to fill in, with how the sample fills them. */
  readonly rows: readonly { readonly title: string; readonly sample: string; readonly tall?: true }[]
  readonly note: string
  readonly signed: string
}

export const materials: readonly Material[] = [
  {
    id: 'application',
    title: '行政许可申请书',
    use: '申请、变更、延续行政许可；各事项另有专用申请书的，用专用的',
    rows: [
      { title: '申请事项', sample: '食品经营许可（新办）' },
      { title: '申请人名称（姓名）', sample: '云岭虚想小吃店' },
      { title: '统一社会信用代码', sample: '（营业执照上的 18 位代码）' },
      { title: '住所或者经营场所', sample: '澄州市云岭区假名路 8 号' },
      { title: '法定代表人、负责人', sample: '钱多多' },
      { title: '联系人、电话', sample: '钱多多，138 0000 0000' },
      { title: '申请内容和理由', sample: '经营热食类食品制售，场所面积 32 平方米，操作人员 2 名。', tall: true },
      { title: '所附材料', sample: '一、营业执照复印件；二、操作流程和布局图；三、食品安全管理制度。', tall: true },
    ],
    note: '申请人对材料的真实性负责（《行政许可法》第三十一条）。材料不齐的，窗口当场或者五日内一次告知。',
    signed: '申请人（签名、盖章）',
  },
  {
    id: 'complaint',
    title: '投诉书',
    use: '与商家起了消费争议，请市场监管部门调解',
    rows: [
      { title: '投诉人姓名', sample: '钱多多' },
      { title: '电话、通讯地址', sample: '138 0000 0000，澄州市云岭区假名路 1 号' },
      { title: '被投诉人名称', sample: '云上假想商行' },
      { title: '被投诉人地址', sample: '澄州市云岭区虚构路 2 号' },
      { title: '争议事实', sample: '3 月 1 日在该店买电热水壶一个，199 元，第三天漏水，要求退货被拒绝。', tall: true },
      { title: '投诉请求', sample: '退货并退款 199 元。', tall: true },
      { title: '所附材料', sample: '小票一张、照片两张。' },
    ],
    note: '依据《市场监督管理投诉举报处理暂行办法》第九条；收到之日起七个工作日内告知是否受理（第十四条）。',
    signed: '投诉人（签名）',
  },
  {
    id: 'report',
    title: '举报书',
    use: '反映经营者涉嫌违反市场监管法律、法规、规章的线索；可以不写姓名',
    rows: [
      { title: '举报人（可以不写）', sample: '李举' },
      { title: '电话（可以不写）', sample: '139 0000 0000' },
      { title: '被举报人名称、地址', sample: '云里食品示例店，澄州市云岭区虚构路 6 号' },
      { title: '涉嫌违法的情况', sample: '5 月 6 日下午，货架上有三盒牛奶已过保质期两天仍在出售。', tall: true },
      { title: '线索、证据', sample: '照片三张，购物小票一张。', tall: true },
    ],
    note: '举报人对内容的真实性负责；身份依法保密（《市场监督管理投诉举报处理暂行办法》第二十四条、第三十三条）。',
    signed: '举报人（签名，可以不签）',
  },
  {
    id: 'authorisation',
    title: '授权委托书',
    use: '请别人代办许可申请、投诉、领取文书',
    rows: [
      { title: '委托人', sample: '钱多多，身份证号码（略）' },
      { title: '受托人', sample: '孙代办，身份证号码（略）' },
      { title: '委托事项', sample: '代为投诉云上假想商行售出的电热水壶漏水一事。', tall: true },
      { title: '权限', sample: '一般代理：提交材料、参加调解、领取文书；变更、放弃请求须经本人同意。', tall: true },
      { title: '期限', sample: '自 2026 年 3 月 2 日至 2026 年 6 月 30 日' },
    ],
    note: '应当载明委托事项、权限和期限，由委托人签名（《市场监督管理投诉举报处理暂行办法》第十条）。',
    signed: '委托人（签名）',
  },
]

export const materialNamed = (id: string): Material | undefined => materials.find((each) => each.id === id)

/** The sample as a text file, for whoever types it anew. */
export const materialText = ({ title, use, rows, note, signed }: Material): string =>
  [
    title,
    `（示范文本：${use}）`,
    '',
    ...rows.flatMap((row) => [`${row.title}：`, `    示范：${row.sample}`, '    填写：', '']),
    note,
    '',
    `${signed}：                年    月    日`,
    '',
  ].join('\r\n')
