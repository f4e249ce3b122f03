import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectCleanOutput } from '../../../support/expect-clean-output.ts';
import { hostileJson } from '../../../support/hostile-json.ts';
import { env, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-foreign-journal-'));
writeFileSync(join(cwd, 'quick.json'), '{"retryDelayMs": 1}');
const quick = ['--profile', 'quick.json', '--retries', '1'];
const nobody = 'http://127.0.0.1:9/';

beforeAll(async () => {
  await withReceiver(undefined, ({ url }) =>
    runCli(['send', url, ...quick, '--event', 'did_change', '--count', '2', '--journal', 'good.jsonl'], {
      env,
      cwd,
    }),
  );
}, 60_000);

/** A copy of the journal in which every value with this name is another JSON text. */
function spoil(name: string, text: string): void {
  const lines = readFileSync(join(cwd, 'good.jsonl'), 'utf8').trimEnd().split('\n');
  const spoilt = lines.map((line) => {
    const marked = JSON.stringify(JSON.parse(line), (key, value) => (key === name ? '@@' : value));
    return marked.replaceAll('"@@"', () => text);
  });
  writeFileSync(join(cwd, 'spoilt.jsonl'), `${spoilt.join('\n')}\n`);
}

const names = [
  'delivery',
  'id',
  'attempt',
  'accepted',
  'number',
  'webhook',
  'settings',
  'profile',
  'signature',
];
const ofRequests = [
  'request',
  'method',
  'url',
  'headers',
  'body',
  'text',
  'bytes',
  'outcome',
  'event',
  'more',
];
const texts = [
  ...hostileJson.filter((_, n) => n % 3 === 0),
  '"constructor"',
  '"__proto__"',
  '"http://"',
  '-1',
];

describe('a journal from another program', () => {
  it('is replayed unchanged, also from standard input', async () => {
    const stdin = readFileSync(join(cwd, 'good.jsonl'));
    for (const [file, more] of [
      ['good.jsonl', {}],
      ['-', { stdin }],
    ] as const) {
      const { exitCode, stderr } = await runCli(['replay', file, nobody, ...quick], { env, cwd, ...more });
      expect([exitCode, stderr]).toEqual([3, '']);
    }
  });

  it.each([...names, ...ofRequests])(
    'ends replay with one sentence, whatever %s is',
    { timeout: 120_000 },
    async (name) => {
      for (const text of texts) {
        for (const argv of [[nobody], ['--as-recorded']]) {
          spoil(name, text);
          const result = await runCli(['replay', 'spoilt.jsonl', ...argv, ...quick], { env, cwd });
          expectCleanOutput(result, `${name} ${text.slice(0, 60)} ${argv}`);
        }
      }
    },
  );
});
