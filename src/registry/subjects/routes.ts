import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { actorOf } from '../../identity/index.ts'
import type { Journal } from '../../journal/index.ts'
import { type Actor, refusal } from '../../kernel/index.ts'
import {
  type Blobs,
  CommandKey,
  encodingTitles,
  type Http,
  json,
  jsonBody,
  largestFile,
  linkToNext,
  list,
  nothingHere,
  page,
  pageOf,
  refusalStatus,
  refused,
  refuseWith,
  rowsOfPage,
  type SheetFormat,
  safeFileName,
  sent,
  session,
  signedIn,
  sql,
  type TableColumn,
  type TableEnding,
  tableAnswer,
  tableEndings,
  tableResponse,
} from '../../platform/index.ts'
import {
  askable,
  districtsOf,
  eachSubject,
  findSubjects,
  pageOfSubjects,
  type Registered,
  subjectByCode,
  versionsOf,
} from './find.ts'
import { beginImport, type progressOf, tallyOf } from './import.ts'
import { type ImportState, mayKeep, notKeeper } from './import-stream.ts'
import { previewOf } from './preview.ts'
import { eachProblem, problemsAfter } from './problems.ts'
import { fieldNames, subjectFields, subjectKinds, subjectStatuses } from './subject.ts'
import {
  ImportPage,
  ImportView,
  Mapping,
  PreviewedFile,
  type ProblemView,
  SubjectKindName,
  SubjectPage,
  SubjectStatusName,
  SubjectView,
} from './view.ts'

const tags = ['监管对象']
const importTags = ['监管对象']

const query = z.object({
  q: z
    .string()
    .trim()
    .max(100, '查询内容最多 100 个字，请写短一些')
    .refine(askable, '请至少输入名称中相连的两个字，或者代码的前四位')
    .optional()
    .openapi({ description: '名称中的字（至少两个），或者统一社会信用代码的开头（至少四位）' }),
  district: z.string().max(60).optional().openapi({ description: '区县' }),
  status: SubjectStatusName.optional(),
  kind: SubjectKindName.optional(),
})

const subjects = createRoute({
  method: 'get',
  path: '/api/subjects',
  tags,
  summary: '监管对象名录',
  security: session,
  request: { query: query.extend({ page }) },
  responses: { 200: json(SubjectPage, '一页；最多给出前 1000 户'), ...refused(400), ...signedIn },
})
const subject = createRoute({
  method: 'get',
  path: '/api/subjects/{code}',
  tags,
  summary: '一户监管对象，以及它从前的登记',
  security: session,
  request: { params: z.object({ code: z.string().max(40) }) },
  responses: { 200: json(SubjectView, '监管对象'), ...refused(404), ...signedIn },
})
const subjectTable = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/subjects.${ending}`,
    tags,
    summary: `监管对象名录的表格（${ending}）`,
    security: session,
    request: { query },
    responses: { 200: tableResponse('监管对象名录', ending), ...refused(400, 422), ...signedIn },
  })
const template = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/subject-template.${ending}`,
    tags: importTags,
    summary: `导入监管对象的空表（${ending}）`,
    security: session,
    responses: { 200: tableResponse('空表，只有表头', ending), ...refused(422), ...signedIn },
  })
