import { accept, type Result, refusal, refuse } from '../kernel/index.ts'
import { forgetAttempts } from './attempts.ts'
import { type Auth, hashPassword, isUsername } from './auth.ts'

export interface NewAccount {
  readonly username: string
  /** Registry id of the person. */
  readonly person: string
  readonly name: string
}

/** Makes accounts with a password that is already hashed, so that a demo of forty people hashes once. */
export const createAccounts = async (
  { service }: Auth,
  accounts: readonly NewAccount[],
  passwordHash: string,
): Promise<void> => {
  const { internalAdapter } = await service.$context
  for (const { username, person, name } of accounts) {
    const email = `${username}@accounts.invalid`
    const user = await internalAdapter.createUser(
      { name, username: username.toLowerCase(), displayUsername: username, person, email, emailVerified: true },
      { method: 'admin' },
    )
    await internalAdapter.linkAccount(credential(user.id, passwordHash))
  }
}

const credential = (userId: string, password: string) => ({
  userId,
  accountId: userId,
  providerId: 'credential',
  password,
})

/** Makes one account; refused when the name is taken or malformed, or the password is too short. */
export const createAccount = async (auth: Auth, account: NewAccount, password: string): Promise<Result<undefined>> => {
  if (!isUsername(account.username))
    return refuse(
      refusal('bad-username', '账号由 2 到 60 个字母、数字或者 . @ _ - 组成，请换一个账号', { field: 'username' }),
    )
  if (tooShort(password)) return refuse(shortPassword)
  if ((await userOf(auth, account.username)) !== undefined)
    return refuse(refusal('account-taken', `账号“${account.username}”已经存在`, { field: 'username' }))
  await createAccounts(auth, [account], await hashPassword(password))
  return accept(undefined)
}

/** Sets another password, ends every session of the account and unlocks it. An account that was disabled can be entered again. */
export const setPassword = async (auth: Auth, username: string, password: string): Promise<Result<undefined>> => {
  const user = await userOf(auth, username)
  if (user === undefined) return refuse(noAccount(username))
  if (tooShort(password)) return refuse(shortPassword)
  const { internalAdapter } = await auth.service.$context
  const hashed = await hashPassword(password)
  const accounts = await internalAdapter.findAccounts(user.id)
  if (accounts.some(({ providerId }) => providerId === 'credential'))
    await internalAdapter.updatePassword(user.id, hashed)
  else await internalAdapter.linkAccount(credential(user.id, hashed))
  await endSessions(auth, user.id)
  await forgetAttempts(auth.db, username.toLowerCase())
  return accept(undefined)
}

/** Takes the password away and ends every session: nobody enters by this account until it is given a password again. */
export const disableAccount = async (auth: Auth, username: string): Promise<Result<undefined>> => {
  const user = await userOf(auth, username)
  if (user === undefined) return refuse(noAccount(username))
  const { internalAdapter } = await auth.service.$context
  await internalAdapter.deleteAccounts(user.id)
  await endSessions(auth, user.id)
  return accept(undefined)
}

/** Every session of the account, on every device, ends now. */
export const endSessions = async ({ service, endings }: Auth, userId: string): Promise<void> => {
  const { internalAdapter } = await service.$context
  await internalAdapter.deleteUserSessions(userId)
  await endings.end(userId, new Date())
}

/** The person of the registry whose account this is. */
export const personOf = async ({ service }: Auth, username: string): Promise<Result<string>> => {
  const { adapter } = await service.$context
  const user = await adapter.findOne<{ person: string }>({
    model: 'user',
    where: [{ field: 'username', value: username.toLowerCase() }],
  })
  return user === null ? refuse(noAccount(username)) : accept(user.person)
}

const userOf = async ({ service }: Auth, username: string): Promise<{ readonly id: string } | undefined> => {
  const { adapter } = await service.$context
  return (
    (await adapter.findOne<{ id: string }>({
      model: 'user',
      where: [{ field: 'username', value: username.toLowerCase() }],
    })) ?? undefined
  )
}

const tooShort = (password: string): boolean => Array.from(password).length < 8
const shortPassword = refusal('short-password', '密码至少 8 位，请换一个更长的密码', { field: 'password' })
const noAccount = (username: string) => refusal('no-account', `没有账号“${username}”`, { field: 'username' })
