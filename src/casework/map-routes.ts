import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Http, json, type MapBase, refused, session, signedIn } from '../platform/index.ts'
import { allInForce } from '../registry/index.ts'
import { extentOf, mapView } from './map.ts'
import { MapBaseView, type MapKind, MapView, mapKinds } from './view.ts'

const tags = ['地图']
const degrees = (title: string, most: number) =>
  z.coerce
    .number(`${title}应为度数`)
    .min(-most, `${title}超出范围`)
    .max(most, `${title}超出范围`)
    .openapi({ type: 'number', description: `${title}，WGS-84，度` })
const day = z.iso.date('日期请按“2026-01-31”的样子填写').optional()

const points = createRoute({
  method: 'get',
  path: '/api/map',
  tags,
  summary: '视野内的当事人和监管对象：您可以看的案件在哪里；密集的并为一点并计数',
  security: session,
  request: {
    query: z.object({
      west: degrees('西边的经度', 180),
      south: degrees('南边的纬度', 90),
      east: degrees('东边的经度', 180),
      north: degrees('北边的纬度', 90),
      zoom: z.coerce
        .number('缩放级别应为整数')
        .int('缩放级别应为整数')
        .min(3, '缩放级别在 3 到 19 之间')
        .max(19, '缩放级别在 3 到 19 之间')
        .openapi({ type: 'integer' }),
      show: z.enum(Object.keys(mapKinds) as [MapKind, ...MapKind[]]).optional(),
      q: z
        .string()
        .trim()
        .max(100, '查询内容最多 100 个字，请写短一些')
        .optional()
        .openapi({ description: '名称中的字' }),
      unit: z.string().max(100).optional().openapi({ description: '承办机构' }),
      item: z.string().max(100).optional().openapi({ description: '处罚事项' }),
      from: day.openapi({ description: '案件登记于这一天或者以后' }),
      until: day.openapi({ description: '案件登记于这一天或者以前' }),
    }),
  },
  responses: { 200: json(MapView, '视野内的点，和其中前 50 户'), ...refused(400), ...signedIn },
})
const base = createRoute({
  method: 'get',
  path: '/api/map/base',
  tags,
  summary: '地图的底：辖区的轮廓，以及机关配置的底图',
  security: session,
  responses: { 200: json(MapBaseView, '底图'), ...signedIn },
})

/** Where parties, cases and subjects are. */
export const mapRoutes = (app: Http, { database: { db }, clock }: Journal, tiles: MapBase | undefined): void => {
  app.openapi(points, async (c) => c.json(await mapView(db, actorOf(c), c.req.valid('query')), 200))
  app.openapi(base, async (c) => {
    const areas = await allInForce(db, ['area'], dayOf(clock.now()))
    const extent = await extentOf(db)
    return c.json(
      {
        ...(tiles === undefined ? {} : { tiles }),
        ...(extent === undefined ? {} : { extent }),
        areas: areas.map(({ id, data }) => ({
          id,
          name: data.name,
          outline: data.outline.map((line) => line.split(/[,，]/).map(Number) as [number, number]),
        })),
      },
      200,
    )
  })
}
