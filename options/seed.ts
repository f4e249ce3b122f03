import { integer } from './values.ts';

/** The same number gives the same random choices. Each command explains them. */
export function seedOption(help: string) {
  return {
    seed: {
      flag: '--seed <number>',
      help,
      about:
        'The seed of all generated cases: the same seed gives the same cases. Default: a new one each time, shown in the report.',
      value: integer(0, 2 ** 31 - 1),
      config: { key: 'seed' },
      library: 'seed',
      rerun: false,
    },
  } as const;
}
