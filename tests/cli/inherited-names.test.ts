import { describe, expect, it } from 'vitest';
import { parseHeader } from '../../cli/shared/headers.ts';
import { renderCsv } from '../../load/report/csv.ts';
import { profileInWords } from '../../reports/profile-words.ts';
import type { LoadReport, Report } from '../../schemas/index.ts';
import { defaultProfile } from '../../simulator/index.ts';
import { inheritedNames } from '../support/hostile-json.ts';
import { env } from '../support/recording-receiver.ts';
import { runCli } from '../support/run-cli.ts';

const nobody = 'http://127.0.0.1:9/';

describe.each(inheritedNames)('a name that every object inherits: %s', (name) => {
  it('can be the name of a header', () => {
    expect(parseHeader(`${name}: 7`)).toEqual([name, '7']);
  });

  it('is not a set environment variable', async () => {
    const { exitCode, stderr } = await runCli(['send', nobody, '--secret-env', name], { env });
    expect(stderr).toBe(
      `hookswitch: the environment variable ${name}, named by --secret-env, is not set; set it to the secret\n`,
    );
    expect(exitCode).toBe(2);
    const previous = await runCli(['check', nobody, '--dry-run', '--previous-secret-env', name], { env });
    expect([previous.exitCode, previous.stderr]).toEqual([
      2,
      `hookswitch: the environment variable ${name}, named by --previous-secret-env, is not set; set it to the secret\n`,
    ]);
  });

  it('is an outcome that an interval did not have', () => {
    const times = { p50: 1, p90: 1, p99: 1, p999: 1, max: 1 };
    const point = { lagMs: times, serviceMs: times, ackMs: times, outcomes: {} };
    const outcomes = Object.fromEntries([[name, 3]]);
    const csv = renderCsv({ series: [point], outcomes } as unknown as LoadReport);
    expect(csv.split('\r\n').map((line) => line.split(',').at(-1))).toEqual([`outcome_${name}`, '0', '']);
  });

  it('works as a choice of a profile', () => {
    const profile = Object.fromEntries([...Object.entries(defaultProfile), [name, 'x']]) as Report['profile'];
    expect(profileInWords(profile, 'POST')).toBe(`${name} x`);
  });

  it('is refused as a choice, fault, event, rule or scenario', async () => {
    const calls: readonly string[][] = [
      ['send', nobody, '--set-profile', `${name}=x`],
      ['send', nobody, '--fault', name],
      ['send', nobody, '--event', name],
      ['send', nobody, '--scenario', name],
      ['load', nobody, '--events', `${name}=1`],
      ['load', nobody, '--threshold', `${name}=1`],
      ['check', nobody, '--rules', name],
      ['check', nobody, '--report', `${name}=-`],
      ['check', nobody, '--sequence', name],
      ['fixtures', '--format', name],
      ['rules', name],
      ['init', '--ci', name],
      [name],
    ];
    for (const argv of calls) {
      const { exitCode, stderr } = await runCli(argv, { env });
      expect([exitCode, argv.join(' ')]).toEqual([2, argv.join(' ')]);
      expect(stderr).not.toMatch(/internal error|\[native code\]|\[object/);
    }
  });
});
