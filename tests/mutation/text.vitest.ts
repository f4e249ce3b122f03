import { defineConfig } from 'vitest/config';

/** The text tests, except those that check a receiver or measure time. */
export default defineConfig({
  test: {
    include: ['tests/text/secrets/*.test.ts'],
    testNamePattern: /^(?!.*(a receiver that echoes everything|the cost of a URL))/,
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    testTimeout: 20_000,
  },
});
