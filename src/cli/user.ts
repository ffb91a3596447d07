import { text } from 'node:stream/consumers'
import { createAccount, createAuth, disableAccount, personOf, resetFactor, setPassword } from '../identity/index.ts'
import { systemActor } from '../kernel/index.ts'
import { configFor, withHouse } from './opening.ts'
import { Told } from './told.ts'

const uses = ['add', 'password', 'disable', 'reset-factor'] as const
type Use = (typeof uses)[number]
const isUse = (word: string | undefined): word is Use => uses.some((use) => use === word)

/** Makes an account, changes a password, disables an account or resets its second factor; passwords come from standard input, so that no list of processes shows them. */
export const createUser = async (
  [what, username]: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> => {
  if (!isUse(what) || username === undefined)
    throw new Told(
      '用法：zhaoming user add 账号 --person 人员编号 --name 姓名，zhaoming user password 账号，zhaoming user disable 账号，或者 zhaoming user reset-factor 账号',
    )
  const { person, name } = options
  if (what === 'add' && (typeof person !== 'string' || typeof name !== 'string'))
    throw new Told('请用 --person 给出人员编号，用 --name 给出姓名')
  const password = what === 'add' || what === 'password' ? await passwordTyped() : ''
  const config = configFor(options)
  return withHouse(config, async ({ database, journal }) => {
    const auth = await createAuth({ database, origin: config.origin, secret: config.secret })
    const reset = async () => {
      const who = await personOf(auth, username)
      return who.ok ? resetFactor(journal, systemActor('command-line', '系统管理员（命令行）'), who.value, '重置') : who
    }
    const result =
      what === 'add'
        ? await createAccount(auth, { username, person: String(person), name: String(name) }, password)
        : what === 'password'
          ? await setPassword(auth, username, password)
          : what === 'disable'
            ? await disableAccount(auth, username)
            : await reset()
    if (!result.ok) throw new Told(result.refusals.map(({ message }) => message).join('\n'))
    console.log(
      {
        add: `已建立账号 ${username}`,
        password: `已修改 ${username} 的密码`,
        disable: `已停用账号 ${username}`,
        'reset-factor': `已重置 ${username} 的动态口令，原来的签名密钥已经终止；请本人在“本人账号”重新启用`,
      }[what],
    )
    return 0
  })
}

const passwordTyped = async (): Promise<string> => {
  if (process.stdin.isTTY) console.error('请输入密码，以回车和 Ctrl-D 结束：')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
