import { accept, type Result, refusal, refuse } from '../kernel/index.ts'
import { type Auth, hashPassword } from './auth.ts'

export interface NewAccount {
  readonly username: string
  /** Registry id of the person. */
  readonly person: string
  readonly name: string
}

/** Makes accounts with a password that is already hashed, so that a demo of forty people hashes once. */
export const createAccounts = async (
  auth: Auth,
  accounts: readonly NewAccount[],
  passwordHash: string,
): Promise<void> => {
  const { internalAdapter } = await auth.$context
  for (const { username, person, name } of accounts) {
    const email = `${username}@accounts.invalid`
    const user = await internalAdapter.createUser(
      { name, username: username.toLowerCase(), displayUsername: username, person, email, emailVerified: true },
      { method: 'admin' },
    )
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: passwordHash,
    })
  }
}

const userOf = async (auth: Auth, username: string): Promise<{ readonly id: string } | undefined> => {
  const { adapter } = await auth.$context
  return (
    (await adapter.findOne<{ id: string }>({
      model: 'user',
      where: [{ field: 'username', value: username.toLowerCase() }],
    })) ?? undefined
  )
}

/** Makes one account; refused when the name is taken or the password is too short. */
export const createAccount = async (auth: Auth, account: NewAccount, password: string): Promise<Result<undefined>> => {
  if (Array.from(password).length < 8)
    return refuse(refusal('short-password', '密码至少 8 位，请换一个更长的密码', { field: 'password' }))
  if ((await userOf(auth, account.username)) !== undefined)
    return refuse(refusal('account-taken', `账号“${account.username}”已经存在`, { field: 'username' }))
  await createAccounts(auth, [account], await hashPassword(password))
  return accept(undefined)
}

/** Sets another password and ends every session of the account. */
export const setPassword = async (auth: Auth, username: string, password: string): Promise<Result<undefined>> => {
  const user = await userOf(auth, username)
  if (user === undefined) return refuse(refusal('no-account', `没有账号“${username}”`, { field: 'username' }))
  if (Array.from(password).length < 8)
    return refuse(refusal('short-password', '密码至少 8 位，请换一个更长的密码', { field: 'password' }))
  const { internalAdapter } = await auth.$context
  await internalAdapter.updatePassword(user.id, await hashPassword(password))
  await internalAdapter.deleteUserSessions(user.id)
  return accept(undefined)
}
