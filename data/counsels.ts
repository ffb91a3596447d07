import type { RegistryData } from '../src/registry/index.ts'

/** The pool of an invented bureau; one stands on the side of a firm of the demo's city. */
export const counsels: Readonly<Record<string, RegistryData<'counsel'>>> = {
  'wen.hengzhi': {
    name: '温衡之',
    kind: 'counsel',
    organisation: '澄州明衡律师事务所',
    source: 'purchased',
    licence: '演示-执业-0001',
    contract: '澄市监法顾〔2025〕1号',
    from: '2025-01-01',
    until: '2029-12-31',
    phone: '0588-8000 2001',
    areas: ['食品安全', '行政诉讼'],
    conflicts: ['澄州蓝鲸湾物业服务有限公司'],
  },
  'bu.yiran': {
    name: '卜怡然',
    kind: 'counsel',
    organisation: '澄州知白律师事务所',
    source: 'purchased',
    licence: '演示-执业-0002',
    contract: '澄市监法顾〔2025〕2号',
    from: '2025-01-01',
    until: '2029-12-31',
    phone: '0588-8000 2002',
    areas: ['知识产权', '反不正当竞争'],
    conflicts: [],
  },
  'yan.qiubai': {
    name: '颜秋白',
    kind: 'public-lawyer',
    organisation: '澄州市司法局',
    source: 'shared',
    licence: '演示-公职-0003',
    contract: '澄司调〔2025〕5号',
    from: '2025-01-01',
    until: '2029-12-31',
    phone: '0588-8000 2003',
    areas: ['行政处罚程序'],
    conflicts: [],
  },
}
