import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { username } from 'better-auth/plugins'
import type { Database } from '../platform/index.ts'

export interface AuthOptions {
  readonly database: Database
  readonly origin: string
  /** 64 hex digits. */
  readonly secret: string
}

/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

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
      customRules: { '/sign-in/username': { window: 60, max: 10 } },
    },
    advanced: {
      useSecureCookies: origin.startsWith('https://'),
      ipAddress: { ipAddressHeaders: ['x-forwarded-for', 'x-real-ip'] },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 60,
        usernameValidator: (name) => /^[a-z0-9.@_-]+$/i.test(name),
      }),
    ],
    logger: { disabled: true },
    telemetry: { enabled: false },
  })

/** The page's own address, where a bureau reaches one server under several names. */
const sameHost = (request: Request): string[] => {
  const host = request.headers.get('host')
  return host === null ? [] : [`http://${host}`, `https://${host}`]
}

export type Auth = ReturnType<typeof build>

/** Builds the service and brings its tables up to date. */
export const createAuth = async (options: AuthOptions): Promise<Auth> => {
  const auth = build(options)
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  return auth
}
