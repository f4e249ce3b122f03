import { describe, expect, it } from 'vitest';
import { brokenReceiver, brokenReceivers, correctReceivers } from '../../fixtures/receivers/index.ts';
import { checkAll } from '../../self-test/check-all.ts';
import { gridOf, gridsOf, heldUpByNone, heldUpByOne } from '../../self-test/matrix.ts';
import { checked, isCorrect } from '../../self-test/outcome.ts';
import { outcomeLine } from '../../self-test/text.ts';
import { colorsFor } from '../../text/terminal/colors.ts';
import { runCli } from '../support/run-cli.ts';

const plain = colorsFor({}, {});

describe('hookswitch self-test', () => {
  it('checks one receiver, and shows the score', async () => {
    const { exitCode, stdout } = await runCli(['self-test', 'hex-signature']);
    expect(stdout).toBe(
      '✓ hex-signature  fails 1 rule\n  expects the digest as hex\n  ✗ signature/accepts-genuine\n\n✓ 1 of 1 receiver checked correctly (1 broken, 0 correct): score 100%\n',
    );
    expect(exitCode).toBe(0);
  });

  it('checks several receivers, separated by commas', async () => {
    const { exitCode, stdout } = await runCli(['self-test', 'hex-signature,url-decoded-signature']);
    expect(stdout).toMatch(/^✓ hex-signature {2}fails 1 rule$/m);
    expect(stdout).toContain('✓ 2 of 2 receivers checked correctly (2 broken, 0 correct): score 100%\n');
    expect(exitCode).toBe(0);
  });

  it('checks only the given rules', async () => {
    const args = ['self-test', 'no-check,hex-signature', '--rules', 'signature/rejects-missing', '--json'];
    const { exitCode, stdout } = await runCli(args);
    const failed = ['signature/rejects-missing'];
    expect(JSON.parse(stdout).receivers).toMatchObject([
      { name: 'no-check', failed, missed: [], wrong: [] },
      { name: 'hex-signature', failed: [], missed: [], wrong: [] },
    ]);
    expect(exitCode).toBe(0);
  });

  it('prints data on standard output, and a line for each receiver on standard error', async () => {
    const { exitCode, stdout, stderr } = await runCli(['self-test', 'answers-204', '--json']);
    expect(stderr).toBe('✓ answers-204  correct\n');
    expect(JSON.parse(stdout)).toMatchObject({
      correctPassed: 1,
      receivers: [{ name: 'answers-204', isBroken: false, failed: [], missed: [], wrong: [] }],
    });
    expect(exitCode).toBe(0);
  });

  it('refuses an unknown receiver, and suggests one', async () => {
    const { exitCode, stderr } = await runCli(['self-test', 'hex-signatures']);
    expect(stderr).toBe('hookswitch: there is no receiver "hex-signatures"; did you mean hex-signature?\n');
    expect(exitCode).toBe(2);
  });

  it('lists all receivers with a description, and checks none', async () => {
    const { exitCode, stdout } = await runCli(['self-test', '--list']);
    expect(stdout).toMatch(/^ {2}hex-signature\n {6}expects the digest as hex$/m);
    expect(stdout.match(/^ {2}\S+$/gm)).toHaveLength(brokenReceivers.length + correctReceivers.length);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(exitCode).toBe(0);
    const { stderr } = await runCli(['self-test', 'qqq']);
    expect(stderr).toContain('self-test --list lists them all');
  });

  it('has at least 90 broken receivers, each with a unique name', () => {
    const names = [...brokenReceivers, ...correctReceivers].map(({ name }) => name);
    expect(brokenReceivers.length).toBeGreaterThanOrEqual(90);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('several receivers', () => {
  const program = [process.execPath, 'dist/bin/hookswitch.cjs', 'self-test'];
  const commandFor = (names: readonly string[]) => [...program, names.join(), '--json'];
  /** They refuse every message, so a check ends soon. */
  const receivers = brokenReceivers
    .filter(({ fails }) => fails[0] === 'signature/accepts-genuine')
    .slice(0, 9);
  const checking = { time: 'simulated' } as const;
  const { signal } = new AbortController();

  it('are checked in separate processes, and reported in their order', async () => {
    const reported: string[] = [];
    const outcomes = await checkAll(receivers, {
      ...{ commandFor, checking, signal },
      onOutcome: (one) => void reported.push(one.receiver.name),
    });
    expect(outcomes?.map(({ receiver }) => receiver)).toEqual(receivers);
    expect(outcomes?.every(isCorrect)).toBe(true);
    expect(reported.toSorted()).toEqual(receivers.map(({ name }) => name).toSorted());
  });

  it('are not checked after an interrupt', async () => {
    const interrupt = new AbortController();
    const ended = checkAll(receivers, {
      commandFor,
      checking,
      signal: interrupt.signal,
      onOutcome: () => {},
    });
    interrupt.abort();
    expect(await ended).toBeUndefined();
  });

  it('end with the error of the program that checks them', async () => {
    const broken = () => [process.execPath, '-e', 'throw new Error("out of memory")'];
    const options = { commandFor: broken, checking, signal, onOutcome: () => {} };
    await expect(checkAll(receivers, options)).rejects.toThrow('out of memory');
  });
});

describe('the score', () => {
  it('falls if a receiver does not fail a rule that it must fail', async () => {
    const claimed = {
      ...brokenReceiver('hex-signature'),
      fails: ['signature/accepts-genuine', 'retry/applies-once'],
    };
    const outcome = await checked(claimed);
    expect([outcome.missed, outcome.wrong]).toEqual([['retry/applies-once'], []]);
    expect(isCorrect(outcome)).toBe(false);
    expect(outcomeLine(outcome, plain).split('\n').slice(1)).toEqual([
      '  did not fail retry/applies-once, which it must',
      expect.stringMatching(/^ {2}inconclusive retry\/applies-once: ./),
    ]);
  });

  it('falls if a receiver fails a rule that it should pass', async () => {
    const outcome = await checked({ ...brokenReceiver('hex-signature'), fails: [] });
    expect([outcome.missed, outcome.wrong]).toEqual([[], ['signature/accepts-genuine']]);
    expect(isCorrect(outcome)).toBe(false);
    expect(outcomeLine(outcome, plain)).toMatch(/\n {2}fail signature\/accepts-genuine: 401/);
  });

  it('falls if a correct receiver is blamed', async () => {
    const { name, title, create } = brokenReceiver('hex-signature');
    const outcome = await checked({ name, title, create });
    expect(outcome.wrong).toContain('signature/accepts-genuine');
  });
});

describe('the matrix', () => {
  const rows = [
    { name: 'first', failed: ['a', 'b'] },
    { name: 'second', failed: ['b'] },
  ];

  it('has a column for each rule and a row for each receiver', () => {
    expect(gridOf(['a', 'b', 'c'], rows)).toEqual(['        123', 'first   ××·', 'second  ·×·']);
  });

  it('is split into parts, one per group of rules', () => {
    expect(gridsOf(['x/a', 'x/b', 'y/c'], [{ name: 'first', failed: ['x/b'] }])).toEqual([
      { group: 'x', lines: [' 1 a', ' 2 b', '', '       12', 'first  ·×'] },
      { group: 'y', lines: [' 1 c', '', '  1'] },
    ]);
  });

  it('lists rules that only one receiver, or none, fails', () => {
    expect(heldUpByOne(['a', 'b', 'c'], rows)).toEqual([['a', 'first']]);
    expect(heldUpByNone(['a', 'b', 'c'], rows)).toEqual(['c']);
  });
});
