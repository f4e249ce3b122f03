import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../support/bundle.ts';
import { secret, startRecording } from '../../support/recording-receiver.ts';
import { openTestConsole, temporaryFolder } from './console-driver.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the state', () => {
  it('is readable only by its owner', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    await openTestConsole(folder);
    expect(modeOf(folder)).toBe(0o700);
    for (const name of readdirSync(folder)) expect([name, modeOf(join(folder, name))]).toEqual([name, 0o600]);
  });

  it.each(['console.jsonl', 'journal.jsonl'])(
    'warns if others could read its %s, and closes it',
    async (name) => {
      const { folder, close } = await openTestConsole();
      await close();
      const file = join(folder, name);
      chmodSync(file, 0o644);
      const warnings: string[] = [];
      await openTestConsole(folder, { onWarning: (sentence) => warnings.push(sentence) });
      expect(modeOf(file)).toBe(0o600);
      expect(warnings).toEqual([
        `other users could read ${file}; now only you can. If somebody may have read it, renew the secrets of your webhooks`,
      ]);
    },
  );

  it('belongs to one console at a time', async () => {
    const first = await openTestConsole();
    await expect(openTestConsole(first.folder)).rejects.toMatchObject({
      code: 'bad-file',
      message: `the console's state ${join(first.folder, 'console.jsonl')} is in use by another process; wait until it ends, or choose another folder with --folder`,
    });
    expect((await first.ask('GET', '/api/push')).status).toBe(200);
    await first.close();
    await openTestConsole(first.folder);
  });

  it('says what is wrong with a folder', async () => {
    const parent = temporaryFolder();
    writeFileSync(join(parent, 'file'), 'x');
    await expect(openTestConsole(join(parent, 'file'))).rejects.toThrow(/it is not a folder/);
    await expect(openTestConsole(join(parent, 'file', 'below'))).rejects.toThrow(/it is not a folder/);
    // Linux reports a path that cannot be created here as not existing.
    if (existsSync('/proc/self'))
      await expect(openTestConsole('/proc/hookswitch/below')).rejects.toThrow(
        /it can't be created: its folder is missing, or takes no new files\)/,
      );
    mkdirSync(join(parent, 'third', 'console.jsonl'), { recursive: true });
    await expect(openTestConsole(join(parent, 'third'))).rejects.toThrow(
      /console\.jsonl is not a regular file; choose another folder with --folder/,
    );
  });

  it('refuses a file that another program wrote, and leaves it unchanged', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'console.jsonl');
    writeFileSync(file, 'SQLite format 3\0');
    await expect(openTestConsole(folder)).rejects.toThrow(/exists and is not a console's state/);
    expect(readFileSync(file, 'utf8')).toBe('SQLite format 3\0');
  });

  it('survives a SIGKILL, and deliveries continue with the remaining attempts', async () => {
    const child = await bundle(new URL('./state-child.ts', import.meta.url));
    const receiver = await startRecording((response, _request, n) => {
      // The first attempt is in progress when the console is killed.
      if (n > 1) response.end();
    });
    const folder = temporaryFolder();
    const page = temporaryFolder();
    for (const name of ['index.html', 'main.js']) writeFileSync(join(page, name), '');
    const killed = spawn(process.execPath, [child, folder, page], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => {
      killed.kill('SIGKILL');
    });
    const [printed] = await once(killed.stdout, 'data');
    const post = async (path: string, body?: unknown) => {
      const sent =
        body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
      const answer = await fetch(new URL(path, String(printed).trim()), { method: 'POST', ...sent });
      expect(answer.ok).toBe(true);
      return (await answer.json()) as { id: string };
    };
    const { id } = await post('/api/webhooks', { url: receiver.url, method: 'POST', events: 'All', secret });
    const fleet = await post('/api/fleet/example');
    await post(`/api/webhooks/${id}/test`);
    await expect.poll(() => receiver.requests.length).toBe(1);
    killed.kill('SIGKILL');
    await once(killed, 'close');

    const { ask } = await openTestConsole(folder);
    expect((await ask('GET', '/api/fleet')).value).toEqual(fleet);
    expect((await ask('GET', `/api/webhooks/${id}/secret`)).value).toEqual({ secret });
    await expect
      .poll(async () => (await ask('GET', '/api/deliveries')).value.rows[0].state)
      .toBe('acknowledged');
    const { attempts } = (await ask('GET', '/api/deliveries/1')).value.row;
    expect(attempts).toMatchObject([{ n: 1 }, { n: 2, outcome: 'acknowledged' }]);
    expect(receiver.requests.map(({ body }) => body.toString())).toEqual(
      Array(2).fill(receiver.requests[0]?.body.toString()),
    );
  });

  it('resumes a delivery to its original URL even if its webhook has another URL by now', async () => {
    const receiver = await startRecording((response, _request, n) => {
      if (n > 1) response.end();
    });
    const first = await openTestConsole();
    const webhook = { url: receiver.url, method: 'POST', events: 'All' };
    const { id } = (await first.ask('POST', '/api/webhooks', webhook)).value;
    await first.ask('POST', `/api/webhooks/${id}/test`);
    await expect.poll(() => receiver.requests.length).toBe(1);
    await first.ask('PUT', `/api/webhooks/${id}`, { ...webhook, url: 'http://localhost:9/' });
    await first.close();
    const second = await openTestConsole(first.folder);
    await expect
      .poll(async () => (await second.ask('GET', '/api/deliveries/1')).value.row.state)
      .toBe('acknowledged');
    expect(receiver.requests).toHaveLength(2);
  });

  it('keeps a webhook on a host that is no longer allowed, and says how to continue', async () => {
    const allowHosts = ['192.0.2.1'];
    const first = await openTestConsole(undefined, { allowHosts });
    const { folder } = first;
    const webhook = { url: 'http://192.0.2.1/hook?token=abc', method: 'POST', events: 'All' };
    const { id } = (await first.ask('POST', '/api/webhooks', webhook)).value;
    await first.close();
    await expect(openTestConsole(folder)).rejects.toMatchObject({
      code: 'host-not-allowed',
      message:
        'the saved webhook http://192.0.2.1/hook?token=*** is on 192.0.2.1, which is not this machine; if you may send test messages there, give --allow-host 192.0.2.1',
    });
    const second = await openTestConsole(folder, { allowHosts });
    expect((await second.ask('GET', '/api/push')).value.webhooks).toMatchObject([
      { ...webhook, url: 'http://192.0.2.1/hook?token=***' },
    ]);
    await second.ask('PUT', `/api/webhooks/${id}`, { ...webhook, url: 'http://192.0.2.1/hook' });
    await second.ask('POST', `/api/webhooks/${id}/test`);
    await second.ask('PUT', `/api/webhooks/${id}`, { ...webhook, url: 'http://localhost:9/' });
    await second.close();
    await expect(openTestConsole(folder)).rejects.toThrow(
      /^an unfinished delivery to \S+ is on 192\.0\.2\.1, /,
    );
    expect(
      (await (await openTestConsole(folder, { allowHosts })).ask('GET', '/api/deliveries')).value.total,
    ).toBe(1);
  });

  it('hides a credential in a URL, keeps it when the page returns the URL, and continues with it', async () => {
    const receiver = await startRecording((response, _request, n) => void (n > 1 && response.end()));
    const first = await openTestConsole();
    const { folder } = first;
    const url = `${receiver.url}?token=SECRETTOKEN&name=x`;
    const shown = `${receiver.url}?token=***&name=x`;
    const form = { url, method: 'POST', events: 'All' };
    const { id } = (await first.ask('POST', '/api/webhooks', form)).value;
    const changed = await first.ask('PUT', `/api/webhooks/${id}`, { ...form, url: shown });
    expect(changed.value.url).toBe(shown);
    await first.ask('POST', `/api/webhooks/${id}/test`);
    await expect.poll(() => receiver.requests.length).toBe(1);
    await first.close();
    const second = await openTestConsole(folder);
    await expect.poll(() => receiver.requests.length).toBe(2);
    expect(receiver.requests.map(({ target }) => target)).toEqual(
      Array(2).fill('/webhook?token=SECRETTOKEN&name=x'),
    );
    for (const path of [
      '/api/push',
      '/api/deliveries',
      '/api/deliveries/1',
      '/api/deliveries/1/curl',
      '/api/deliveries/1/fixture',
    ]) {
      const { text } = await second.ask('GET', path);
      expect(text).toContain('token=***');
      expect(text).not.toContain('SECRETTOKEN');
    }
    await second.close();
    await receiver.close();
  });

  it('drops pending deliveries for a deleted webhook', async () => {
    const receiver = await startRecording(() => {});
    const first = await openTestConsole();
    const webhook = { url: receiver.url, method: 'POST', events: 'All' };
    const { id } = (await first.ask('POST', '/api/webhooks', webhook)).value;
    await first.ask('POST', `/api/webhooks/${id}/test`);
    await first.ask('DELETE', `/api/webhooks/${id}`);
    await first.close();
    const second = await openTestConsole(first.folder);
    expect((await second.ask('GET', '/api/deliveries/1')).value.row.state).toBe('exhausted');
  });
});
