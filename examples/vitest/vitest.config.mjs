import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // All rules take some seconds. Vitest's default timeout is five.
    testTimeout: 60_000,
  },
});
