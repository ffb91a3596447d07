import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Channels, type MatterKind, matterKinds, newCode, type Typed } from '../../src/channels/index.ts'
import { addressOf } from '../../src/identity/index.ts'
import type { PublicEntry, PublicLists } from '../../src/registry/index.ts'
import type { Frame } from '../layout.ts'
import { complaintFormPage, complaintTakenPage } from '../pages/complaint-form.ts'
import { followPage } from '../pages/follow.ts'
import { guideMaterialsPage, materialPage, materialsPage, renewal, windowPage } from '../pages/window.ts'
import { type GuideMaterials, materialsOf } from './guide-materials.ts'
import { materialNamed, materialText } from './materials.ts'

/** All files together with what is typed. */
const largestForm = 26 * 1024 * 1024

const mostGuides = 200

const empty = (kind: MatterKind): Typed => ({
  kind,
  anonymous: false,
  name: '',
  phone: '',
  address: '',
  against: '',
  againstCode: '',
  againstAddress: '',
  content: '',
  claim: '',
  code: newCode(),
})

const kindIn = (given: unknown): MatterKind =>
  typeof given === 'string' && Object.hasOwn(matterKinds, given) ? (given as MatterKind) : 'complaint'

const typedIn = (form: FormData): Typed => {
  const text = (name: string, most: number) => String(form.get(name) ?? '').slice(0, most)
  return {
    kind: kindIn(form.get('kind')),
    anonymous: form.get('anonymous') === '1',
    name: text('name', 50),
    phone: text('phone', 20),
    address: text('address', 200),
    against: text('against', 100),
    againstCode: text('againstCode', 30),
    againstAddress: text('againstAddress', 200),
    content: text('content', 6000).replaceAll('\r\n', '\n'),
    claim: text('claim', 3000).replaceAll('\r\n', '\n'),
    code: text('code', 30) || newCode(),
  }
}

const wait = (c: Context, until: string): void =>
  c.header('Retry-After', String(Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1000))))

type Page = (path: string, answer: (c: Context, frame: Frame) => Response | Promise<Response>) => void

