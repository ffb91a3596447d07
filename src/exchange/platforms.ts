import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { signatureOf } from '../casework/index.ts'

/** HTTPS, or a gateway on the same machine. */
const address = z
  .string()
  .regex(
    /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/,
    '应为 https:// 开头的地址（同一台机器上的可以是 http://127.0.0.1）',
  )

/** One platform that published decisions are pushed to, as docs/exchange.md says. */
const Platform = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, '标识用小写字母、数字和连字符'),
  name: z.string().trim().min(1).max(60),
  url: address,
  /** Where it lists what it has, for reconciliation. */
  list: address.optional(),
  /** What both sides know, signs by HMAC-SHA-256; absent: the bureau's own Ed25519 key. */
  secret: z.string().min(32, '约定的密钥至少 32 个字符').optional(),
  /** Only what was published on this day or later is pushed. */
  since: z.iso.date().optional(),
  /** Working days from publication until it must be acknowledged; not verified, see docs/exchange.md. */
  workingDays: z.int().min(1).max(60).default(7),
})
export type Platform = z.infer<typeof Platform>

/** The platforms of a file of JSON; throws with what is wrong in it, in Chinese. */
export const readPlatforms = (file: string): readonly Platform[] => {
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error(`数据交换的配置 ${file} 读不到，或者不是 JSON`)
  }
  const parsed = z.array(Platform).min(1).max(20).safeParse(data)
  if (!parsed.success)
    throw new Error(
      `数据交换的配置 ${file} 有误：${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`,
    )
  const ids = parsed.data.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw new Error(`数据交换的配置 ${file} 有误：标识有重复`)
  return parsed.data
}

/** Signs what is sent: the value of X-Zhaoming-Signature for a body at a time (seconds). */
export interface Signer {
  header(time: number, body: string): string
  /** PEM of the public key, where it signs with one. */
  readonly publicKey?: string
}

export const hmacSigner = (secret: string): Signer => ({
  header: (time, body) => `t=${time},v1=${signatureOf(secret, time, body)}`,
})

/** The bureau's own key for pushes, made when it is first needed, readable for its owner only: whole or not at all. */
export const keySigner = (directory: string): Signer => {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, 'exchange.key')
  if (!existsSync(file)) {
    const made = join(directory, `.${randomUUID()}`)
    writeFileSync(made, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
      flag: 'wx',
    })
    try {
      linkSync(made, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(made)
    }
  }
  const key = createPrivateKey(readFileSync(file, 'utf8'))
  return {
    header: (time, body) => `t=${time},ed25519=${sign(null, Buffer.from(`${time}.${body}`), key).toString('base64')}`,
    publicKey: String(createPublicKey(key).export({ type: 'spki', format: 'pem' })),
  }
}
