import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Native runtimes (onnxruntime, SQLite) do not unload from a worker thread; processes end cleanly.
    pool: 'forks',
    maxWorkers: 2,
  },
});
