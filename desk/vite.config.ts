import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { tokensCss } from '../portal/tokens.ts'

/** Gives the page the colours and sizes that the portal has too, as a stylesheet of its own. */
const tokensSheet = {
  name: 'tokens-sheet',
  resolveId: (id: string) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load: (id: string) => (id === '\0tokens.css' ? tokensCss() : undefined),
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [react(), tokensSheet],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 700 },
})
