import { createRoute, z } from '@hono/zod-openapi'
import { dayOf } from '../calendar/index.ts'
import { actorOf } from '../identity/index.ts'
import type { Journal } from '../journal/index.ts'
import { type Http, json, linkToNext, list, page, pageOf, refused, session, signedIn } from '../platform/index.ts'
import { type FineRule, fineWords } from '../procedure/index.ts'
import { type RegistryData, roleTitles } from './kinds.ts'
import { allInForce, type InForce, pageInForce, standingOf } from './read.ts'
import { ItemRow, MeView, PersonView, UnitRow } from './view.ts'

const tags = ['人员、机构和事项']
const words = z.string().trim().max(100, '查询内容最多 100 个字，请写短一些').default('')

const me = createRoute({
  method: 'get',
  path: '/api/me',
  tags,
  summary: '登录的人，以及今天的机构和身份',
  security: session,
  responses: { 200: json(MeView, '本人'), ...signedIn },
})
const officers = createRoute({
  method: 'get',
  path: '/api/officers',
  tags,
  summary: '今天在职的人员',
  security: session,
  request: { query: z.object({ unit: z.string().max(100).optional(), q: words, page }) },
  responses: { 200: { ...json(list(PersonView), '一页人员'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const units = createRoute({
  method: 'get',
  path: '/api/units',
  tags,
  summary: '今天的机构',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(UnitRow), '一页机构'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const items = createRoute({
  method: 'get',
  path: '/api/items',
  tags,
  summary: '今天有效的行政处罚事项',
  security: session,
  request: { query: z.object({ q: words, page }) },
  responses: { 200: { ...json(list(ItemRow), '一页事项'), headers: linkToNext }, ...refused(400), ...signedIn },
})

/** The bureau's people, units and items as forms choose from them, and who it is that asks. */
export const directoryRoutes = (app: Http, { database: { db }, clock }: Journal, demo: boolean): void => {
  const today = () => dayOf(clock.now())
  const unitNames = async () => new Map((await allInForce(db, ['unit'], today())).map(({ id, title }) => [id, title]))

  app.openapi(me, async (c) => {
    const actor = actorOf(c)
    const [[agency], standing] = await Promise.all([
      allInForce(db, ['agency'], today()),
      standingOf(db, [
        { kind: 'officer', id: actor.id },
        { kind: 'unit', id: actor.unit ?? '' },
      ]),
    ])
    const unit = standing('unit', actor.unit ?? '', today())?.title
    return c.json(
      {
        account: actor.id,
        person: {
          id: actor.id,
          name: actor.name,
          ...(unit === undefined ? {} : { unit }),
          ...certificateOf(standing('officer', actor.id, today())?.data),
        },
        roles: actor.roles,
        roleTitles: actor.roles.map((role) => roleTitles[role]),
        agency: { name: agency?.data.name ?? '', shortName: agency?.data.shortName ?? '' },
        demo,
      },
      200,
    )
  })

  app.openapi(officers, async (c) => {
    const { page: at, ...narrowed } = c.req.valid('query')
    const [rows, names] = await Promise.all([
      pageInForce(db, 'officer', today(), { page: at, ...narrowed }),
      unitNames(),
    ])
    return c.json(
      pageOf(c, at, rows).map(({ id, data }) => ({
        id,
        name: data.name,
        unit: names.get(data.unit) ?? data.unit,
        ...certificateOf(data),
      })),
      200,
    )
  })

  app.openapi(units, async (c) => {
    const { page: at } = c.req.valid('query')
    const rows = await pageInForce(db, 'unit', today(), { page: at })
    return c.json(
      pageOf(c, at, rows).map(({ id, title }) => ({ id, name: title })),
      200,
    )
  })

  app.openapi(items, async (c) => {
    const { page: at, q } = c.req.valid('query')
    const [rows, names] = await Promise.all([pageInForce(db, 'item', today(), { page: at, q }), unitNames()])
    return c.json(
      pageOf(c, at, rows).map(({ id, data }) => ({
        id,
        name: data.name,
        category: data.category,
        unit: names.get(data.unit) ?? data.unit,
        range: fineRange(data),
      })),
      200,
    )
  })
}

const certificateOf = (officer: InForce<'officer'>['data'] | undefined) => {
  const certificate = officer?.certificates.at(-1)?.number
  return certificate === undefined ? {} : { certificate }
}

const fineRange = ({ penalties }: RegistryData<'item'>): string =>
  (penalties as readonly FineRule[])
    .filter(({ kind }) => kind === 'fine')
    .map(fineWords)
    .join('；')
