import { openDatabase } from './index.ts'

/** A process that holds the embedded database of a directory until it is killed: for the test of the lock. */
const directory = process.argv[2]
if (directory === undefined) throw new Error('which directory?')
await openDatabase({ directory })
process.stdout.write('open\n')
setInterval(() => {}, 60_000)
