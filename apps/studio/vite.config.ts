import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT = join(import.meta.dirname, '../../dist/studio');

/* What asks the first question, and the page with all that its first view needs: a file each, with what they import. */
const FILES = [
  { name: 'first', test: /src[\\/]main\.ts$/, priority: 1 },
  { name: 'page', test: /src[\\/]page\.tsx$/ },
];

/** Has the browser fetch the page itself at once, not when its first script asks for it. */
function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const chunk = (fileName: string) => {
          const file = bundle[fileName];
          return file?.type === 'chunk' ? file : undefined;
        };
        const files = new Set(Object.keys(bundle).filter((fileName) => chunk(fileName)?.name === 'page'));
        // A set that grows while it is gone through.
        for (const fileName of files) for (const needed of chunk(fileName)?.imports ?? []) files.add(needed);
        return [...files]
          .filter((fileName) => chunk(fileName)?.name !== 'first')
          .map((fileName) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
            injectTo: 'head',
          }));
      },
    },
  };
}

/** Leaves `FILE.br` and `FILE.gz` beside every text file, so that the server compresses nothing while it answers. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|svg|webmanifest)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

/** `vite build apps/studio`: the page, into dist/studio, with nothing that is fetched from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'zh-CN'] }), enforce: 'pre' },
    preloadPage(),
    precompress(),
  ],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsDir: 'studio',
    // Nothing as a data: URL, which the page's content security policy would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
  },
});
