import { hash, verify } from '@node-rs/argon2'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { username } from 'better-auth/plugins'
import type { Database, Db } from '../platform/index.ts'
import { type Endings, endingsIn } from './endings.ts'

export interface AuthOptions {
  readonly database: Database
  readonly origin: string
  /** 64 hex digits. */
  readonly secret: string
}

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

export const isUsername = (name: string): boolean => /^[a-z0-9.@_-]{2,60}$/i.test(name)

/** The header in which `session.ts` hands on where a request comes from; what a browser sends under this name is dropped there. */
export const addressHeader = 'x-zhaoming-address'

/** The tables of `attempts.ts`, where the id is an account's name, and of `endings.ts`, where it is a session's or an account's. */
const watch = {
  id: 'watch',
  schema: {
    signInAttempt: {
      fields: { failed: { type: 'number', required: true }, until: { type: 'date', required: true } },
    },
    sessionEnding: { fields: { at: { type: 'date', required: true } } },
  },
} satisfies BetterAuthPlugin

/**
 * Accounts and sessions, kept by better-auth in our database. Nobody signs up: accounts are made by the bureau. An account is only
 * the key to a person of the registry; what that person may do is asked of the registry each time, never kept here.
 */
const build = ({ database, origin, secret }: AuthOptions) =>
  betterAuth({
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    // PGlite's sessions live in the same database and under the same single connection.
    database: { db: database.db as never, type: 'postgres' },
    trustedOrigins: (request) => [origin, ...(request === undefined ? [] : sameHost(request))],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      password: { hash: hashPassword, verify: ({ hash: kept, password }) => verify(kept, password.normalize('NFKC')) },
    },
    user: { additionalFields: { person: { type: 'string', required: true, input: false } } },
    session: { expiresIn: 12 * 3600, updateAge: 3600, cookieCache: { enabled: true, maxAge: 60 } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 600,
      // By address; `attempts.ts` counts by account. A whole office may stand behind one address.
      customRules: { '/sign-in/username': { window: 60, max: 30 }, '/change-password': { window: 60, max: 5 } },
    },
    advanced: {
      useSecureCookies: origin.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 60, usernameValidator: isUsername }), watch],
    logger: { disabled: true },
    telemetry: { enabled: false },
  })

/** The page's own address, where a bureau reaches one server under several names. */
const sameHost = (request: Request): string[] => {
  const host = request.headers.get('host')
  return host === null ? [] : [`http://${host}`, `https://${host}`]
}

export interface Auth {
  readonly service: ReturnType<typeof build>
  readonly db: Db
  readonly endings: Endings
}

/** Builds the service and brings its tables up to date. */
export const createAuth = async (options: AuthOptions): Promise<Auth> => {
  const service = build(options)
  const { runMigrations } = await getMigrations(service.options)
  await runMigrations()
  return { service, db: options.database.db, endings: endingsIn(options.database.db) }
}
