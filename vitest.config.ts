import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node takes graphql's CommonJS build; Vite would take the other one, and types of two builds do not mix.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Native runtimes (onnxruntime, SQLite) do not unload from a worker thread; processes end cleanly.
    pool: 'forks',
    maxWorkers: 2,
  },
});