/** Forms of complaint and of progress. Nothing of them is kept by anybody: what they show is one person's. */
export const channelRoutes = (
  portal: OpenAPIHono,
  page: Page,
  frameOf: (c: Context) => Promise<Frame>,
  channels: Channels,
  lists: PublicLists,
  origin: string,
): void => {
  page('/complaints/new', (c, frame) => {
    c.header('Cache-Control', 'no-store')
    return c.html(complaintFormPage(frame, { typed: empty(kindIn(c.req.query('kind'))) }))
  })
  portal.post(
    '/complaints/new',
    bodyLimit({
      maxSize: largestForm,
      onError: async (c) =>
        c.html(
          complaintFormPage(await frameOf(c), {
            typed: empty('complaint'),
            stopped: '材料一共超过 26 MB，没有收下。请返回上一页（您写的还在），少选几个或者压缩后再提交。',
          }),
          413,
        ),
    }),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const form = await c.req.formData().catch(() => new FormData())
      const typed = typedIn(form)
      const given = form.getAll('files').filter((each): each is File => each instanceof File && each.size > 0)
      const files = await Promise.all(given.map(async (file) => ({ name: file.name, bytes: await file.bytes() })))
      const earlier = form.getAll('kept').map((each) => {
        const [blob = '', ...name] = String(each).split(' ')
        return { blob, name: name.join(' ') }
      })
      const frame = await frameOf(c)
      // Another site could make its visitors' browsers complain of somebody.
      if (c.req.header('sec-fetch-site') === 'cross-site')
        return c.html(
          complaintFormPage(frame, {
            typed,
            stopped: '这张表是从别的网站提交来的，没有收下。请看看内容是不是您写的，在这里再提交一次。',
          }),
          403,
        )
      const intake = await channels.receive(typed, files, earlier, addressOf(c))
      switch (intake.kind) {
        case 'received':
          return c.html(complaintTakenPage(frame, { ...intake, typed }))
        case 'wrong':
          return c.html(complaintFormPage(frame, { typed, wrong: intake.wrong, kept: intake.kept }), 422)
        case 'too-often':
          wait(c, intake.until)
          return c.html(
            complaintFormPage(frame, {
              typed,
              stopped: `从您这里已经提交了很多件，请过一刻钟再试；着急的请拨打 12315 或者 ${frame.agency.phone}。`,
            }),
            429,
          )
      }
    },
  )
  page('/follow', (c, frame) => {
    c.header('Cache-Control', 'no-store')
    return c.html(followPage(frame, { number: (c.req.query('number') ?? '').slice(0, 60) }))
  })
  const asking = async (c: Context) => {
    const form = await c.req.formData().catch(() => new FormData())
    const typed = (name: string) =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 60)
    return { number: typed('number'), code: typed('code'), letter: typed('letter') }
  }
  portal.post('/follow', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    c.header('Cache-Control', 'no-store')
    const { number, code } = await asking(c)
    const frame = await frameOf(c)
    if (number === '' || code === '')
      return c.html(followPage(frame, { number, wrong: '请填写登记号（案号）和查询码' }), 400)
    const answer = await channels.follow({ number, code, address: addressOf(c) })
    if (answer.kind === 'too-often') wait(c, answer.until)
    return c.html(
      followPage(frame, { number, code, answer }),
      answer.kind === 'found' ? 200 : answer.kind === 'no' ? 404 : 429,
    )
  })
  portal.post('/follow/letter', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    c.header('Cache-Control', 'no-store')
    const { number, code, letter } = await asking(c)
    const answer = await channels.letter({ number, code, address: addressOf(c) }, letter)
    if (answer.kind === 'found')
      return c.body(Buffer.from(answer.letter.pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(answer.letter.name)}`,
      })
    if (answer.kind === 'too-often') wait(c, answer.until)
    return c.html(followPage(await frameOf(c), { number, answer }), answer.kind === 'no' ? 404 : 429)
  })

  /** The licence guides that hold today, by title; no bureau has more than a page tells. */
  const guides = async (): Promise<readonly GuideMaterials[]> => {
    const found: PublicEntry[] = []
    for await (const entry of lists.all('licence-guide')) if (found.push(entry) === mostGuides) break
    return found.map(materialsOf)
  }

  page('/window', async (c, frame) => {
    c.header('Cache-Control', 'no-store')
    const [windows, queue, licences] = await Promise.all([channels.windows(), channels.queue(), guides()])
    if (c.req.query('screen') === '1') c.header('Refresh', String(renewal))
    const asked = c.req.query('id')
    const window = asked === undefined ? windows[0] : windows.find(({ id }) => id === asked)
    return c.html(
      windowPage(frame, {
        origin,
        window,
        others: windows.filter((each) => each !== window),
        queue,
        licences,
        now: Temporal.Now.instant().toString(),
      }),
      asked !== undefined && window === undefined ? 404 : 200,
    )
  })
  page('/window/materials', async (c, frame) => c.html(materialsPage(frame, await guides())))
  page('/window/materials/licence/:id', async (c, frame) => {
    const licences = await guides()
    const licence = licences.find(({ id }) => id === c.req.param('id'))
    return licence === undefined
      ? c.html(materialsPage(frame, licences), 404)
      : c.html(guideMaterialsPage(frame, licence))
  })
  page('/window/materials/:id', async (c, frame) => {
    const asked = c.req.param('id') ?? ''
    const material = materialNamed(asked.replace(/\.txt$/, ''))
    if (material === undefined) return c.html(materialsPage(frame, await guides()), 404)
    if (!asked.endsWith('.txt')) return c.html(materialPage(frame, material))
    // With a byte order mark, so that any program reads it as UTF-8.
    return c.body(`\ufeff${materialText(material)}`, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${material.title}（示范）.txt`)}`,
    })
  })
}
