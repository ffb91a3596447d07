import { officers } from '../../data/bureau.ts'
import { demoCode } from '../../data/keys.ts'
import { Told } from './told.ts'

/** Prints what the authenticator of somebody of the demo shows now; real people's secrets are sealed and can't be asked. */
export const showDemoCode = async ([username]: readonly string[]): Promise<number> => {
  if (username === undefined) throw new Told('用法：zhaoming demo-code 账号')
  if (!officers.some((officer) => officer.username === username)) throw new Told(`示例机关没有账号“${username}”`)
  console.log(await demoCode(username))
  return 0
}
