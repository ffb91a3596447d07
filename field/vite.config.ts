import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { tokensCss } from '../portal/tokens.ts'

const rooms = join(import.meta.dirname, '../src/')

/** Gives the page the colours and sizes that the portal has too, as a stylesheet of its own. */
const tokensSheet: Plugin = {
  name: 'tokens-sheet',
  resolveId: (id) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load: (id) => (id === '\0tokens.css' ? tokensCss() : undefined),
}

/** Tells the service worker which files there are, and a version that is another whenever one of them is. */
const precached: Plugin = {
  name: 'precached',
  enforce: 'post',
  generateBundle(_, bundle) {
    const worker = bundle['worker.js']
    if (worker?.type !== 'chunk') throw new Error('the service worker was not built')
    const own = join(import.meta.dirname, 'public')
    const hash = createHash('sha256').update(worker.code)
    const names: string[] = []
    for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name === 'worker.js') continue
      hash.update(name).update(file.type === 'chunk' ? file.code : file.source)
      // The page is asked for under the application's own address.
      names.push(name === 'index.html' ? '' : name)
    }
    for (const name of readdirSync(own).sort()) {
      hash.update(name).update(readFileSync(join(own, name)))
      names.push(name)
    }
    const version = hash.digest('hex').slice(0, 16)
    worker.code = `self.precached=${JSON.stringify({ version, files: names.map((name) => `/field/${name}`) })};\n${worker.code}`
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/field/',
  plugins: [react(), tokensSheet, precached],
  // The rules themselves run on the phone too.
  resolve: { alias: { 'node:crypto': join(import.meta.dirname, 'node-crypto.ts') } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The rooms do nothing by being imported: what the phone doesn't ask of them stays at the bureau.
      treeshake: { moduleSideEffects: (id) => !id.startsWith(rooms) },
      input: {
        index: join(import.meta.dirname, 'index.html'),
        worker: join(import.meta.dirname, 'worker.ts'),
      },
      output: {
        // A service worker's address says which pages it serves, so it keeps its own.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
