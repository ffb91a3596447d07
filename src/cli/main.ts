#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { Told } from './told.ts'

// Half of what a command costs is compiling what it imports; so it imports only that, and keeps it compiled.
enableCompileCache()

const help = `昭明 zhaoming：市场监督管理执法、公示、全过程记录和法制审核

用法：zhaoming <命令> [选项]

  start                            启动系统（首次启动建立示例机关；ZHAOMING_DEMO=0 建立空机关）
  verify [--data 目录]             核验整本账：事件摘要、账本、附件、数据表
  verify --url 地址 [--key 公钥]   以外人身份核验公开的账本和公示的决定
  verify 凭证文件 --key 公钥       离线核验一份凭证（公钥见 /log.vkey）
  verify --export 文件或目录 --key 公钥   离线核验一个导出的案件
  rebuild [--check]                从事件重新生成数据表；--check 只比较，不改动
  import laws 目录                 导入法规文本（Markdown）
  import subjects 文件 --source 来源 [--as-of 日期]
                                   导入监管对象名录（CSV 或者 XLSX），逐行报告写在“文件.报告.csv”
  export 案件标识 --out 目录       导出一案的全部记录、凭证和附件；写“文件.json”则不带附件
  user add 账号 --person 人员编号 --name 姓名   建立账号，密码从标准输入读取
  user password 账号               修改密码，从标准输入读取，并结束该账号的全部登录
  user reset-factor 账号           重置动态口令，并终止其签名密钥；本人登录后重新启用
  demo-code 账号                   示例机关的人员现在的动态口令

选项：
  --data 目录      数据目录，默认 .zhaoming（也可用环境变量 ZHAOMING_DATA）
  -h, --help       显示本说明

退出码：0 成立或者完成；1 有一项不成立（说明第一处）；2 命令写错`

type Command = (
  args: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
) => Promise<number>

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  verify: async () => (await import('./verify.ts')).verify,
  rebuild: async () => (await import('./rebuild.ts')).rebuildAll,
  import: async () => (await import('./import.ts')).importInto,
  export: async () => (await import('./export.ts')).exportToFile,
  user: async () => (await import('./user.ts')).createUser,
  'demo-code': async () => (await import('./demo-code.ts')).showDemoCode,
}

const main = async (argv: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    strict: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      data: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string' },
      check: { type: 'boolean' },
      export: { type: 'string' },
      out: { type: 'string' },
      person: { type: 'string' },
      name: { type: 'string' },
      source: { type: 'string' },
      'as-of': { type: 'string' },
    },
  })
  const [name, ...args] = positionals
  if (values.help || name === undefined) {
    console.log(help)
    return values.help ? 0 : 2
  }
  const command = commands[name]
  if (command === undefined) throw new Told(`没有“${name}”这个命令。运行 zhaoming --help 查看用法。`)
  return (await command())(args, values)
}

try {
  const code = await main(process.argv.slice(2))
  // A command has closed what it opened when it returns: a thread that somebody left behind doesn't keep it from ending.
  process.exit(code)
} catch (error) {
  const wrongWords = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ?? false
  if (!(error instanceof Told) && !wrongWords) throw error
  console.error((error as Error).message)
  process.exitCode = 2
}
