import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { dayOf } from './calendar/index.ts'
import { type ActRequest, type Casework, citationView } from './casework/index.ts'
import { paperText, renderPaper } from './documents/index.ts'
import { actorOf } from './identity/index.ts'
import type { Journal } from './journal/index.ts'
import { newId, type Refusal, refusal, yuan } from './kernel/index.ts'
import { type Blobs, type Config, type Http, largestFile, probeFile, refusalStatus } from './platform/index.ts'
import { allInForce, type InForce, roleTitles } from './registry/index.ts'

export interface ApiParts {
  readonly config: Pick<Config, 'origin' | 'demo'>
  readonly journal: Journal
  readonly casework: Casework
  readonly blobs: Blobs
}

const actBody = z.strictObject({
  data: z.record(z.string(), z.unknown()),
  strand: z.string().max(100).optional(),
  expectedVersion: z.int().min(0).optional(),
  key: z.string().min(8).max(100),
  happenedAt: z.iso.datetime().optional(),
})

const notFound = (c: Context) => c.json({ refusals: [refusal('not-found', '没有找到，请检查地址或者返回列表')] }, 404)

const isRefusal = (value: object): value is Refusal => 'code' in value && 'message' in value

/** What the desk asks: cases, acts, papers, files. Every answer is JSON; refusals carry Chinese sentences. */
export const apiRoutes = (app: Http, { config, journal, casework, blobs }: ApiParts): void => {
  const { db } = journal.database
  const today = () => dayOf(journal.clock.now())

  /** A found thing, nothing, or a refusal to show it. */
  const give = <T extends object>(c: Context, found: T | Refusal | undefined) =>
    found === undefined ? notFound(c) : isRefusal(found) ? c.json({ refusals: [found] }, 403) : c.json(found)

  const readAct = async (
    c: Context,
    act: string,
  ): Promise<{ readonly request: ActRequest } | { readonly refusals: readonly Refusal[] }> => {
    const parsed = actBody.safeParse(await c.req.json())
    if (!parsed.success)
      return {
        refusals: parsed.error.issues.map((issue) =>
          refusal('bad-request', issue.message, { field: issue.path.join('.') }),
        ),
      }
    const { strand, expectedVersion, happenedAt, ...rest } = parsed.data
    return {
      request: {
        act,
        ...rest,
        ...(strand === undefined ? {} : { strand }),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
        ...(happenedAt === undefined ? {} : { happenedAt: new Date(happenedAt).toISOString() }),
      },
    }
  }

  /** Files that an act names must have been uploaded here: their type and size are what was found then. */
  const unknownFiles = async (data: unknown): Promise<readonly Refusal[]> => {
    const named = [...filesNamed(data)]
    const sizes = await Promise.all(named.map(({ blob }) => blobs.size(blob).catch(() => undefined)))
    return named.flatMap(({ name }, n) =>
      sizes[n] === undefined ? [refusal('no-file', `没有找到附件“${name}”，请重新上传`)] : [],
    )
  }

  const answer = async (c: Context, request: ActRequest, execute: () => ReturnType<Casework['act']>) => {
    const missing = await unknownFiles(request.data)
    if (missing.length > 0) return c.json({ refusals: missing }, 422)
    const outcome = await execute()
    if (!outcome.ok)
      return c.json(
        { refusals: outcome.refusals.map((each) => ({ ...each, citations: each.basis.map(citationView) })) },
        refusalStatus(outcome.refusals),
      )
    return c.json({ ok: true, id: outcome.events[0]?.streamId, version: outcome.version })
  }

  app.get('/api/me', async (c) => {
    const actor = actorOf(c)
    const entries = await allInForce(db, ['agency', 'unit', 'officer'], today())
    const person = entries.find(
      (entry): entry is InForce<'officer'> => entry.kind === 'officer' && entry.id === actor.id,
    )
    const agency = entries.find((entry): entry is InForce<'agency'> => entry.kind === 'agency')
    const unit = entries.find((entry) => entry.kind === 'unit' && entry.id === actor.unit)
    return c.json({
      account: actor.id,
      person: {
        id: actor.id,
        name: actor.name,
        ...(unit === undefined ? {} : { unit: unit.title }),
        ...(person?.data.certificates.at(-1) === undefined
          ? {}
          : { certificate: person.data.certificates.at(-1)?.number }),
      },
      roles: actor.roles,
      roleTitles: actor.roles.map((role) => roleTitles[role]),
      agency: { name: agency?.data.name ?? '', shortName: agency?.data.shortName ?? '' },
      demo: config.demo,
    })
  })

  app.get('/api/work', async (c) => c.json(await casework.workList(actorOf(c))))
  app.get('/api/cases', async (c) => {
    const { q, stage, procedure, unit, mine, page } = c.req.query()
    const number = Number(page ?? 1)
    return c.json(
      await casework.cases(actorOf(c), {
        ...(q === undefined ? {} : { q }),
        ...(stage === undefined ? {} : { stage }),
        ...(procedure === undefined ? {} : { procedure }),
        ...(unit === undefined ? {} : { unit }),
        mine: mine === '1',
        page: Number.isInteger(number) && number > 0 && number < 100_000 ? number : 1,
      }),
    )
  })
  app.get('/api/cases/:id', async (c) => give(c, await casework.case(actorOf(c), c.req.param('id'))))
  app.get('/api/cases/:id/timeline', async (c) => {
    const before = Number(c.req.query('before'))
    return give(
      c,
      await casework.timeline(
        actorOf(c),
        c.req.param('id'),
        Number.isInteger(before) && before > 0 ? before : undefined,
      ),
    )
  })
  app.post('/api/cases/:id/acts/:act', async (c) => {
    const read = await readAct(c, c.req.param('act'))
    if ('refusals' in read) return c.json(read, 422)
    const id = c.req.param('id')
    const seen = await casework.case(actorOf(c), id)
    if (seen === undefined || isRefusal(seen)) return give(c, seen)
    return answer(c, read.request, () => casework.act(actorOf(c), id, read.request))
  })
  app.post('/api/cases/:id/preview', async (c) => {
    const body = z
      .object({ act: z.string(), data: z.record(z.string(), z.unknown()), strand: z.string().optional() })
      .safeParse(await c.req.json())
    if (!body.success) return c.json({ refusals: [refusal('bad-request', '预览的内容不完整，请先填写表单')] }, 422)
    const { act, data, strand } = body.data
    const previewed = await casework.preview(actorOf(c), c.req.param('id'), {
      act,
      data,
      ...(strand === undefined ? {} : { strand }),
    })
    if (previewed === undefined) return notFound(c)
    if (!previewed.ok) return c.json({ refusals: previewed.refusals }, 422)
    return c.json({
      papers: previewed.value.map(({ form, title, content, number }) => ({
        form,
        title,
        pdf: Buffer.from(
          renderPaper({
            form,
            content,
            agency: agencyIn(content),
            day: today(),
            ...(number === undefined ? {} : { number: number.text }),
          }),
        ).toString('base64'),
      })),
    })
  })

  app.get('/api/procedures', async (c) => c.json(await casework.openings(actorOf(c))))
  app.post('/api/procedures/:procedure/:act', async (c) => {
    const read = await readAct(c, c.req.param('act'))
    if ('refusals' in read) return c.json(read, 422)
    return answer(c, read.request, () => casework.open(actorOf(c), c.req.param('procedure'), read.request))
  })

  app.get('/api/papers/:file', async (c) => {
    const file = c.req.param('file')
    const id = file.replace(/\.pdf$/, '')
    const found = await casework.paper(actorOf(c), id)
    if (found === undefined || isRefusal(found)) return give(c, found)
    const { paper, event } = found
    if (!file.endsWith('.pdf'))
      return c.json({
        title: paper.title,
        ...(paper.number === undefined ? {} : { number: paper.number.text }),
        sections: paperText(paper.form, paper.content),
        digest: paper.digest,
        pdf: `/api/papers/${paper.id}.pdf`,
      })
    const [agency] = await allInForce(db, ['agency'], dayOf(event.happenedAt))
    const pdf = renderPaper({
      form: paper.form,
      content: paper.content,
      agency: agency?.title ?? '',
      day: dayOf(event.happenedAt),
      check: `${config.origin}/papers/${paper.id}?d=${paper.digest}`,
      ...(paper.number === undefined ? {} : { number: paper.number.text }),
    })
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(paper.title)}.pdf`,
      'Cache-Control': 'private, max-age=3600',
    })
  })

  app.post('/api/files', async (c) => {
    const file = (await c.req.formData()).get('file')
    if (!(file instanceof File) || file.size === 0)
      return c.json({ refusals: [refusal('no-file', '请选择要上传的文件', { field: 'file' })] }, 422)
    const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer())
    const probed = await probeFile(head, file.name)
    if (!probed.ok) return c.json({ refusals: probed.refusals }, 422)
    const { sha256, size } = await blobs.put(file.stream() as unknown as AsyncIterable<Uint8Array>, largestFile)
    const { name, type } = probed.value
    return c.json({ blob: sha256, name, type, size, href: `/api/files/${sha256}/${encodeURIComponent(name)}` })
  })
  app.get('/api/files/:blob/:name', async (c) => {
    const blob = c.req.param('blob')
    const content = await blobs.read(blob).catch(() => undefined)
    if (content === undefined) return notFound(c)
    const probed = await probeFile(content.subarray(0, 65_536), c.req.param('name'))
    const type = probed.ok ? probed.value.type : 'application/octet-stream'
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': type,
      'Cache-Control': 'private, max-age=31536000, immutable',
      'Content-Security-Policy': 'sandbox',
      'Content-Disposition': type.startsWith('image/') || type === 'application/pdf' ? 'inline' : 'attachment',
    })
  })

  app.get('/api/officers', async (c) => {
    const unit = c.req.query('unit')
    const entries = await allInForce(db, ['officer', 'unit'], today())
    const units = new Map(entries.flatMap((entry) => (entry.kind === 'unit' ? [[entry.id, entry.title] as const] : [])))
    return c.json(
      entries.flatMap((entry) => {
        if (entry.kind !== 'officer') return []
        const { data, id } = entry as InForce<'officer'>
        if (unit !== undefined && data.unit !== unit) return []
        return [
          {
            id,
            name: data.name,
            unit: units.get(data.unit) ?? data.unit,
            ...(data.certificates.at(-1) === undefined ? {} : { certificate: data.certificates.at(-1)?.number }),
          },
        ]
      }),
    )
  })
  app.get('/api/units', async (c) =>
    c.json((await allInForce(db, ['unit'], today())).map(({ id, title }) => ({ id, name: title }))),
  )
  app.get('/api/items', async (c) => {
    const q = (c.req.query('q') ?? '').trim()
    const entries = await allInForce(db, ['item', 'unit'], today())
    const units = new Map(entries.flatMap((entry) => (entry.kind === 'unit' ? [[entry.id, entry.title] as const] : [])))
    return c.json(
      entries.flatMap((entry) => {
        if (entry.kind !== 'item' || (q !== '' && !entry.title.includes(q))) return []
        const { id, data } = entry as InForce<'item'>
        const fine = data.penalties.find(({ kind }) => kind === 'fine')
        return [
          {
            id,
            name: data.name,
            category: data.category,
            unit: units.get(data.unit) ?? data.unit,
            range: fine === undefined ? '' : `罚款 ${yuan(fine.min ?? 0)}—${yuan(fine.max ?? 0)} 元`,
          },
        ]
      }),
    )
  })
  app.get('/api/parties', async (c) => {
    const q = (c.req.query('q') ?? '').trim()
    if (q === '') return c.json([])
    const { rows } = await casework.cases(actorOf(c), { q })
    const grouped = Map.groupBy(
      rows.filter(({ party }) => party !== undefined),
      ({ party }) => party ?? '',
    )
    return c.json([...grouped].map(([name, cases]) => ({ name, kind: '', cases })))
  })

  app.get('/api/events', (c) =>
    streamSSE(c, async (stream) => {
      const off = journal.onCommitted((events) => {
        for (const event of events)
          if (event.kind === 'case')
            void stream.writeSSE({ data: JSON.stringify({ caseId: event.streamId, version: event.version }) })
      })
      stream.onAbort(off)
      while (!stream.aborted) {
        await stream.sleep(25_000)
        await stream.writeSSE({ event: 'ping', data: newId() })
      }
    }),
  )
}

const agencyIn = (content: unknown): string => {
  const agency = (content as { readonly agency?: { readonly name?: unknown } }).agency
  return typeof agency === 'object' && typeof agency.name === 'string' ? agency.name : ''
}

/** Every file that an act's data names, at any depth. */
function* filesNamed(data: unknown): Generator<{ readonly blob: string; readonly name: string }> {
  if (typeof data !== 'object' || data === null) return
  const { blob, name } = data as { readonly blob?: unknown; readonly name?: unknown }
  if (typeof blob === 'string' && typeof name === 'string') yield { blob, name }
  else for (const each of Object.values(data)) yield* filesNamed(each)
}
