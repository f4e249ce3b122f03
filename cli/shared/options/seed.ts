import { integer } from './values.ts';

/** The same number gives the same random choices. Each command explains them. */
export function seedOption(help: string) {
  return {
    seed: { flag: '--seed <number>', help, value: integer(0, 2 ** 31 - 1), config: { key: 'seed' } },
  } as const;
}
