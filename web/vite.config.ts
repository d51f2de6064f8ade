import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Chromium 78 syntax: the browsers of domestic systems and 360 stand at 86, some lower.
const oldest = 'chrome78';

// One library, one chunk, so that none passes the budget of scripts/size.mjs.
const groups = [
  { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
];

// page-assets-<hash>.js instead of page-<hash>.js, so that the size check can say which page it means.
const chunkName = (chunk: { facadeModuleId?: string | null }) => {
  const page = /\/pages\/(\w+)\/page\.tsx$/.exec(chunk.facadeModuleId ?? '')?.[1];
  return page ? `assets/page-${page}-[hash].js` : 'assets/[name]-[hash].js';
};

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: oldest,
    cssTarget: oldest,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups }, chunkFileNames: chunkName } },
  },
  server: { proxy: { '/api': process.env.GONGDUN_URL ?? 'http://127.0.0.1:8088' } },
  preview: { proxy: { '/api': process.env.GONGDUN_URL ?? 'http://127.0.0.1:8088' } },
});
