import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { accept, type Refusal, type Result, refusal, refuse } from '../kernel/index.ts'

/** The tiles that a bureau puts under its map: an address with {z}, {x} and {y}, and what must be said of them. */
export interface MapBase {
  readonly url: string
  readonly note: string
}

export interface Config {
  readonly port: number
  readonly host: string
  /** Directory of the embedded database, of files and keys; absolute. */
  readonly data: string
  /** PostgreSQL; absent: the embedded database. */
  readonly databaseUrl?: string
  readonly demo: boolean
  /** What browsers and papers use as the address of this bureau, without a slash at the end. */
  readonly origin: string
  /** 32 bytes, hex: signs session cookies. */
  readonly secret: string
  readonly logLevel: string
  /** Absent: the map has the bureau's districts only, and asks nobody else. */
  readonly map?: MapBase
  /** Folder into which docking stations put recordings. */
  readonly recordingImports?: string
  /** An S3 bucket, and a prefix in it, in which others put them. */
  readonly recordingBucket?: {
    readonly url: string
    readonly keyId: string
    readonly secret: string
    readonly region: string
  }
  /** A media server (ZLMediaKit): the folder that it records to, and the secret with which it calls. */
  readonly mediaServer?: { readonly folder: string; readonly secret: string }
  /** ClamAV's daemon. */
  readonly clamd?: { readonly host: string; readonly port: number }
  /** Directory into which the public site is written as files; absent: nowhere. */
  readonly site?: string
  /** The file that names the platforms which published decisions are pushed to; absent: none. */
  readonly exchange?: string
  /** Where notices are handed to (浙政钉、短信网关); absent: nowhere. */
  readonly notices?: { readonly url: string; readonly secret: string }
}

const wanted = {
  PORT: ['1 到 65535 的端口号', z.coerce.number().int().min(0).max(65535).default(8080)],
  HOST: ['监听地址，如 127.0.0.1', z.string().min(1).default('127.0.0.1')],
  ZHAOMING_DATA: ['数据目录', z.string().min(1).default('.zhaoming')],
  DATABASE_URL: [
    'postgres:// 开头的数据库地址',
    z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
  ],
  ZHAOMING_DEMO: ['0 或者 1', z.enum(['0', '1']).default('1')],
  ZHAOMING_ORIGIN: ['http:// 或 https:// 开头的站点地址', z.url({ protocol: /^https?$/ }).optional()],
  ZHAOMING_SECRET: [
    '64 位十六进制密钥',
    z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  ],
  ZHAOMING_MAP_TILES: [
    '含有 {z}、{x}、{y} 的 https:// 底图地址',
    z
      .string()
      .regex(/^https?:\/\/[^\s;,'"]+$/)
      .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.includes(part)))
      .optional(),
  ],
  ZHAOMING_MAP_NOTE: ['底图的版权说明和审图号', z.string().max(200).default('')],
  ZHAOMING_RECORDING_IMPORTS: ['采集站存放录像的目录', z.string().min(1).optional()],
  ZHAOMING_RECORDING_BUCKET: [
    '存放录像的对象存储地址，如 https://s3.example.cn/桶/前缀',
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).pathname.length > 1)
      .optional(),
  ],
  ZHAOMING_RECORDING_BUCKET_KEY: [
    '对象存储的访问密钥，写成“标识:密钥”',
    z
      .string()
      .regex(/^[^:\s]+:\S+$/)
      .optional(),
  ],
  ZHAOMING_RECORDING_BUCKET_REGION: ['对象存储的区域', z.string().min(1).default('us-east-1')],
  ZHAOMING_MEDIA_FOLDER: ['流媒体服务器存放录像的目录', z.string().min(1).optional()],
  ZHAOMING_MEDIA_SECRET: ['流媒体服务器的密钥，至少 16 个字符', z.string().min(16).optional()],
  ZHAOMING_CLAMD: [
    '病毒扫描服务的地址，如 127.0.0.1:3310',
    z
      .string()
      .regex(/^[^:]+:\d{1,5}$/)
      .optional(),
  ],
  ZHAOMING_SITE: ['把公示门户写成静态文件的目录', z.string().min(1).optional()],
  ZHAOMING_EXCHANGE: ['数据交换的配置文件', z.string().min(1).optional()],
  ZHAOMING_NOTICE_URL: [
    'https:// 开头的消息网关地址（同一台机器上的可以是 http://127.0.0.1）',
    z
      .string()
      .regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/)
      .optional(),
  ],
  ZHAOMING_NOTICE_SECRET: ['与消息网关约定的密钥，至少 32 个字符', z.string().min(32).optional()],
  LOG_LEVEL: [
    'silent、error、warn、info 或 debug',
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  ],
} as const

