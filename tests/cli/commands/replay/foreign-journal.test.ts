import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
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
    runCli(['send', url, ...quick, '--event', 'did_change', '--count', '2', '--journal', 'good.db'], {
      env,
      cwd,
    }),
  );
}, 60_000);

/** A copy of the journal in which one column holds something else. */
async function spoilt(table: string, column: string, text: string): Promise<void> {
  copyFileSync(join(cwd, 'good.db'), join(cwd, 'spoilt.db'));
  const { default: Libsql } = await import('libsql');
  const database = new Libsql(join(cwd, 'spoilt.db'));
  database.prepare(`UPDATE ${table} SET ${column} = ?`).run([text]);
  database.close();
}

const of = (table: string, ...names: readonly string[]) => names.map((name) => [table, name] as const);
const columns = [
  ...of('contexts', 'webhook', 'url', 'method', 'profile', 'fault', 'timeout_seconds'),
  ...of('deliveries', 'id', 'event', 'message', 'signature', 'state'),
  ...of('attempts', 'headers', 'target', 'method', 'body', 'answer_headers', 'status'),
];

const texts = [...hostileJson.filter((_, n) => n % 3 === 0), 'constructor', '__proto__', '', 'http://', '-1'];

describe('a journal from another program', () => {
  it('is replayed unchanged', async () => {
    const { exitCode, stderr } = await runCli(['replay', 'good.db', nobody, ...quick], { env, cwd });
    expect([exitCode, stderr]).toEqual([3, '']);
  });

  it.each(columns)(
    'ends replay with one sentence, whatever %s.%s holds',
    { timeout: 120_000 },
    async (...column) => {
      for (const text of texts) {
        for (const argv of [[nobody], ['--as-recorded']]) {
          await spoilt(...column, text);
          const result = await runCli(['replay', 'spoilt.db', ...argv, ...quick], { env, cwd });
          expectCleanOutput(result, `${column.join('.')} ${text.slice(0, 60)} ${argv}`);
        }
      }
    },
  );
});
