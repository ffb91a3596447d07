import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startBureau } from '../test/server.ts'
import { rested } from './asked.ts'
import { type Row, row } from './row.ts'

const SECONDS = 4
const ROUNDS = 3

/** Pages a second with 32 kept connections. */
const pagesPerSecond = (url: string): number => {
  const { stdout, status } = spawnSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, url], { encoding: 'utf8' })
  if (status !== 0) throw new Error('wrk is needed (Debian: apt-get install wrk)')
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
}

/** A published decision's page from our server, beside nginx serving the same bytes as a file. */
export const portal = async (): Promise<readonly Row[]> => {
  const bureau = await startBureau()
  const directory = mkdtempSync(join(tmpdir(), 'zhaoming-bench-'))
  const port = await freePort()
  try {
    const list = (await (await fetch(`${bureau.url}/decisions.json`)).json()) as { rows: readonly { number: string }[] }
    const address = `${bureau.url}/decisions/${encodeURIComponent(list.rows[0]?.number ?? '')}`
    await rested(bureau.url)
    const page = Buffer.from(await (await fetch(address)).arrayBuffer())
    mkdirSync(join(directory, 'site'))
    writeFileSync(join(directory, 'site', 'page.html'), page)
    writeFileSync(
      join(directory, 'nginx.conf'),
      `daemon off; worker_processes 1; pid ${directory}/pid; error_log ${directory}/error.log; user root;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000; sendfile on; types { text/html html; }
  client_body_temp_path ${directory}/a; proxy_temp_path ${directory}/b; fastcgi_temp_path ${directory}/c; uwsgi_temp_path ${directory}/d; scgi_temp_path ${directory}/e;
  server { listen 127.0.0.1:${port}; root ${directory}/site; } }`,
    )
    const nginx = spawn('nginx', ['-c', join(directory, 'nginx.conf')], { stdio: 'ignore' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const ours: number[] = []
    const peer: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(pagesPerSecond(address))
      peer.push(pagesPerSecond(`http://127.0.0.1:${port}/page.html`))
    }
    nginx.kill()
    return [
      row(`portal: a decision's page of ${Math.round(page.length / 1000)} kB beside nginx`, 'pages/s', ours, peer),
    ]
  } finally {
    await bureau.stop()
    bureau.remove()
    rmSync(directory, { recursive: true, force: true })
  }
}