/** Reads the environment once at start; refusals name each variable that is wrong and what it must be. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Result<Config> => {
  const refusals: Refusal[] = []
  const read = <K extends keyof typeof wanted>(name: K): z.output<(typeof wanted)[K][1]> => {
    const [what, schema] = wanted[name]
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name])
    if (!parsed.success)
      refusals.push(refusal('bad-config', `环境变量 ${name} 应为${what}，现在是“${env[name]}”`, { field: name }))
    return parsed.data as z.output<(typeof wanted)[K][1]>
  }
  const port = read('PORT')
  const host = read('HOST')
  const directory = read('ZHAOMING_DATA')
  const databaseUrl = read('DATABASE_URL')
  const demo = read('ZHAOMING_DEMO')
  const origin = read('ZHAOMING_ORIGIN')
  const secret = read('ZHAOMING_SECRET')
  const logLevel = read('LOG_LEVEL')
  const imports = read('ZHAOMING_RECORDING_IMPORTS')
  const bucketUrl = read('ZHAOMING_RECORDING_BUCKET')
  const bucketKey = read('ZHAOMING_RECORDING_BUCKET_KEY')
  const region = read('ZHAOMING_RECORDING_BUCKET_REGION')
  const folder = read('ZHAOMING_MEDIA_FOLDER')
  const mediaSecret = read('ZHAOMING_MEDIA_SECRET')
  const [scanner, scannerPort] = read('ZHAOMING_CLAMD')?.split(':') ?? []
  const tiles = read('ZHAOMING_MAP_TILES')
  const note = read('ZHAOMING_MAP_NOTE')
  const site = read('ZHAOMING_SITE')
  const exchange = read('ZHAOMING_EXCHANGE')
  const noticeUrl = read('ZHAOMING_NOTICE_URL')
  const noticeSecret = read('ZHAOMING_NOTICE_SECRET')
  if (noticeUrl !== undefined && noticeSecret === undefined && refusals.length === 0)
    refusals.push(
      refusal('bad-config', '设置了 ZHAOMING_NOTICE_URL 的，还要设置 ZHAOMING_NOTICE_SECRET', {
        field: 'ZHAOMING_NOTICE_SECRET',
      }),
    )
  if (bucketUrl !== undefined && bucketKey === undefined && refusals.length === 0)
    refusals.push(
      refusal('bad-config', '设置了 ZHAOMING_RECORDING_BUCKET 的，还要设置 ZHAOMING_RECORDING_BUCKET_KEY', {
        field: 'ZHAOMING_RECORDING_BUCKET_KEY',
      }),
    )
  if (refusals.length > 0) return refuse(...refusals)
  const [keyId = '', ...secretParts] = bucketKey?.split(':') ?? []
  const data = resolve(directory)
  return accept({
    port,
    host,
    data,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    demo: demo === '1',
    origin: (origin ?? `http://localhost:${port}`).replace(/\/$/, ''),
    secret: secret ?? keptSecret(data),
    logLevel,
    ...(imports === undefined ? {} : { recordingImports: resolve(imports) }),
    ...(bucketUrl === undefined
      ? {}
      : { recordingBucket: { url: bucketUrl, keyId, secret: secretParts.join(':'), region } }),
    ...(folder === undefined || mediaSecret === undefined
      ? {}
      : { mediaServer: { folder: resolve(folder), secret: mediaSecret } }),
    ...(scanner === undefined ? {} : { clamd: { host: scanner, port: Number(scannerPort) } }),
    ...(tiles === undefined ? {} : { map: { url: tiles, note } }),
    ...(site === undefined ? {} : { site: resolve(site) }),
    ...(exchange === undefined ? {} : { exchange: resolve(exchange) }),
    ...(noticeUrl === undefined || noticeSecret === undefined
      ? {}
      : { notices: { url: noticeUrl, secret: noticeSecret } }),
  })
}

/** A secret of this installation's own, made at the first start and readable by its owner only. */
const keptSecret = (data: string): string => {
  const file = join(data, 'secret')
  if (!existsSync(file)) makeSecret(data, file)
  return readFileSync(file, 'utf8').trim()
}

/** Whole or not at all, and never in the place of one that is there: another node may start at the same moment. */
const makeSecret = (data: string, file: string): void => {
  mkdirSync(data, { recursive: true })
  const made = join(data, `.${randomUUID()}`)
  writeFileSync(made, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(made, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(made)
  }
}
