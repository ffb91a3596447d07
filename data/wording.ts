import type { RegistryData } from '../src/registry/index.ts'

type Wording = RegistryData<'wording'>
type Card = Wording['cards'][number]
type Basis = Card['basis'][number]

const rules = (article: number, paragraph?: number, item?: number): Basis => ({
  law: '市场监督管理行政处罚程序规定',
  article,
  ...(paragraph === undefined ? {} : { paragraph }),
  ...(item === undefined ? {} : { item }),
})
const compulsion = (article: number, paragraph?: number, item?: number): Basis => ({
  law: '行政强制法',
  article,
  ...(paragraph === undefined ? {} : { paragraph }),
  ...(item === undefined ? {} : { item }),
})

const must = (step: Card['step'], say: string, ...basis: Basis[]): Card => ({ step, say, required: true, basis })
const may = (step: Card['step'], say: string, ...basis: Basis[]): Card => ({ step, say, required: false, basis })

const identity = must(
  'identity',
  '您好，我们是〔机关名称〕的执法人员〔姓名〕、〔姓名〕。请问您是〔当事人名称〕的〔经营者／法定代表人／负责人〕吗？',
  rules(22, 1),
)
const certificates = must(
  'certificates',
  '这是我们的执法证件，证号〔证号〕、〔证号〕，请您查看。您也可以扫码核对我们的身份。',
  rules(22, 1),
)
const recording = must('recording', '为了保护您和我们双方的权利，现在开始全程录音录像，请您知悉。', rules(44))
const rights = must(
  'rights',
  '您有权陈述和申辩，也有权核对我们的记录；对我们的询问和检查，请如实回答、予以协助。',
  rules(21, 2),
)
const recusal = must(
  'recusal',
  '如果您认为我们与本案有直接利害关系，可能影响公正办案，有权申请我们回避。您是否申请回避？',
  rules(21, 2),
  rules(4),
)
const signing = must(
  'signing',
  '请您核对这份〔笔录／清单〕，有错漏的可以更正补充；没有异议的，请逐页签名并写明日期。',
  rules(28),
)
const end = must('end', '现在是〔年月日时分〕，〔检查／询问〕到此结束，感谢您的配合。录像停止。')

