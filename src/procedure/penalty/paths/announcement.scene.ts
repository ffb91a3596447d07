import { ordinarySteps as o, type Step, until } from '../../testing/walk.ts'

const failed = (way: string, on: string): Step => ({
  by: 'zhao',
  on,
  act: 'record-failed-service',
  data: { officers: ['zhao', 'qian'], way, course: '店铺关门，电话无人接听。', files: [] },
})

export const announcementSteps = {
  direct: failed('direct', '2026-03-12T02:00:00.000Z'),
  post: failed('post', '2026-03-17T02:00:00.000Z'),
  announce: {
    by: 'zhao',
    on: '2026-03-18T02:00:00.000Z',
    act: 'announce-service',
    data: {
      officers: ['zhao', 'qian'],
      ground: 'failed',
      course: '直接送达、邮寄送达均未送到。',
      means: 'published',
      where: '本局门户网站',
      files: [],
    },
  },
  deemed: { by: 'system', on: '2026-04-18T00:00:00.000Z', act: 'service-deemed', data: {} },
} as const satisfies Record<string, Step>

export const announcementScene: readonly Step[] = [...until(o, 'notice'), ...Object.values(announcementSteps)]
