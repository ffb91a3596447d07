import { checklistOf, type evidenceKinds } from '../src/procedure/index.ts'
import type { RegistryData } from '../src/registry/index.ts'
import { items } from './items.ts'

type Guide = RegistryData<'guide'>
type Question = Guide['questions'][number]
type Proof = Guide['evidence'][number]

const roleOf: Readonly<Record<string, Question['roles'][number]>> = { p: 'party', e: 'employee', w: 'witness' }

/** `topic roles question`, roles as letters of p(arty), e(mployee), w(itness). */
const asked = (text: string): Question[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [topic = '', roles = '', ...rest] = line.trim().split(' ')
      return {
        topic: topic as Question['topic'],
        roles: [...roles].map((letter) => roleOf[letter] as Question['roles'][number]),
        question: rest.join(' '),
      }
    })

/** `point | must or should | kinds | fact | what it usually is | where it usually comes from`. */
const proved = (text: string): Proof[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [point = '', need = '', kinds = '', fact = '', what = '', source = ''] = line
        .split('|')
        .map((each) => each.trim())
      return { point, need: need as Proof['need'], kinds: kinds.split(' ') as Proof['kinds'], fact, what, source }
    })

const guide = (name: string, of: Pick<Guide, 'item' | 'category'>, questions: string, evidence: string): Guide => ({
  name,
  ...of,
  questions: asked(questions),
  evidence: proved(evidence),
})

/** What is asked and proved in every case (程序规定 art. 21, 22, 29, 48; 行政处罚法 art. 28, 32, 33). */
const general = guide(
  '通用取证指引',
  {},
  `
  opening pew 我们是{机关名称}的执法人员{办案人员}，这是我们的执法证件（{执法证号}），请您过目。您看清楚了吗？
  opening pew 我们依法就{涉嫌行为}的有关问题向您了解情况。您有如实回答询问、协助调查的义务，也有陈述、申辩的权利。您听清楚了吗？
  opening pe 您认为办案人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。您是否申请回避？
  opening w 您应当如实作证，故意作伪证或者隐匿证据的要承担法律责任。您听清楚了吗？
  identity pew 请介绍您的姓名、身份证号码、住址、联系电话、工作单位和职务。
  identity pe 您与{当事人}是什么关系？是否受{当事人}委托接受询问，有没有授权委托书？
  identity w 您与{当事人}有没有亲属、雇佣、供货等关系？您是怎么知道这件事的？
  business p 请介绍{当事人}的登记情况：名称、统一社会信用代码{统一社会信用代码}、经营地址{经营地址}、负责人、经营范围，有没有相关许可。
  business pe {当事人}什么时候开始在{经营地址}经营？有多少员工，由谁负责进货、销售、定价和管理？
  conduct pe {检查日期}我局执法人员在{检查地点}检查时的情况是否属实？现场笔录您是否看过？
  amounts p 涉案行为从什么时候开始，到什么时候结束？有没有账簿、票据、电子记录可以证明数量和金额？
  gains p 因这一行为取得的收入是多少，成本是多少，有没有已经退还、赔付的？
  knowledge p 您是否知道法律对此的规定？此前有没有因同类行为被提醒、责令改正或者处罚过？
  correction p 发现问题后您采取了哪些措施？什么时候改正的，有没有造成危害后果，有没有消费者因此受损？
  rights pew 以上有没有补充的？有没有需要我们调取或者核实的证据？
  rights p 对我局调查的事实、理由和依据，您有什么陈述、申辩？
  rights pew 以上笔录请您核对（阅读有困难的，由我们向您宣读），记录有误或者遗漏的可以更正，确认无误后请逐页签名。
  `,
  `
  主体资格 | must | documentary inspection | 当事人的身份、登记和许可情况，违法行为由其实施 | 营业执照、许可证、身份证复印件，登记信息查询单，授权委托书 | 当事人提供并签名确认；登记、许可系统查询
  违法行为 | must | inspection documentary physical audiovisual electronic statement | 违法行为的时间、地点、经过和状态 | 现场笔录、照片、实物、票据、电子数据、询问笔录 | 现场检查、提取、询问取得
  当事人陈述 | should | statement | 当事人对违法事实的承认、解释和辩解 | 询问笔录、情况说明 | 询问当事人
  数量金额 | should | documentary electronic statement | 涉案商品或者服务的数量、单价、货值金额或者经营额 | 进货销售台账、票据、收银和支付记录 | 当事人提供；从收银系统、支付平台提取
  违法所得 | should | documentary electronic statement | 有没有违法所得、数额多少、是否已经退赔 | 进销价格凭证、账簿、退赔凭证 | 当事人提供；向交易对方核实
  主观过错 | should | statement documentary testimony | 当事人是否明知或者应知，有没有证据证明没有主观过错 | 询问笔录、进货查验记录、此前的责令改正通知 | 询问；查本局的执法记录
  改正情况 | should | inspection documentary audiovisual | 是否及时改正、有没有危害后果、是否配合调查 | 复查现场笔录、照片、下架和召回记录 | 复查；当事人提供
  以往处罚 | should | documentary | 是否初次违法，两年内有没有同类违法行为 | 处罚记录查询单 | 办案系统、公示系统查询
  `,
)

