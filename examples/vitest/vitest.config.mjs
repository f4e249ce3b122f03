import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // All rules take some seconds; Vitest gives a test five.
    testTimeout: 60_000,
  },
});