const upload = createRoute({
  method: 'post',
  path: '/api/subject-imports/files',
  tags: importTags,
  summary: '上传要导入的表格（CSV 或者 XLSX，最大 200 MB），看看它有哪些列；还不导入',
  security: session,
  request: {
    query: z.object({ name: z.string().max(200).openapi({ description: '文件名' }) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.unknown().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: { 200: json(PreviewedFile, '文件的样子'), ...sent, ...signedIn },
})
const begin = createRoute({
  method: 'post',
  path: '/api/subject-imports',
  tags: importTags,
  summary: '把上传的表格导入名录：在后台进行，有误的行另行报告',
  security: session,
  request: {
    body: jsonBody(
      z.object({
        blob: z.string().regex(/^[0-9a-f]{64}$/, '请先上传文件'),
        headings: z.int().min(1, '表头的行号从 1 数起').max(100, '表头应在前 100 行之内'),
        mapping: Mapping,
        source: z.string({ error: '请填写数据来源' }).trim().min(1, '请填写数据来源').max(100, '数据来源最多 100 字'),
        asOf: z.iso.date('请填写数据截至的日期'),
        key: CommandKey,
      }),
    ),
  },
  responses: { 200: json(z.object({ id: z.string() }), '已开始'), ...refused(404, 409), ...sent, ...signedIn },
})
const imports = createRoute({
  method: 'get',
  path: '/api/subject-imports',
  tags: importTags,
  summary: '导入的记录，新的在前',
  security: session,
  request: { query: z.object({ page }) },
  responses: { 200: { ...json(list(ImportView), '一页'), headers: linkToNext }, ...refused(400), ...signedIn },
})
const params = z.object({ id: z.string().max(60).openapi({ description: '导入的标识' }) })
const oneImport = createRoute({
  method: 'get',
  path: '/api/subject-imports/{id}',
  tags: importTags,
  summary: '一次导入：进行到哪里，结果如何，报告的前 50 处',
  security: session,
  request: { params },
  responses: { 200: json(ImportPage, '导入'), ...refused(404), ...signedIn },
})
const report = <E extends TableEnding>(ending: E) =>
  createRoute({
    method: 'get',
    path: `/api/subject-imports/{id}/problems.${ending}`,
    tags: importTags,
    summary: `一次导入的逐行报告（${ending}）`,
    security: session,
    request: { params },
    responses: { 200: tableResponse('逐行报告', ending), ...refused(404, 422), ...signedIn },
  })

const columns: readonly TableColumn<Registered>[] = [
  ['统一社会信用代码', ({ code }) => code],
  ['名称', ({ name }) => name],
  ['主体类型', ({ kind }) => subjectKinds[kind]],
  ['登记状态', ({ status }) => subjectStatuses[status]],
  ['主体资格证照名称', ({ licence }) => licence],
  ['法定代表人（负责人、经营者）', ({ representative }) => representative],
  ['联系电话', ({ phone }) => phone],
  ['住所（经营场所）', ({ address }) => address],
  ['区县', ({ district }) => district],
  ['管辖所', ({ station }) => station],
  ['行业', ({ industry }) => industry],
  ['经营范围', ({ scope }) => scope],
  ['经度', ({ lon }) => lon],
  ['纬度', ({ lat }) => lat],
  ['坐标系', ({ datum }) => (datum === undefined ? undefined : { wgs84: 'WGS-84', gcj02: 'GCJ-02' }[datum])],
  ['数据来源', ({ source }) => source],
  ['数据截至', ({ asOf }) => asOf, 'day'],
]
const problemColumns: readonly TableColumn<ProblemView>[] = [
  ['行', ({ row }) => row],
  ['栏', ({ column }) => column],
  ['内容', ({ value }) => value],
  ['哪里有误', ({ problem }) => problem],
  ['怎么办', ({ advice }) => advice],
]
const templateColumns: readonly TableColumn<never>[] = fieldNames.map((field) => [
  subjectFields[field].title,
  () => undefined,
])

/** Who enters a party in a case needs the number of who runs a 个体工商户; nobody else sees it. */
const seesNumbers = ({ roles }: Actor): boolean =>
  roles.some((role) => ['officer', 'unit-head', 'leader', 'head', 'reviewer', 'legal-affairs'].includes(role))

/** Who looks at imports besides those who make them. */
const watches = (actor: Actor): boolean =>
  mayKeep(actor) || actor.roles.some((role) => role === 'audit-admin' || role === 'supervisor')

const titled = ({ idNumber, position, given: _, ...subject }: Registered & { readonly given?: unknown }) => ({
  ...subject,
  kindTitle: subjectKinds[subject.kind],
  statusTitle: subjectStatuses[subject.status],
})
const shown = (subject: Registered, numbers: boolean) => ({
  ...titled(subject),
  ...(numbers && subject.idNumber !== undefined ? { idNumber: subject.idNumber } : {}),
})

const formatText = (sheet: SheetFormat): string =>
  sheet.format === 'xlsx' ? 'Excel 工作簿' : `CSV，${encodingTitles[sheet.encoding]}`

/** The register of subjects and how files are taken into it. */
export const subjectRoutes = (app: Http, journal: Journal, blobs: Blobs): void => {
  const { db } = journal.database

  app.openapi(subjects, async (c) => {
    const { page: at, ...asked } = c.req.valid('query')
    const [found, districts] = [await findSubjects(db, asked, at), await districtsOf(db)]
    return c.json({ ...found, rows: found.rows.map(titled), page: at, pageSize: pageOfSubjects, districts }, 200)
  })
  for (const ending of tableEndings) {
    app.openapi(
      subjectTable(ending),
      (c) => tableAnswer(c, ending, '监管对象名录', columns, eachSubject(db, c.req.valid('query'))) as never,
    )
    app.openapi(template(ending), (c) => tableAnswer(c, ending, '监管对象导入模板', templateColumns, none()) as never)
  }
  app.openapi(subject, async (c) => {
    const { code } = c.req.valid('param')
    const found = await subjectByCode(db, code)
    if (found === undefined) return refuseWith(c, 404, nothingHere)
    const numbers = seesNumbers(actorOf(c))
    return c.json(
      {
        ...shown(found, numbers),
        ...(found.position === undefined ? {} : { position: found.position }),
        before: (await versionsOf(db, code)).map((each) => shown(each, numbers)),
      },
      200,
    )
  })

  app.openapi(upload, async (c) => {
    const actor = actorOf(c)
    if (!mayKeep(actor)) return refuseWith(c, 403, notKeeper)
    const { body } = c.req.raw
    if (body === null) return refuseWith(c, 422, refusal('empty-file', '这个文件是空的，请重新选择', { field: 'file' }))
    const { sha256, size } = await blobs.put(Readable.fromWeb(body as never), largestFile)
    const previewed = await previewOf(blobs, sha256)
    if (!previewed.ok) return refuseWith(c, 422, ...previewed.refusals)
    const { sheet, headings, titles, mapping, rows, about } = previewed.value
    const name = safeFileName(c.req.valid('query').name)
    await sql`insert into subject_file (blob, name, size, sheet, about, person, at)
      values (${sha256}, ${name}, ${size}, ${JSON.stringify(sheet)}::jsonb, ${about}, ${actor.id}, ${journal.clock.now()})
      on conflict (blob) do update set name = excluded.name, person = excluded.person, at = excluded.at`.execute(db)
    const fields = fieldNames.map((field) => ({
      field,
      title: subjectFields[field].title,
      needed: 'needed' in subjectFields[field],
    }))
    return c.json(
      { blob: sha256, name, size, format: formatText(sheet), headings, titles, mapping, rows, about, fields },
      200,
    )
  })
  app.openapi(begin, async (c) => {
    const actor = actorOf(c)
    if (!mayKeep(actor)) return refuseWith(c, 403, notKeeper)
    const { blob, headings, mapping, source, asOf, key } = c.req.valid('json')
    const { rows } = await sql<{ name: string; size: number; sheet: SheetFormat; about: number }>`
      select name, size, sheet, about from subject_file where blob = ${blob}`.execute(db)
    const [file] = rows
    if (file === undefined) return refuseWith(c, 404, refusal('not-found', '没有这个文件，请重新上传'))
    const outcome = await beginImport(
      journal,
      actor,
      {
        file: { blob, name: file.name, size: file.size },
        sheet: file.sheet,
        headings,
        about: file.about,
        mapping,
        source,
        asOf,
      },
      key,
    )
    return outcome.ok
      ? c.json({ id: outcome.id }, 200)
      : refuseWith(c, refusalStatus(outcome.refusals), ...outcome.refusals)
  })
  app.openapi(imports, async (c) => {
    if (!watches(actorOf(c))) return refuseWith(c, 403, notKeeper)
    const at = c.req.valid('query').page
    const { rows } = await sql<ImportRow>`
      select i.id, i.state, i.at, i.data, to_jsonb(p) as progress from subject_import i left join subject_import_progress p on p.import = i.id
      order by i.at desc, i.id limit ${rowsOfPage + 1} offset ${(at - 1) * rowsOfPage}`.execute(db)
    return c.json(pageOf(c, at, rows.map(importView)), 200)
  })
  const found = async (id: string): Promise<ImportView | undefined> => {
    const { rows } = await sql<ImportRow>`
      select i.id, i.state, i.at, i.data, to_jsonb(p) as progress from subject_import i left join subject_import_progress p on p.import = i.id
      where i.id = ${id}`.execute(db)
    return rows[0] === undefined ? undefined : importView(rows[0])
  }
  app.openapi(oneImport, async (c) => {
    if (!watches(actorOf(c))) return refuseWith(c, 403, notKeeper)
    const one = await found(c.req.valid('param').id)
    if (one === undefined) return refuseWith(c, 404, nothingHere)
    return c.json({ import: one, problems: await problemsAfter(db, one.id, undefined, 50) }, 200)
  })
  for (const ending of tableEndings)
    app.openapi(report(ending), async (c) => {
      if (!watches(actorOf(c))) return refuseWith(c, 403, notKeeper) as never
      const one = await found(c.req.valid('param').id)
      if (one === undefined) return refuseWith(c, 404, nothingHere) as never
      return (await tableAnswer(
        c,
        ending,
        `导入报告 ${one.file.name}`,
        problemColumns,
        eachProblem(db, one.id),
      )) as never
    })
}

async function* none() {}

interface ImportRow {
  readonly id: string
  readonly state: ImportState['state']
  readonly at: string
  readonly data: Omit<ImportState, 'state' | 'at'>
  readonly progress: NonNullable<Awaited<ReturnType<typeof progressOf>>> | null
}

const zero = { added: 0, changed: 0, same: 0, refused: 0, repeated: 0, older: 0 }

const importView = ({ id, state, at, data, progress }: ImportRow): ImportView => ({
  id,
  state,
  at,
  file: data.file,
  source: data.source,
  asOf: data.asOf,
  by: data.byName,
  ...(data.endedAt === undefined ? {} : { endedAt: data.endedAt }),
  ...(data.reason === undefined ? {} : { reason: data.reason }),
  tally: data.tally ?? (progress === null ? zero : tallyOf(progress)),
  row: progress?.row ?? 0,
  about: data.about,
  problems: progress?.problems ?? 0,
})