/** For the items of a category. */
const ofCategory: Readonly<Record<string, Guide>> = {
  food: guide(
    '食品类取证指引',
    { category: '食品' },
    `
    business p 食品经营（生产）许可证（备案）的编号、有效期和经营项目是什么？
    conduct pe 涉案食品的名称、规格、生产者、生产日期、批号、保质期是什么？放在什么位置，是否待售？
    conduct pe 涉案食品从何处购进？进货时有没有查验供货者的许可证和食品出厂检验合格证或者其他合格证明？
    conduct w 您在{当事人}购买了什么食品，什么时间买的，有没有小票、支付记录和实物？
    amounts pe 共购进多少、已经销售多少、库存多少？进价、售价分别是多少？
    correction p 有没有消费者食用后出现不适？剩余的和已经售出的食品怎么处理？
    `,
    `
    供货来源 | should | documentary statement testimony | 食品的来源、进货查验是否履行（食品安全法第五十三条、第一百三十六条） | 供货者许可证、合格证明、进货票据、查验记录 | 当事人提供；向供货者核实
    数量金额 | must | documentary electronic statement inspection | 购进、销售、库存的数量和价格，据以计算货值金额 | 进货票据、销售记录、库存盘点、询问笔录 | 当事人提供；从收银系统提取；现场盘点
    `,
  ),
  price: guide(
    '价格类取证指引',
    { category: '价格' },
    `
    business pe 商品和服务的价格由谁制定，怎样标示，什么时候更换标价？
    conduct pe 涉案商品或者服务怎样标价，标价签、宣传页写的是什么，实际按什么价格结算？
    conduct w 您在{当事人}看到的标价是多少，实际付了多少，有没有小票、支付凭证和照片？
    amounts pe 按涉案价格成交了多少笔，多收了多少价款？
    gains p 多收的价款有没有退还，退了多少，还有多少退不了？
    `,
    `
    标示价格 | must | inspection audiovisual documentary electronic | 涉案商品或者服务怎样标价、怎样宣传 | 标价签、价目表、宣传页、网页的照片和截图 | 现场检查、网页取证
    结算价格 | should | documentary electronic testimony | 实际结算的价格，与标示价格不一致之处 | 小票、订单、支付记录、消费者陈述 | 收银系统、订单系统、消费者提供
    `,
  ),
  advertising: guide(
    '广告类取证指引',
    { category: '广告' },
    `
    business pe 广告主、广告经营者、广告发布者分别是谁，有没有合同？
    conduct pe 涉案广告从什么时候、在什么媒介发布，现在是否还在发布？内容由谁提供、谁审核？
    conduct pe 广告中的数据、引用、功效有什么依据，能否提供证明材料？
    amounts p 制作、发布这则广告花了多少费用？有没有合同、发票、付款凭证？
    correction p 什么时候停止发布，有没有在相应范围内消除影响？
    `,
    `
    广告发布 | must | inspection electronic audiovisual documentary | 广告的内容、媒介、位置和发布时间 | 网页、公众号、店堂、印刷品的截图、照片、样本 | 现场检查、网页固定、平台调取
    广告主体 | should | documentary statement | 广告主、经营者、发布者及各自的行为 | 广告合同、委托书、审核登记记录 | 当事人、广告公司、平台提供
    广告费用 | should | documentary electronic statement | 广告费用的数额；无法计算或者明显偏低的理由 | 合同、发票、付款记录 | 当事人、广告公司提供
    `,
  ),
  product: guide(
    '产品质量类取证指引',
    { category: '产品质量' },
    `
    business p 产品的生产者、供货者是谁？执行什么标准，有没有生产许可证、强制性认证？
    conduct pe 涉案产品的名称、型号、批号、生产日期是什么，什么时候购进，是否在售？
    conduct p 检验（鉴定）报告您收到了吗？对结论有没有异议，是否申请复检？
    amounts pe 生产（购进）、销售、库存各多少，单价多少？
    knowledge p 进货时怎样验收，有没有检查合格证明和标识？
    correction p 有没有停止销售、召回，通知了哪些买受人？
    `,
    `
    检验结论 | must | expert documentary inspection | 产品不合格、不符合标准或者标识虚假的事实 | 检验报告、鉴定意见、执行标准、产品标识 | 有资质的检验机构、权利人鉴别
    样品来源 | should | inspection documentary audiovisual | 样品取自当事人处，抽样合法，结果已经告知 | 抽样记录、封条、检验结果告知书及送达回证 | 抽样、送达时制作
    数量金额 | must | documentary electronic statement | 生产、购进、销售、库存的数量和价格 | 生产记录、进销台账、发票、库存盘点 | 当事人提供；账目提取；现场盘点
    `,
  ),
  equipment: guide(
    '特种设备类取证指引',
    { category: '特种设备' },
    `
    business p 设备的产权人、使用单位、维护保养单位分别是谁？有没有合同？
    business pe 安全管理人员、作业人员是谁，证书编号和有效期是什么？
    conduct pe 涉案设备的种类、型号、设备代码、安装位置、使用登记证编号是什么？什么时候投入使用？
    conduct pe 设备现在是否在用，最近一次使用是什么时候，有没有运行记录？
    knowledge p 此前有没有收到检验机构的通知或者安全监察指令书？
    correction p 是否已经停用、申请检验或者办理登记，有没有发生过事故、故障？
    `,
    `
    设备身份 | must | inspection documentary audiovisual | 涉案设备属于特种设备目录，以及种类、代码、位置 | 现场笔录、铭牌照片、出厂和安装资料 | 现场检查；使用单位提供；登记系统查询
    使用事实 | must | inspection documentary audiovisual statement electronic | 设备正在使用或者在某一时期使用过 | 运行状态照片、运行记录、监控、询问笔录 | 现场检查；使用单位提供
    使用单位 | should | documentary statement | 当事人是承担法定义务的使用单位 | 产权证明、租赁或者管理合同、使用登记证 | 当事人提供；登记系统查询
    `,
  ),
  registration: guide(
    '登记类取证指引',
    { category: '登记' },
    `
    business pe 在{经营地址}从事什么经营，谁出资、谁管理，收入归谁？
    conduct p 有没有申请过登记、备案或者变更？没有办理的原因是什么？
    conduct w 您什么时候与{当事人}交易过，交易了什么，付款给谁？
    amounts p 这段时间的经营额是多少，有没有合同、票据、收款记录？
    knowledge p 此前登记机关有没有通知或者责令限期改正？
    `,
    `
    登记状态 | must | documentary inspection | 登记、备案、变更的实际状态与法律要求不一致 | 登记信息查询单、登记档案、营业执照 | 登记机关查询、调档
    经营事实 | should | inspection documentary electronic statement | 实际从事的经营活动、时间和场所 | 现场笔录、照片、合同、票据、收款记录 | 现场检查；当事人和交易对方提供
    责令改正 | should | documentary | 已经依法责令改正，期满没有改正（法律以拒不改正为条件的） | 责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  online: guide(
    '网络交易类取证指引',
    { category: '网络交易' },
    `
    business p 网店（平台）的名称、网址、开设时间、在平台的账号主体是谁？
    conduct pe 涉案页面由谁制作、发布，从什么时候开始是这样的？
    conduct w 您在哪个页面下的单，看到的内容是什么，有没有截图和订单编号？
    amounts p 涉案商品或者服务的订单有多少，金额是多少？
    correction p 页面什么时候修改的，有没有通知受影响的用户？
    `,
    `
    网页内容 | must | electronic audiovisual inspection | 涉案页面的内容、网址、取证时间 | 网页截图、录屏、电子数据证据提取笔录及校验值 | 网络检查、固定
    网店主体 | should | documentary electronic | 网店或者平台的经营者是当事人 | 平台提供的入驻信息、备案信息、后台截图 | 平台协助、备案系统查询、当事人登录后台
    交易数据 | should | electronic documentary | 订单、金额和受影响的用户 | 后台订单、支付流水 | 平台调取、后台导出
    `,
  ),
  consumers: guide(
    '消费者权益类取证指引',
    { category: '消费者权益' },
    `
    conduct pe 与消费者怎样约定、怎样宣传的，消费者什么时候提出了什么要求，您怎样答复？
    conduct w 您什么时候在{当事人}消费，对方怎样承诺或者宣传，您提出要求后对方怎样处理？
    amounts pe 涉及多少消费者、多少金额？
    correction p 有没有与消费者和解、退款、赔偿？
    `,
    `
    消费关系 | should | documentary electronic testimony | 消费者与当事人之间的交易 | 订单、合同、小票、支付记录 | 消费者、当事人提供
    消费者陈述 | should | testimony documentary | 消费者所受的误导或者遭到拒绝的经过 | 消费者询问笔录、投诉材料、聊天记录 | 消费者提供
    `,
  ),
}

/** For one item: the elements of the breach as the law has them. */
const ofItem: Readonly<Record<string, Guide>> = {
  'expired-food': guide(
    '经营超过保质期的食品',
    { item: 'expired-food' },
    `
    conduct pe 涉案食品什么时候超过保质期？超过以后有没有继续陈列、销售，卖出多少？
    conduct pe 平时怎样检查保质期，谁负责，最近一次检查是什么时候，有没有记录？
    conduct pe 有没有更改、加贴过生产日期或者保质期标签？
    knowledge p 员工是否知道货架上有超过保质期的食品？为什么没有及时清理？
    correction p 超过保质期的食品现在在哪里，有没有下架、封存、销毁？
    `,
    `
    过期事实 | must | inspection physical audiovisual documentary | 食品标示的生产日期、保质期，到检查或者销售时已经超过 | 食品标签照片、实物、现场笔录 | 现场检查
    经营事实 | must | inspection documentary electronic statement testimony | 超过保质期后仍在陈列待售或者已经售出 | 货架陈列照片、销售小票、收银记录、询问笔录 | 现场检查；收银系统提取；消费者提供
    `,
  ),
  'spoiled-food': guide(
    '经营腐败变质、霉变生虫的食品',
    { item: 'spoiled-food' },
    `
    conduct pe 涉案食品什么时候出现霉变、生虫、异味？储存在什么条件下，有没有检查？
    conduct pe 发现以后有没有继续销售、加工使用？
    `,
    `
    感官性状 | must | inspection physical audiovisual expert | 食品腐败变质、霉变生虫、混有异物或者感官性状异常 | 实物、照片、录像、现场笔录，必要时检验报告 | 现场检查、送检
    经营事实 | must | inspection documentary statement electronic | 该食品处于待售、加工或者已经售出 | 陈列照片、销售记录、询问笔录 | 现场检查；收银系统提取
    `,
  ),
  'food-over-limits': guide(
    '经营农药残留、兽药残留等超过限量的食品',
    { item: 'food-over-limits' },
    `
    conduct p 抽样检验结果通知书您收到了吗？对检验结论有没有异议，是否在七个工作日内申请复检？
    conduct pe 这批产品的产地证明、检测合格证明在哪里，进货时是否自行检测？
    correction p 剩余的是否下架，已经售出的有没有召回？
    `,
    `
    检验结论 | must | expert documentary | 残留量超过食品安全标准限量 | 检验报告、检验机构资质、判定标准 | 抽检机构
    抽样程序 | must | documentary inspection audiovisual | 样品取自当事人经营的食品，结果已经告知并可以申请复检 | 抽样单、样品照片、结果告知书及送达回证 | 抽样、送达时制作
    `,
  ),
  'unlabelled-food': guide(
    '经营无标签的预包装食品',
    { item: 'unlabelled-food' },
    `
    conduct pe 包装上为什么没有名称、生产日期、保质期、生产者等标签？购进时就没有，还是后来去掉、分装的？
    conduct pe 是不是自己分装的？分装的场所、时间和数量？
    knowledge p 进货时有没有检查标签？是否知道没有标签的预包装食品不能销售？
    `,
    `
    标签缺失 | must | inspection physical audiovisual | 属于预包装食品，包装上没有标签 | 包装各面照片、实物、现场笔录 | 现场检查
    经营事实 | must | inspection documentary statement electronic | 该食品陈列待售或者已经售出 | 货架陈列照片、销售记录、询问笔录 | 现场检查；当事人提供
    `,
  ),
  'no-food-licence': guide(
    '未取得许可从事食品经营',
    { item: 'no-food-licence' },
    `
    conduct pe 从什么时候开始制作、销售食品？有没有申请过食品经营许可，结果怎样？
    conduct pe 制作、销售的品种有哪些，是否属于只卖预包装食品（备案即可）的情形？
    amounts pe 从开始经营到检查之日的销售额是多少？用于经营的原料、工具、设备有哪些？
    knowledge p 此前有没有被告知应当办理许可？
    `,
    `
    未经许可 | must | documentary inspection | 在经营期间没有取得食品经营许可，也不属于仅需备案的情形 | 许可系统查询单、现场笔录 | 许可系统查询；现场检查
    经营事实 | must | inspection audiovisual documentary electronic statement | 实际从事食品经营的品种、时间和场所 | 现场照片、菜单、订单、收款记录、询问笔录 | 现场检查；平台、支付记录提取
    工具原料 | should | inspection physical documentary | 用于违法经营的工具、设备、原料（可以没收） | 现场笔录、场所设施财物清单、照片 | 现场检查、清点
    `,
  ),
  'no-purchase-check': guide(
    '未查验供货者许可证和合格证明',
    { item: 'no-purchase-check' },
    `
    conduct pe 向哪些供货者进货？有没有留存他们的许可证和产品合格证明，能否当场提供？
    conduct pe 有没有进货查验记录制度，由谁记录，保存多长时间？
    `,
    `
    未履行查验 | must | inspection statement documentary | 购进食品时没有查验许可证或者合格证明 | 现场笔录、限期提供材料通知书及回复、询问笔录 | 现场检查；当事人回复
    进货事实 | must | documentary statement inspection electronic | 购进了涉案食品，时间、品种、供货者 | 进货票据、聊天和转账记录 | 当事人提供；供货者核实
    责令改正 | should | documentary | 已责令改正并警告，拒不改正的（罚款的前提） | 责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  'no-price-tag': guide(
    '不按规定明码标价',
    { item: 'no-price-tag' },
    `
    conduct pe 哪些商品没有标价，或者标价不全、不对应？没有标价多长时间了？
    conduct pe 标价签由谁更换，为什么没有标示？
    `,
    `
    未按规定标价 | must | inspection audiovisual | 在售商品或者服务没有标价、标价内容不全或者不真实 | 货架、价目的照片和录像，现场笔录 | 现场检查
    在售状态 | should | inspection statement documentary | 涉案商品或者服务正在销售、提供 | 现场笔录、询问笔录、小票 | 现场检查
    `,
  ),
  'extra-charge': guide(
    '在标价之外收取未予标明的费用',
    { item: 'extra-charge' },
    `
    conduct pe 除标价以外还收了什么费用，每份多少，是否事先标明或者告知？
    conduct w 您结账时才知道有这项费用吗？有没有人事先说明？
    amounts pe 这项费用从什么时候开始收取，共收了多少笔、多少钱？
    `,
    `
    加收费用 | must | documentary electronic testimony statement | 在标价之外实际收取了费用，项目和数额 | 结账单、小票、支付记录、消费者陈述 | 收银系统；消费者提供
    未予标明 | must | inspection audiovisual statement | 该费用没有标明 | 价目表、菜单、店堂照片，现场笔录 | 现场检查
    `,
  ),
  'price-fraud': guide(
    '价格欺诈',
    { item: 'price-fraud' },
    `
    conduct pe 所标的原价（划线价、市场价）是什么意思？此前七日内在本店有没有按这个价格成交过，最低成交价是多少？
    conduct pe 促销的起止时间、条件、附加限制写在什么地方，消费者能不能看到？
    conduct pe 赠品、折扣、代金券的承诺有没有履行？没有履行的有多少？
    conduct w 您是看到什么价格信息才决定购买的，实际结算时与所见有什么不同？
    amounts p 促销期间涉案商品的成交笔数、金额是多少，按真实价格计算多收多少？
    knowledge p 标价和促销方案由谁制定、审核？有没有证据证明没有主观故意？
    `,
    `
    虚假价格信息 | must | inspection audiovisual electronic documentary | 使用虚假的或者使人误解的价格手段（明码标价和禁止价格欺诈规定第十九条所列之一） | 标价签、海报、网页截图、促销方案 | 现场检查、网页固定
    真实价格 | must | documentary electronic statement | 被比较价格、此前成交价格或者实际结算价格，据以认定虚假或者误导 | 前七日销售记录、收银流水、调价记录 | 收银系统、后台导出
    诱骗交易 | should | testimony documentary electronic | 消费者因此与其交易 | 订单、小票、消费者询问笔录 | 消费者、平台提供
    排除情形 | should | statement documentary | 不属于没有主观故意、让利更大、符合舍零取整习惯等情形（同规定第二十一条） | 询问笔录、价格核对单 | 询问、核算
    `,
  ),
  'above-set-price': guide(
    '不执行政府定价、政府指导价',
    { item: 'above-set-price' },
    `
    conduct pe 该商品（服务）实行政府定价还是政府指导价，执行的文件是什么？
    conduct pe 实际收取的标准是多少，从什么时候开始，收费依据是什么？
    amounts p 按实际标准与规定标准的差额，共多收多少，涉及多少户？
    `,
    `
    定价依据 | must | documentary | 该商品或者服务实行政府定价、指导价，以及规定的标准 | 定价目录、价格文件 | 价格主管部门文件
    实收标准 | must | documentary electronic inspection statement | 实际收取的价格高于（低于）规定标准 | 收费票据、账簿、公示牌照片 | 账簿提取；现场检查
    多收价款 | must | documentary electronic | 多收价款的数额和退还情况 | 收费明细、核算表、退款凭证 | 账簿提取、核算后当事人确认
    `,
  ),
  'false-publicity': guide(
    '虚假或者引人误解的商业宣传',
    { item: 'false-publicity' },
    `
    conduct pe 宣传的内容由谁撰写、在哪里发布、持续了多长时间？
    conduct pe 所称的性能、功能、质量、销售状况、用户评价、曾获荣誉有什么依据？
    conduct pe 有没有组织虚假交易、编造评价？
    conduct w 您看到的宣传是什么，是否因此购买？
    amounts p 宣传期间该商品的销售额是多少，宣传花了多少费用？
    `,
    `
    宣传内容 | must | electronic audiovisual inspection documentary | 对商品作了何种商业宣传，方式、范围和时间 | 网页、宣传页、录音录像、现场笔录 | 现场检查、网页固定
    不实之处 | must | documentary expert statement testimony electronic | 宣传与事实不符，或者足以引人误解 | 检验报告、证书核实函、产品资料、后台数据 | 当事人提供；向发证机构核实；平台调取
    影响范围 | should | testimony electronic documentary | 欺骗、误导消费者的情况，社会影响 | 消费者询问笔录、浏览和销售数据 | 消费者、平台提供
    `,
  ),
  confusion: guide(
    '商业混淆',
    { item: 'confusion' },
    `
    conduct p 涉案名称、包装、装潢由谁设计，什么时候开始使用？与权利人的有什么区别？
    knowledge p 在使用前是否知道权利人的商品，与权利人有没有授权或者往来？
    amounts p 使用该标识的商品生产、销售多少，经营额多少？
    conduct w 您购买时是否认为这是权利人的商品，为什么？
    `,
    `
    有一定影响 | must | documentary electronic audiovisual | 被仿冒的商品名称、包装、装潢等有一定影响 | 销售、宣传、获奖材料，在先判决和处罚决定 | 权利人提供
    标识近似 | must | inspection physical audiovisual documentary | 擅自使用了相同或者近似的标识 | 实物、照片、比对说明 | 现场检查、提取
    引人误认 | should | testimony documentary | 足以引人误认为是他人商品或者与他人存在特定联系 | 消费者询问笔录、误认事例 | 消费者、权利人提供
    数量金额 | must | documentary electronic statement | 使用该标识的商品的经营额 | 生产、销售记录，账簿，询问笔录 | 当事人提供；账目提取
    `,
  ),
  'prize-sales': guide(
    '有奖销售信息不明确',
    { item: 'prize-sales' },
    `
    conduct pe 有奖销售的奖项种类、兑奖条件、奖金金额、奖品、开奖时间有没有事先公布，在哪里公布？
    conduct w 您参加活动时看到的规则是什么，兑奖时遇到什么问题？
    amounts p 活动共有多少人参加、兑出多少奖？
    `,
    `
    有奖销售 | must | inspection documentary electronic audiovisual | 以奖品、奖金促销的事实和起止时间 | 活动海报、页面、抽奖券 | 现场检查、网页固定
    信息不明 | must | inspection electronic documentary testimony | 所设奖的种类、条件、金额等不明确，影响兑奖 | 规则文本、兑奖纠纷记录、消费者询问笔录 | 当事人、消费者提供
    `,
  ),
  'false-advert': guide(
    '发布虚假广告',
    { item: 'false-advert' },
    `
    conduct pe 广告所称的性能、功能、产地、质量、荣誉、允诺与实际是否一致，依据是什么？
    conduct pe 使用的科研成果、统计资料、摘录、引用语从哪里来，能否核实？
    conduct w 您因这则广告购买了什么，与广告有什么不符？
    knowledge p 发布前由谁审核，是否知道内容不实？两年内有没有三次以上违法？
    `,
    `
    内容虚假 | must | documentary expert electronic statement testimony | 广告内容与实际不符，或者足以引人误解（广告法第二十八条） | 检验报告、证书核实函、商品实际参数、询问笔录 | 当事人提供；向有关机构核实
    欺骗误导 | should | testimony electronic documentary | 对消费者购买行为有实质性影响 | 消费者询问笔录、成交数据 | 消费者、平台提供
    `,
  ),
  'absolute-words': guide(
    '广告使用绝对化用语',
    { item: 'absolute-words' },
    `
    conduct pe 涉案用语出现在什么位置，指向的是商品还是经营理念、自我比较？
    conduct pe 发布了多长时间，浏览、销售数据是多少？
    `,
    `
    绝对化用语 | must | inspection electronic audiovisual documentary | 广告使用了“国家级”“最高级”“最佳”等用语，并指向商品或者服务 | 广告页面截图、照片，现场笔录 | 现场检查、网页固定
    客观依据 | should | documentary statement | 用语有没有事实依据，是否属于可以不适用的情形 | 当事人的说明、证明材料 | 当事人提供
    `,
  ),
  'food-cures-advert': guide(
    '食品广告涉及疾病治疗功能',
    { item: 'food-cures-advert' },
    `
    conduct pe 广告中“治疗”“预防”“缓解”等内容指什么疾病，由谁写的？
    conduct pe 产品是普通食品还是保健食品，批准（备案）文号是什么？
    conduct w 销售人员有没有当面或者在群里这样说，有没有录音、聊天记录？
    `,
    `
    涉医用语 | must | electronic audiovisual inspection documentary | 广告涉及疾病预防、治疗功能或者使用医疗用语 | 广告截图、宣传册、讲座录音录像 | 现场检查、网页固定
    食品属性 | must | documentary inspection physical | 所宣传的商品是食品 | 产品标签、许可证、备案凭证、实物照片 | 当事人提供；现场检查
    `,
  ),
  'quoted-ad': guide(
    '广告引证内容未表明出处',
    { item: 'quoted-ad' },
    `
    conduct pe 广告中的数据、统计资料、调查结果、文摘、引用语从哪里来，为什么没有写明出处？
    conduct pe 引证内容有没有适用范围和有效期限？
    `,
    `
    引证未表明出处 | must | inspection electronic audiovisual documentary | 广告使用了数据、统计资料、引用语等引证内容而没有表明出处 | 广告页面、印刷品的截图、照片，现场笔录 | 现场检查、网页固定
    引证真实性 | should | documentary statement | 引证内容是否真实、准确 | 来源文件、向来源机构核实的函 | 当事人提供；协查
    `,
  ),
  'trade-mark': guide(
    '销售侵犯注册商标专用权的商品',
    { item: 'trade-mark' },
    `
    conduct pe 涉案商品使用的商标、款式、货号是什么，从何处、以什么价格购进，有没有授权文件？
    conduct pe 在哪里陈列、销售，已经售出多少？
    knowledge p 进价与正品相差多少？有没有要求供货者提供授权，是否知道或者应当知道是侵权商品？
    knowledge p 能否提供供货者的名称、地址、联系方式、进货合同和付款凭证？
    amounts pe 购进、售出、库存各多少件，实际售价和标价各是多少？
    conduct w 作为权利人（代理人），涉案商品是否由你方生产或者许可生产，鉴别依据是什么？
    `,
    `
    商标权 | must | documentary | 注册商标的权利人、核定商品和有效期 | 商标注册证、续展证明、授权委托书 | 权利人提供；商标局系统查询
    侵权商品 | must | physical inspection expert documentary | 商品上使用了相同或者近似的商标，且不是权利人或者其许可的人生产 | 实物、照片、权利人的鉴别（辨认）意见 | 现场检查、扣押；权利人鉴别
    销售事实 | must | inspection documentary electronic statement | 当事人销售或者为销售而陈列、储存 | 现场笔录、销售记录、收款记录、询问笔录 | 现场检查；账目提取
    数量金额 | must | documentary electronic statement | 已售按实际售价、未售按标价或者实际平均价计算的经营额 | 销售台账、标价签照片、询问笔录、核算表 | 当事人提供；账目提取
    合法来源 | should | documentary statement testimony | 是否不知道侵权、能否证明合法取得并说明提供者（商标法第六十条第二款） | 进货合同、发票、付款凭证、供货者核实 | 当事人提供；向供货者核实
    `,
  ),
  'unsafe-product': guide(
    '销售不符合安全标准的产品',
    { item: 'unsafe-product' },
    `
    conduct pe 产品适用哪个强制性标准，出厂检验报告、强制性认证证书在哪里？
    correction p 售出的产品有没有造成人身、财产损害？
    `,
    `
    强制标准 | must | documentary expert | 产品适用的保障人体健康和人身、财产安全的标准，不符合之处 | 标准文本、检验报告 | 检验机构
    销售事实 | must | documentary inspection electronic statement | 当事人销售该产品 | 现场笔录、销售记录、询问笔录 | 现场检查；账目提取
    `,
  ),
  'adulterated-product': guide(
    '以不合格产品冒充合格产品',
    { item: 'adulterated-product' },
    `
    conduct pe 产品出厂、销售时标明的质量等级、合格标识是什么？
    knowledge p 是否知道产品不合格，自检结果是什么？
    `,
    `
    冒充合格 | must | inspection physical documentary audiovisual | 产品附有合格证、合格标识或者声称符合某一标准 | 产品标签、合格证、说明书、宣传页 | 现场检查、提取
    销售事实 | must | documentary inspection electronic statement | 当事人销售该产品 | 现场笔录、销售记录、询问笔录 | 现场检查；账目提取
    `,
  ),
  'scale-unchecked': guide(
    '使用未经检定的强制检定计量器具',
    { item: 'scale-unchecked' },
    `
    conduct pe 涉案计量器具的名称、型号、编号是什么，用来做什么，是否用于贸易结算？
    conduct pe 最近一次检定是什么时候，有没有检定合格证（印）？为什么没有申请检定？
    amounts pe 使用了多长时间，一共多少台？
    conduct w 您购买时是用这台秤称量结算的吗，有没有复称？
    `,
    `
    器具属性 | must | inspection audiovisual documentary | 器具列入强制检定目录，并用于贸易结算、安全防护、医疗卫生或者环境监测 | 铭牌照片、现场笔录、目录 | 现场检查
    未经检定 | must | inspection documentary statement | 未按规定申请检定，或者检定不合格、超过检定周期仍在使用 | 检定标识照片、检定机构查询结果、询问笔录 | 现场检查；检定机构查询
    使用事实 | must | inspection audiovisual statement testimony | 器具正在使用 | 使用状态照片、录像，现场笔录 | 现场检查
    准确度 | should | expert inspection | 示值误差是否超差（区别于计量法第二十六条的行为） | 检定或者校验结果 | 计量检定机构
    `,
  ),
  'lift-unregistered': guide(
    '使用未办理使用登记的特种设备',
    { item: 'lift-unregistered' },
    `
    conduct p 设备投入使用的日期是哪天，为什么没有在投入使用前或者使用后三十日内办理使用登记？
    conduct p 责令限期改正通知书收到了吗，期限届满时是否办理？
    `,
    `
    未办登记 | must | documentary inspection | 投入使用三十日后仍没有使用登记证 | 登记系统查询单、现场笔录 | 登记系统查询；现场检查
    责令改正 | must | documentary inspection | 已责令限期改正，逾期未改正（特种设备安全法第八十三条） | 安全监察指令书或者责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  'uninspected-lift': guide(
    '使用未经检验或者检验不合格的特种设备',
    { item: 'uninspected-lift' },
    `
    conduct pe 设备的下次检验日期是哪天，有没有申请定期检验，检验结论是什么？
    conduct pe 检验到期或者结论不合格以后，设备又使用了多长时间？
    `,
    `
    检验状态 | must | documentary inspection expert | 设备未经检验、超过检验有效期或者检验不合格 | 检验报告、检验标志照片、检验机构查询结果 | 检验机构；现场检查
    `,
  ),
  'lift-not-maintained': guide(
    '未进行经常性维护保养和定期自行检查',
    { item: 'lift-not-maintained' },
    `
    conduct pe 维护保养由谁做，多长时间一次，记录在哪里？最近一次是什么时候？
    conduct pe 定期自行检查做了哪些项目，有没有记录？
    `,
    `
    未维护检查 | must | documentary inspection statement | 规定期间没有维护保养、自行检查或者没有记录 | 维护保养记录、自行检查记录、监控，现场笔录 | 使用单位、维保单位提供；现场检查
    责令改正 | must | documentary inspection | 已责令限期改正，逾期未改正（特种设备安全法第八十三条） | 责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  'untrained-operators': guide(
    '使用无证人员从事特种设备作业',
    { item: 'untrained-operators' },
    `
    conduct e 您操作的是什么设备，操作了多长时间，有没有相应的作业人员证书？谁安排您操作的？
    conduct p 作业人员上岗前有没有核验证书、培训教育？
    `,
    `
    人员资格 | must | documentary inspection | 作业人员没有相应资格或者证书失效 | 证书、公示查询平台查询单 | 使用单位提供；查询平台
    作业事实 | must | inspection audiovisual statement testimony | 该人员实际从事作业，由当事人安排 | 现场照片、录像、排班表、询问笔录 | 现场检查；使用单位提供
    责令改正 | must | documentary inspection | 已责令限期改正，逾期未改正（罚款的前提，特种设备安全法第八十六条） | 责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  'unregistered-business': guide(
    '未经设立登记从事经营活动',
    { item: 'unregistered-business' },
    `
    conduct p 对外以什么名称经营，招牌、合同、收据上写的是什么？
    conduct p 是否属于在集贸市场销售农副产品、利用自己技能从事依法无须取得许可的便民劳务等不需要登记的情形？
    `,
    `
    未经登记 | must | documentary inspection | 从事经营活动期间没有办理设立登记 | 登记信息查询单、现场笔录 | 登记系统查询；现场检查
    经营活动 | must | inspection documentary electronic statement testimony | 以营利为目的持续从事经营活动，且不属于免予登记的情形 | 现场照片、合同、票据、收款记录 | 现场检查；交易对方提供
    `,
  ),
  'false-registration': guide(
    '提交虚假材料取得登记',
    { item: 'false-registration' },
    `
    conduct p 申请登记时提交的材料由谁准备、签名，住所（身份、出资）是否真实？
    conduct w 您是否同意将房屋用作该住所（是否担任该职务），登记材料上的签名是不是您本人签的？
    knowledge p 是否知道材料不真实，代办人是谁，怎样付费？
    `,
    `
    登记材料 | must | documentary electronic | 申请登记时提交的材料和取得的登记 | 登记档案复印件、电子登记记录 | 登记机关调档
    材料虚假 | must | documentary testimony expert statement | 材料内容或者签名虚假 | 产权人、被冒名人询问笔录，笔迹鉴定，有关单位的核实函 | 询问、协查、鉴定
    `,
  ),
  'licence-not-shown': guide(
    '未将营业执照置于醒目位置',
    { item: 'licence-not-shown' },
    `
    conduct pe 营业执照放在什么地方，为什么没有置于经营场所的醒目位置（网店首页）？
    `,
    `
    未置于醒目位置 | must | inspection audiovisual | 经营场所醒目位置没有营业执照 | 经营场所照片、现场笔录 | 现场检查
    责令改正 | must | documentary inspection | 已责令改正，拒不改正（罚款的前提，市场主体登记管理条例第四十八条） | 责令改正通知书、送达回证、复查笔录 | 本局制作
    `,
  ),
  'shop-info-missing': guide(
    '未在网店首页公示营业执照信息',
    { item: 'shop-info-missing' },
    `
    conduct pe 首页有没有公示营业执照、行政许可等信息或者其链接标识，什么时候开始没有的？
    `,
    `
    未公示 | must | electronic audiovisual inspection | 首页显著位置没有持续公示法定信息 | 首页各屏截图、录屏、取证笔录 | 网络检查
    `,
  ),
  'bundled-sales': guide(
    '搭售未以显著方式提请注意',
    { item: 'bundled-sales' },
    `
    conduct pe 搭售的商品或者服务是否默认勾选，消费者怎样取消，提示写在哪里？
    amounts p 默认勾选期间搭售的订单数和金额是多少，退订多少？
    `,
    `
    搭售事实 | must | electronic audiovisual inspection | 销售商品或者服务时搭售了其他商品或者服务 | 下单流程录屏、页面截图 | 网络检查、模拟下单
    未显著提示 | must | electronic audiovisual inspection | 没有以显著方式提请注意，或者设为默认同意 | 页面截图、版本记录 | 网络检查；平台调取
    `,
  ),
  'false-promotion': guide(
    '对商品或者服务作引人误解的宣传',
    { item: 'false-promotion' },
    `
    conduct pe 宣传的内容写在哪里、由谁写的，持续了多长时间？
    conduct pe 所称的质量、性能、用途、有效期限、价格与实际有什么不同，有什么依据？
    conduct w 您看到的宣传是什么，是否因此消费，实际得到的有什么不同？
    `,
    `
    宣传内容 | must | inspection audiovisual electronic documentary | 作了何种宣传，方式和时间 | 店堂告示、宣传页、网页的照片和截图 | 现场检查、网页固定
    引人误解 | must | statement documentary testimony expert | 宣传与实际不符或者引人误解 | 询问笔录、实物和参数比对、消费者陈述 | 询问；消费者提供
    `,
  ),
  'refund-refused': guide(
    '故意拖延或者无理拒绝消费者要求',
    { item: 'refund-refused' },
    `
    conduct pe 消费者什么时候、以什么方式提出修理、更换、退货的要求，理由是什么？
    conduct pe 有没有在十五日内处理，拒绝的理由是什么？
    conduct w 请说明您提出要求的时间、方式和对方每次的答复。
    `,
    `
    消费者要求 | must | documentary electronic testimony statement | 消费者提出了合法要求，时间和内容 | 投诉单、聊天记录、通话录音、消费者询问笔录 | 消费者提供
    拖延拒绝 | must | documentary electronic statement testimony | 当事人故意拖延或者无理拒绝 | 调解记录、回复内容、询问笔录 | 当事人、消费者提供；投诉处理档案
    `,
  ),
  'substandard-drugs': guide(
    '销售劣药',
    { item: 'substandard-drugs' },
    `
    business p 药品经营许可证编号、经营范围，质量负责人和执业药师是谁？
    conduct pe 涉案药品的通用名、批准文号、批号、有效期、生产企业是什么？从何处购进，有没有随货同行单？
    conduct pe 储存条件、效期管理怎样，为什么仍在销售？
    amounts pe 购进、销售、库存各多少，进价、售价多少？
    `,
    `
    劣药认定 | must | expert inspection documentary physical | 药品成份含量不符合标准、超过有效期或者有药品管理法第九十八条第三款所列其他情形 | 药品检验报告（超过有效期的，为标签照片、实物） | 药品检验机构；现场检查
    销售事实 | must | documentary inspection electronic statement | 当事人销售或者为销售陈列该药品 | 现场笔录、销售记录、询问笔录 | 现场检查；药店管理系统提取
    数量金额 | must | documentary electronic statement inspection | 购进、销售、库存数量和货值金额（不足一万元按一万元计算） | 随货同行单、进销存记录、盘点表 | 管理系统提取；现场盘点
    供货来源 | should | documentary statement | 购进渠道是否合法，是否履行进货查验义务 | 供货企业资质、发票、随货同行单 | 当事人提供；协查
    `,
  ),
}

/** 取证指引 of the invented bureau: for every item, for a category, for one item. */
export const guides: Readonly<Record<string, Guide>> = {
  general,
  ...Object.fromEntries(Object.entries(ofCategory).map(([id, each]) => [`category-${id}`, each])),
  ...ofItem,
}

/** Keys of what such evidence usually proves, of an item's checklist: what officers of the demo tick. */
export const pointsOf = (item: string, ...kinds: readonly (keyof typeof evidenceKinds)[]): readonly string[] =>
  checklistOf(Object.values(guides), [{ id: item, ...items[item], name: items[item]?.name ?? item }], [])
    .filter((point) => point.need === 'must' && point.kinds.some((kind) => kinds.includes(kind)))
    .map(({ key }) => key)
