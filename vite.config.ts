import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Address of the API while the client runs on Vite's own server. */
const api = process.env['API_ORIGIN'] ?? 'http://localhost:3000';

export default defineConfig({
  root: 'web',
  plugins: [react()],
  server: { proxy: { '/v1': api, '/docs': api } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // Sizes are reported after compression by scripts/build-web.ts.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Three chunks that seldom change and that every page needs; all else follows the lazy routes.
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|wouter|regexparam|use-sync-external-store|@tanstack)[\\/]/,
              priority: 3,
            },
            {
              name: 'schema',
              test: /node_modules[\\/]zod[\\/]|[\\/]shared[\\/](kernel|access|customers|sales|catalog|activities|findings|workspaces|search|entities)/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
