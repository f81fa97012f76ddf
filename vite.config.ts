import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The base is relative: the same files are served under app://firedrill/ on the desktop and over HTTP in the browser.
export default defineConfig({
  root: here('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: here('dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    // Inlined images would need `data:` in more places of the content security policy than it allows.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
