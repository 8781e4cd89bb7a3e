import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const api = process.env['ZST_API'] ?? 'http://127.0.0.1:3000';

/** No inline scripts, styles or data: fonts in the output: it runs under `script-src 'self'; style-src 'self'`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: { conditions: ['development', ...defaultClientConditions] },
  server: { port: 5173, proxy: { '/api': api, '/health': api } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    reportCompressedSize: false,
  },
});