const cards: Readonly<Record<string, Wording>> = {
  'inspect-site': {
    act: 'inspect-site',
    situation: 'always',
    cards: [
      identity,
      certificates,
      recording,
      rights,
      recusal,
      must('reasons', '我们今天就〔事由〕依法对您的〔场所／物品〕进行检查，请您或者您指定的人到场陪同。', rules(28)),
      must('course', '现在检查〔位置〕，看到〔物品名称、数量、标识、日期〕，请您确认。'),
      may('statement', '对刚才看到的情况，您有什么要说明的吗？', rules(21, 2)),
      signing,
      end,
    ],
  },
  'inspect-absent': {
    act: 'inspect-site',
    situation: 'absent',
    cards: [
      must(
        'course',
        '我们于〔时间〕以〔方式〕通知了当事人到场，当事人没有到场。我们邀请〔姓名、身份〕作为见证人。',
        rules(43),
      ),
    ],
  },
  'question-person': {
    act: 'question-person',
    situation: 'always',
    cards: [
      identity,
      certificates,
      recording,
      rights,
      recusal,
      must('reasons', '我们就〔事由〕依法向您询问，请您如实回答；故意作虚假陈述的，要承担法律责任。', rules(29)),
      must('course', '请您先说明姓名、身份证件号码、住址、工作单位和职务。', rules(29)),
      must(
        'signing',
        '请您阅读笔录；阅读有困难的，我们向您宣读。有差错、遗漏的可以更正补充，确认无误后请逐页签名。',
        rules(29),
      ),
      end,
    ],
  },
  seize: {
    act: 'seize',
    situation: 'always',
    cards: [
      identity,
      certificates,
      recording,
      must(
        'reasons',
        '因〔理由〕，依据〔法律条文〕，经本局负责人批准，现决定对〔物品／场所〕实施〔查封／扣押〕，期限〔日数〕日。',
        compulsion(18, 1, 5),
        compulsion(24),
      ),
      must(
        'rights',
        '您有权陈述和申辩；对本决定不服的，可以在六十日内申请行政复议，或者在六个月内提起行政诉讼。',
        compulsion(18, 1, 5),
      ),
      recusal,
      must('statement', '对采取这项措施，您有什么意见？我们会如实记录。', compulsion(18, 1, 6)),
      must(
        'listing',
        '现在逐件清点：第〔序号〕件，〔名称〕，〔规格〕，数量〔数量〕。请您和我们一起核对。',
        compulsion(24),
      ),
      must('course', '现在加贴封条，编号〔编号〕。查封、扣押期间，任何人不得动用、调换、转移、损毁。', rules(41)),
      must(
        'signing',
        '这是决定书和清单，一式两份，请您核对后签名，其中一份交给您。',
        compulsion(18, 1, 8),
        compulsion(24),
      ),
      end,
    ],
  },
  'keep-evidence': {
    act: 'keep-evidence',
    situation: 'always',
    cards: [
      identity,
      certificates,
      recording,
      must(
        'reasons',
        '因〔理由〕，以下物品作为证据可能灭失或者以后难以取得，经本局负责人批准，先行登记保存。',
        rules(33, 1),
      ),
      must(
        'rights',
        '我们会在七个工作日内作出处理决定；在此期间，您和有关人员不得损毁、销毁或者转移这些物品。',
        rules(34, 2),
        rules(35),
      ),
      must('listing', '现在逐件清点：第〔序号〕件，〔名称〕，数量〔数量〕。请您核对。', rules(34, 1)),
      must('signing', '这是通知书和清单，请您核对后签名，其中一份交给您。', rules(34, 1)),
      end,
    ],
  },
  'take-sample': {
    act: 'take-sample',
    situation: 'always',
    cards: [
      identity,
      certificates,
      recording,
      must('reasons', '依据〔依据〕，我们对〔产品名称、批次〕抽样送检，请您到场见证。', rules(31, 1)),
      must('course', '本批共〔基数〕，随机抽取〔数量〕，其中备样〔数量〕。抽样的位置和方法请您确认。', rules(31, 1)),
      must('listing', '样品已加贴封条，编号〔编号〕，请您在封条和抽样记录上签名。', rules(31, 1)),
      may('statement', '对抽样过程有异议的，请现在提出，我们如实记录。'),
      end,
    ],
  },
  'serve-left': {
    act: 'serve',
    situation: 'left',
    cards: [
      identity,
      certificates,
      must('reasons', '我们向您送达《〔文书名称〕》〔文号〕，请您签收。', rules(82)),
      must(
        'course',
        '您拒绝签收，理由是〔理由〕。我们依法把文书留在〔位置〕，并录像记录送达过程，即视为送达。',
        rules(82, 1, 2),
      ),
      may('signing', '〔姓名、身份〕在场见证，请在送达回证上签名。', rules(82, 1, 2)),
      must('end', '现在是〔年月日时分〕，送达完毕。'),
    ],
  },
  'announce-posted': {
    act: 'announce-service',
    situation: 'posted',
    cards: [
      must(
        'course',
        '现在是〔年月日时分〕，在〔地点〕张贴《〔文书名称〕》的送达公告，自发布之日起经过三十日视为送达。',
        rules(82, 1, 5),
      ),
    ],
  },
  'hold-hearing': {
    act: 'hold-hearing',
    situation: 'always',
    cards: [
      must('identity', '现在核对听证参加人的身份。', { law: '市场监督管理行政处罚听证办法', article: 24 }),
      must('recording', '听证全程录音录像。现在宣布听证纪律。'),
      must('rights', '当事人有权陈述、申辩、质证，有权申请主持人、记录员回避。当事人是否申请回避？', {
        law: '市场监督管理行政处罚听证办法',
        article: 24,
      }),
      must('course', '请调查人员提出违法事实、证据和处罚建议；请当事人陈述和申辩；双方出示证据，互相质证、辩论。'),
      must('statement', '请双方作最后陈述。'),
      must('signing', '请各位核对笔录并签名；拒绝签名的，记录在案。'),
      must('end', '现在宣布听证结束。'),
    ],
  },
  'decide-on-the-spot': {
    act: 'decide-on-the-spot',
    situation: 'always',
    cards: [
      identity,
      certificates,
      must('reasons', '您的〔行为〕违反了〔条文〕，事实清楚，依据〔条文〕，拟当场处罚〔内容〕。', rules(69)),
      must('rights', '您有权陈述和申辩；对决定不服的，可以依法申请行政复议、提起行政诉讼。', rules(69)),
      must('signing', '这是当场行政处罚决定书，请您签收。', rules(67)),
    ],
  },
}

/** Our own words for what the law wants said. */
export const wordings: Readonly<Record<string, Wording>> = cards
