import type { RegistryData } from '../src/registry/index.ts'

const complaints = (article: number, paragraph?: number, item?: number) => ({
  law: '市场监督管理投诉举报处理暂行办法',
  article,
  ...(paragraph === undefined ? {} : { paragraph }),
  ...(item === undefined ? {} : { item }),
})
const verification = { law: '市场监督管理行政处罚程序规定', article: 18, paragraph: 1 }

/** The rules of 2022, held against their text; the last one is the bureau's own promise. */
export const complaintLimits: RegistryData<'complaint-limits'> = {
  title: '市场监督管理投诉举报处理暂行办法',
  verified: true,
  limits: [
    { limit: 'accept', days: 7, basis: [complaints(14)] },
    { limit: 'mediate', days: 45, basis: [complaints(21, 1, 5)] },
    { limit: 'tell-ended', days: 7, basis: [complaints(21, 2)] },
    { limit: 'check', days: 15, basis: [verification] },
    { limit: 'tell-reporter', days: 5, basis: [complaints(31, 2)] },
    { limit: 'answer', days: 5, basis: [] },
  ],
}

/** 总局令第121号, from 2026-04-15: its text isn't here, so the amounts of before are kept, without articles, and marked. */
export const complaintLimitsFrom = '2026-04-15'
export const complaintLimitsSince: RegistryData<'complaint-limits'> = {
  title: '市场监督管理投诉举报处理办法',
  verified: false,
  limits: complaintLimits.limits.map(({ limit, days }) => ({
    limit,
    days,
    basis: limit === 'check' ? [verification] : [],
  })),
}
