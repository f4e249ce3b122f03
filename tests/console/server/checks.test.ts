import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import { createReference } from '../../../fixtures/receivers/index.ts';
import { validate } from '../../../schemas/index.ts';
import { rules } from '../../../suites/index.ts';
import { startRecording } from '../../support/recording-receiver.ts';
import { serve } from '../../support/serve.ts';
import { openTestConsole, type TestConsole, temporaryFolder } from './console-driver.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

async function startReference(): Promise<string> {
  const { url } = await serve(createReference({ secret }));
  return new URL('/webhook', url).href;
}

/** A check of it runs until it is stopped. */
async function startSilent(): Promise<string> {
  const { url } = await startRecording(() => {});
  return url;
}

const start = ({ ask }: TestConsole, url: string, more: object = {}) =>
  ask('POST', '/api/checks', { url, method: 'POST', secret: { text: secret }, ...more });

/** The check after it has ended. */
async function ended({ ask }: TestConsole, id: string) {
  const read = async () => (await ask('GET', `/api/checks/${id}`)).value;
  await expect.poll(async () => (await read()).row.state).not.toBe('running');
  return read();
}

const exported: readonly (readonly [string, string, string, RegExp])[] = [
  ['json', 'application/json', 'json', /^\{\n {2}"tool": /],
  ['junit', 'application/xml', 'junit.xml', /^<\?xml /],
  ['html', 'text/html; charset=utf-8', 'html', /^<!doctype html>/i],
  ['markdown', 'text/markdown; charset=utf-8', 'md', /^#/],
  ['ctrf', 'application/json', 'ctrf.json', /"reportFormat": "CTRF"/],
  ['har', 'application/json', 'har', /"log"/],
];

describe('a check', () => {
  it('checks a receiver, rule by rule, and keeps the report', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    const url = await startReference();
    const events = await fetch(new URL('/api/events', running.url));
    const began = await start(running, url, { rules: ['signature/*'] });
    const some = rules.filter(({ id }) => id.startsWith('signature/'));
    expect(began.status).toBe(202);
    expect(began.value).toMatchObject({
      url,
      method: 'POST',
      state: 'running',
      checked: 0,
      total: some.length,
    });

    const check = await ended(running, began.value.id);
    expect(check.row).toMatchObject({
      state: 'done',
      verdict: 'pass',
      checked: some.length,
      summary: { fail: 0, error: 0 },
    });
    expect(check.rules.map(({ id }: { id: string }) => id)).toEqual(some.map(({ id }) => id));
    expect(validate('report', check.report)).toBeUndefined();
    expect(check.report.results.map((result: { verdict: string }) => result.verdict)).toEqual(
      check.rules.map(({ state }: { state: string }) => state),
    );
    expect((await running.ask('GET', '/api/checks')).value.rows).toEqual([check.row]);
    expect(await textUntil(events, '"checks"')).toContain('"kind":"changed"');

    await running.close();
    const again = await openTestConsole(folder);
    expect((await again.ask('GET', `/api/checks/${began.value.id}`)).value).toEqual(check);
    expect((await again.ask('DELETE', `/api/checks/${began.value.id}`)).status).toBe(204);
    expect((await again.ask('GET', '/api/checks')).value.rows).toEqual([]);
  });

  it('is compared with the last check of the same receiver', async () => {
    const running = await openTestConsole(temporaryFolder());
    let isStrict = false;
    const { url } = await startRecording((response, { headers }) => {
      response.writeHead(isStrict && headers['x-signature'] === undefined ? 401 : 200).end();
    });
    const both = ['signature/rejects-missing', 'signature/rejects-empty'];
    const changes = async (names: readonly string[], more: object = {}) => {
      const { id } = (await start(running, url, { rules: names, ...more })).value;
      const { report } = await ended(running, id);
      const found = report.results.map(({ sinceLast }: { sinceLast?: string }) => sinceLast);
      const page = String((await running.ask('GET', `/api/checks/${id}/report/html`)).text);
      return { found, said: /since the last check: [^;<]*/.exec(page)?.[0] };
    };
    expect(await changes(both)).toEqual({ found: [undefined, undefined], said: undefined });
    isStrict = true;
    expect(await changes(both.slice(0, 1))).toEqual({
      found: ['fixed'],
      said: 'since the last check: 1 fixed (signature/rejects-missing)',
    });
    expect(await changes(both)).toEqual({
      found: [undefined, 'still-failing'],
      said: 'since the last check: 1 still failing',
    });
    isStrict = false;
    expect((await changes(both)).found).toEqual(['new', 'still-failing']);
    expect((await changes(both, { method: 'GET' })).found).toEqual([undefined, undefined]);
  });

  it('runs in the background, can be stopped, and cannot be removed before', async () => {
    const running = await openTestConsole();
    const url = await startSilent();
    const { id } = (await start(running, url)).value;
    const second = await start(running, url);
    expect([second.status, second.value.code]).toEqual([409, 'check-running']);
    expect((await running.ask('DELETE', `/api/checks/${id}`)).status).toBe(409);
    expect((await running.ask('GET', `/api/checks/${id}/report/json`)).value.code).toBe('no-report');
    expect((await running.ask('POST', `/api/checks/${id}/stop`)).status).toBe(202);
    const { row, report } = await ended(running, id);
    expect(row.state).toBe('stopped');
    expect(report.interrupted).toBe(true);
    expect((await running.ask('POST', `/api/checks/${id}/stop`)).status).toBe(202);
    expect((await start(running, url, { rules: ['signature/accepts-genuine'] })).status).toBe(202);
  });

  it('that is running when the console ends is kept as stopped', async () => {
    const folder = temporaryFolder();
    const running = await openTestConsole(folder);
    const { id } = (await start(running, await startSilent())).value;
    await running.close();
    const again = await openTestConsole(folder);
    expect((await again.ask('GET', `/api/checks/${id}`)).value.row.state).toBe('stopped');
  });

  it('that was running when the console was killed says so, and can be removed', async () => {
    const running = await openTestConsole();
    const { id } = (await start(running, await startSilent())).value;
    // What a console killed now would leave.
    const left = temporaryFolder();
    cpSync(running.folder, left, { recursive: true });
    const again = await openTestConsole(left);
    const { row, report } = (await again.ask('GET', `/api/checks/${id}`)).value;
    expect(row).toMatchObject({
      state: 'failed',
      problem: 'the console stopped before the check ended; start the check again',
    });
    expect(report).toBeUndefined();
    expect((await again.ask('DELETE', `/api/checks/${id}`)).status).toBe(204);
  });

  it('of a receiver that is not listening says so', async () => {
    const running = await openTestConsole();
    const { id } = (await start(running, 'http://localhost:9/webhook')).value;
    const { row, report } = await ended(running, id);
    expect(row).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/^localhost:9 is not reachable: /),
    });
    expect(report).toBeUndefined();
  });

  it('uses the secret of a webhook, and reveals it to nobody', async () => {
    const running = await openTestConsole();
    const url = await startReference();
    const webhook = await running.ask('POST', '/api/webhooks', {
      url,
      secret,
      method: 'POST',
      events: 'All',
    });
    const began = await start(running, url, {
      secret: { webhook: webhook.value.id },
      rules: ['signature/accepts-genuine'],
    });
    const { row, report } = await ended(running, began.value.id);
    expect(row.summary.pass).toBe(1);
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.results[0].rerun).toMatch(
      /^npx hookswitch check http:\/\/127\.0\.0\.1:\d+\/webhook --rules signature\/accepts-genuine --seed \d+$/,
    );
  });

  it('starts the receiver with the command of the console, restarts it, and leaves nothing running', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/webhook`;
    // Other tests leave processes of their browsers behind in the folder of the project.
    const cwd = temporaryFolder();
    const state = join(cwd, 'state.jsonl');
    const exec = { command: `node ${join(process.cwd(), 'examples/express/server.mjs')}`, cwd };
    const env = { ...process.env, PORT: String(port), STATE_FILE: state };
    const running = await openTestConsole(undefined, { exec: { ...exec, env } });
    expect((await running.ask('GET', '/api/console')).value.exec).toBe(exec.command);
    const more = {
      isStarted: true,
      rules: ['signature/accepts-genuine', 'retry/keeps-what-it-acknowledged'],
      observeUrl: `http://127.0.0.1:${port}/state?sn={sn}`,
    };
    const began = await start(running, url, more);
    const { row, report } = await ended(running, began.value.id);
    expect(row).toMatchObject({ state: 'done', verdict: 'pass', summary: { pass: 2, skipped: 0 } });
    expect(row.problem).toBeUndefined();
    expect(report.results[0].rerun).toContain(` --exec '${exec.command}' `);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('of a receiver whose command fails says so', async () => {
    const exec = { command: `echo ${secret} >&2; exit 3`, cwd: process.cwd(), env: process.env };
    const running = await openTestConsole(undefined, { exec });
    const url = `http://127.0.0.1:${await freePort()}/`;
    const { row } = await ended(running, (await start(running, url, { isStarted: true })).value.id);
    expect(row).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/^the --exec command .*3.*\*\*\*/s),
    });
  });

  it('ends within its budget, which is in the rerun command too', async () => {
    const running = await openTestConsole();
    const rules = ['signature/accepts-genuine'];
    const { id } = (await start(running, await startReference(), { rules, budgetSeconds: 7 })).value;
    const { report } = await ended(running, id);
    expect(report.budgetMs).toBe(7000);
    expect(report.results[0].rerun).toContain(' --budget 7s ');
  });

  it.each([
    ['url', { url: 'localhost' }],
    ['url', { url: 'http://example.com/' }],
    ['url', { url: 'http://169.254.169.254/' }],
    ['url', { url: 'http://user:word@localhost/' }],
    ['observeUrl', { observeUrl: 'http://example.com/{sn}' }],
    ['secret', { secret: { text: 'short' } }],
    ['rules', { rules: ['nothing/*'] }],
    ['timeoutSeconds', { timeoutSeconds: 11 }],
    ['budgetSeconds', { budgetSeconds: 0 }],
    ['isStarted', { isStarted: true }],
  ])('with a mistake in %s is refused, and names the field: %j', async (field, more) => {
    const running = await openTestConsole();
    const { status, value } = await start(running, 'http://localhost:9/', more);
    expect(status).toBe(422);
    expect(value).toMatchObject({ field, message: expect.stringMatching(/./) });
    expect((await running.ask('GET', '/api/checks')).value.rows).toEqual([]);
  });

  it('can be exported in every format, as a file to save', async () => {
    const running = await openTestConsole();
    const { id } = (await start(running, await startReference(), { rules: ['signature/accepts-genuine'] }))
      .value;
    await ended(running, id);
    for (const [format, type, ending, beginning] of exported) {
      const { status, headers, text } = await running.ask('GET', `/api/checks/${id}/report/${format}`);
      expect([format, status, headers.get('content-type')]).toEqual([format, 200, type]);
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="hookswitch-\\d{8}T\\d{6}\\.${ending}"$`),
      );
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/);
      expect(text).toMatch(beginning);
      expect(text).not.toContain(secret);
    }
  });
});

it('lists every rule', async () => {
  const running = await openTestConsole();
  const { value } = await running.ask('GET', '/api/rules');
  expect(value.rules).toEqual(rules.map(({ id, title, level, why }) => ({ id, title, level, why })));
});

async function textUntil({ body }: Response, last: string): Promise<string> {
  let stream = '';
  for await (const chunk of body ?? []) {
    stream += Buffer.from(chunk).toString('utf8');
    if (stream.includes(last)) break;
  }
  return stream;
}
