import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { brokenReceiver, brokenReceivers, correctReceivers } from '../../fixtures/receivers/index.ts';
import { checked, isCorrect } from '../../self-test/outcome.ts';

function selfTest(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/self-test.mjs', ...args], (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('npm run self-test', () => {
  it('checks the receivers with these names, and shows the score', async () => {
    const { exitCode, stdout } = await selfTest('hex-signature', 'answers-204');
    expect(stdout.split('\n').sort()).toEqual([
      '',
      '  fails signature/accepts-genuine',
      '2 of 2 receivers checked correctly',
      '✓ answers-204  correct',
      '✓ hex-signature  fails 1 rule',
    ]);
    expect(exitCode).toBe(0);
  });

  it('checks only the given rules', async () => {
    const { stdout } = await selfTest('no-check', '--rules', 'signature/rejects-missing', '--json');
    const failed = ['signature/rejects-missing'];
    expect(JSON.parse(stdout)).toMatchObject([{ failed, missed: [], wrong: [] }]);
  });

  it('refuses an unknown receiver', async () => {
    expect(await selfTest('hex-signatures')).toMatchObject({
      exitCode: 2,
      stderr: 'No receiver is named hex-signatures: npm run self-test -- --list lists them all\n',
    });
  });

  it('has at least 90 broken receivers, each with a unique name', () => {
    const names = [...brokenReceivers, ...correctReceivers].map(({ name }) => name);
    expect(brokenReceivers.length).toBeGreaterThanOrEqual(90);
    expect(new Set(names).size).toBe(names.length);
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
    expect(outcome.reasons).toContainEqual(expect.stringMatching(/^inconclusive retry\/applies-once: ./));
  });

  it('falls if a receiver fails a rule that it should pass', async () => {
    const outcome = await checked({ ...brokenReceiver('hex-signature'), fails: [] });
    expect([outcome.missed, outcome.wrong]).toEqual([[], ['signature/accepts-genuine']]);
    expect(isCorrect(outcome)).toBe(false);
    expect(outcome.reasons).toContainEqual(expect.stringMatching(/^fail signature\/accepts-genuine: 401/));
  });

  it('falls if a correct receiver is blamed', async () => {
    const { name, title, create } = brokenReceiver('hex-signature');
    const outcome = await checked({ name, title, create });
    expect(outcome.wrong).toContain('signature/accepts-genuine');
  });
});
