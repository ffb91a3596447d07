import { text } from 'node:stream/consumers'
import { createAccount, createAuth, disableAccount, setPassword } from '../identity/index.ts'
import { configFor, withHouse } from './opening.ts'
import { Told } from './told.ts'

/** Makes an account, changes a password or disables an account; passwords come from standard input, so that no list of processes shows them. */
export const createUser = async (
  [what, username]: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  if ((what !== 'add' && what !== 'password' && what !== 'disable') || username === undefined)
    throw new Told(
      '用法：zhaoming user add 账号 --person 人员编号 --name 姓名，zhaoming user password 账号，或者 zhaoming user disable 账号',
    )
  const { person, name } = options
  if (what === 'add' && (typeof person !== 'string' || typeof name !== 'string'))
    throw new Told('请用 --person 给出人员编号，用 --name 给出姓名')
  const password = what === 'disable' ? '' : await passwordTyped()
  const config = configFor(options)
  return withHouse(config, async ({ database }) => {
    const auth = await createAuth({ database, origin: config.origin, secret: config.secret })
    const result =
      what === 'add'
        ? await createAccount(auth, { username, person: String(person), name: String(name) }, password)
        : what === 'password'
          ? await setPassword(auth, username, password)
          : await disableAccount(auth, username)
    if (!result.ok) throw new Told(result.refusals.map(({ message }) => message).join('\n'))
    console.log(
      { add: `已建立账号 ${username}`, password: `已修改 ${username} 的密码`, disable: `已停用账号 ${username}` }[what],
    )
    return 0
  })
}

const passwordTyped = async (): Promise<string> => {
  if (process.stdin.isTTY) console.error('请输入密码，以回车和 Ctrl-D 结束：')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
