import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { suggestions } from '../../cli/commands/completion/suggestions.ts';
import { declare } from '../../cli/shared/commander.ts';
import { withConfig } from '../../options/from-config.ts';
import type { OptionTable } from '../../options/option.ts';
import { duration, oneOf } from '../../options/values.ts';
import { wordsToRepeat } from '../../options/words.ts';
import type { Config } from '../../schemas/index.ts';
import { configSchema, libraryTypes } from '../../scripts/generate/options.mjs';

const options = {
  hold: {
    flag: '--hold <duration>',
    help: 'how long to hold the first message (default 0s)',
    value: duration,
    config: { key: 'holdSeconds' },
    library: 'holdMs',
  },
  order: {
    flag: '--order <how>',
    help: 'which message is first',
    value: oneOf('oldest', 'newest'),
    config: { key: 'order' },
    library: 'order',
    rerun: false,
  },
} satisfies OptionTable;
const facts = { name: 'try', description: 'try it', options };

describe('a row of a table of options', () => {
  it('is in the help, and its value is validated', () => {
    const command = declare(new Command('hookswitch').exitOverride(), facts, {}).exitOverride();
    expect(command.helpInformation()).toMatch(/--hold <duration> +how long to hold the first message/);
    command.configureOutput({ writeErr: () => {} });
    expect(command.parse(['--hold', '1.5s'], { from: 'user' }).opts()).toEqual({ hold: 1500 });
    expect(() => command.parse(['--hold', '11m'], { from: 'user' })).toThrow('at most 10m');
  });

  it('is a key of the configuration, with its bounds in the unit of its name', () => {
    expect(configSchema(options).properties).toMatchObject({
      holdSeconds: {
        description: 'How long to hold the first message, in seconds. Default: 0s.',
        type: 'number',
        minimum: 0,
        maximum: 600,
      },
      order: { description: 'Which message is first.', type: 'string', enum: ['oldest', 'newest'] },
    });
    expect(withConfig(options, {}, { holdSeconds: 1.5 } as Config)).toEqual({ hold: 1500 });
  });

  it('is a member of the options of the library', () => {
    const types = libraryTypes(options);
    expect(types).toContain('/** How long to hold the first message, in milliseconds. Default: 0s. */');
    expect(types).toContain('readonly holdMs?: number;');
    expect(types).toContain("readonly order?: 'oldest' | 'newest';");
  });

  it('is completed, with its choices', async () => {
    const words = async (...typed: string[]) =>
      (await suggestions([facts], ['try', ...typed], '.')).map(({ word }) => word);
    expect(await words('--ho')).toEqual(['--hold']);
    expect(await words('--order', '')).toEqual(['oldest', 'newest']);
  });

  it('is in the command that does the same again, unless the row says that it does not matter', () => {
    expect(wordsToRepeat(options, { hold: 1500, order: 'newest' })).toEqual(['--hold', '1500ms']);
  });
});
