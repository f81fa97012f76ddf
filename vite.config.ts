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
    // The war room (terminals and dock) is one file of about a megabyte, loaded after home and while the briefing is read.
    chunkSizeWarningLimit: 1100,
  },
})
