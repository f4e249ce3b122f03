import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

describe('too few, too many or unknown arguments', () => {
  it.each([
    [['diff'], "missing required argument 'before'; usage: hookswitch diff [options] <before> <after>"],
    [
      ['baseline', 'update'],
      "missing required argument 'report'; usage: hookswitch baseline update [options] <report>",
    ],
    [
      ['init', 'here'],
      "too many arguments for 'init'. Expected 0 arguments but got 1; usage: hookswitch init [options]",
    ],
    [['wat'], "unknown command 'wat'; hookswitch --help shows all"],
    [['rules', '--qqq'], "unknown option '--qqq'; hookswitch rules --help shows all"],
    [['rules', '--jsno'], "unknown option '--jsno'\n(Did you mean --json?)"],
  ])('lead to the next step: %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(argv);
    expect([exitCode, stdout, stderr]).toEqual([2, '', `hookswitch: ${sentence}\n`]);
  });
});
