import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { secret, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

const env = { YCM_WEBHOOK_SECRET: secret };

it('check --records lists exactly the serial numbers in messages that the receiver did not reject', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-records-'));
  const stored = new Set<string>();
  const reference = createReference({ secret });
  await withReceiver(
    (response, { body, headers }) => {
      // The reference decides; what it accepts is noted here, independently of the check.
      const { port } = reference.address() as { port: number };
      fetch(`http://127.0.0.1:${port}/webhook`, {
        method: 'POST',
        body,
        headers: { 'X-Signature': String(headers['x-signature'] ?? '') },
      })
        .then(({ status }) => {
          if (status < 400)
            for (const item of [JSON.parse(body.toString())].flat()) if (item.sn) stored.add(item.sn);
          response.writeHead(status).end();
        })
        .catch(() => response.destroy());
    },
    async ({ url }) => {
      await new Promise<void>((resolve) => reference.listen(0, '127.0.0.1', resolve));
      const argv = ['check', url, '--rules', 'signature/*', '--records', 'records.txt'];
      const { stderr } = await runCli(argv, { env, cwd });
      expect(stderr).toBe('');
      reference.close();
    },
  );
  const lines = readFileSync(join(cwd, 'records.txt'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  expect(new Set(lines)).toEqual(stored);
});

it('check --records includes messages that are nested deeply, which a receiver may store', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-records-'));
  const arrived = new Set<string>();
  await withReceiver(
    (response, { body }) => {
      const [, sn] = /"sn":"(36[A-Z0-9]+)".*\[{1000}/s.exec(body.toString()) ?? [];
      if (sn !== undefined) arrived.add(sn);
      response.writeHead(200).end();
    },
    async ({ url }) => {
      const argv = [
        'check',
        url,
        '--rules',
        'message/survives-impossible-messages',
        '--records',
        'records.txt',
      ];
      expect((await runCli(argv, { env, cwd })).exitCode).toBe(0);
    },
  );
  const lines = readFileSync(join(cwd, 'records.txt'), 'utf8').split('\n');
  expect(arrived.size).toBe(2);
  expect([...arrived].filter((sn) => !lines.includes(sn))).toEqual([]);
});

it('check --records says if the file cannot be written, before anything is sent', async () => {
  await withReceiver(undefined, async ({ url, requests }) => {
    const { exitCode, stderr } = await runCli(['check', url, '--records', '/nowhere/records.txt'], { env });
    expect([exitCode, requests.length]).toEqual([2, 0]);
    expect(stderr).toContain('/nowhere/records.txt cannot be written');
  });
});

it.each([
  ['a configuration', '{"url":"http://localhost:3000/webhook"}\n'],
  ['a list of files', 'node_modules\ndist\n.env\n'],
  ['a secret', 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o'],
  ['a text with a serial number in it', '36ABCDEF000000AA\nkeep this one\n'],
])('check --records refuses %s, which is not a list of its own', async (_what, text) => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-records-'));
  writeFileSync(join(cwd, 'mine'), text);
  await withReceiver(undefined, async ({ url, requests }) => {
    const { exitCode, stderr } = await runCli(['check', url, '--records', 'mine'], { env, cwd });
    expect([exitCode, requests.length]).toEqual([2, 0]);
    expect(stderr).toBe(
      'hookswitch: mine exists and is not a list of serial numbers that --records wrote, so nothing was written; choose another file\n',
    );
  });
  expect(readFileSync(join(cwd, 'mine'), 'utf8')).toBe(text);
});

it('check --records replaces an earlier list, but not before the receiver stored something', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-records-'));
  const file = join(cwd, 'records.txt');
  const earlier = '36ABCDEF000000AA\n"36\'; DROP TABLE pbx; --"\nconstructor\n';
  writeFileSync(file, earlier);
  const argv = (url: string) => [
    ...['check', url, '--records', 'records.txt', '--wait', '1ms'],
    ...['--rules', 'signature/accepts-genuine'],
  ];
  const unreachable = await runCli(argv('http://127.0.0.1:1/webhook'), { env, cwd });
  expect([unreachable.exitCode, readFileSync(file, 'utf8')]).toEqual([3, earlier]);
  const read: string[] = [];
  await withReceiver(
    (response) => {
      read.push(readFileSync(file, 'utf8'));
      response.end();
    },
    async ({ url }) => void (await runCli(argv(url), { env, cwd })),
  );
  expect(read[0]).toBe(earlier);
  expect(readFileSync(file, 'utf8')).toMatch(/^36[A-Z]{6}\d{6}[A-Z]{2}\n/);
  expect(readFileSync(file, 'utf8')).not.toContain('36ABCDEF000000AA');
  expect(readdirSync(cwd)).toEqual(['records.txt']);
});
