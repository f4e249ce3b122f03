import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Profile, varyProfile } from '../../../../simulator/index.ts';
import { env, type RecordedRequest, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, hmac, sendTo } from './send-driver.ts';

const variedLine = /^ {4}profile varied by seed (\d+): .+$/m;

/** The first seed whose profile matches. */
function seedWith(wanted: Partial<Profile>): string {
  for (let seed = 0; seed < 5000; seed += 1) {
    const profile: Partial<Profile> = varyProfile(seed);
    const isAll = Object.entries(wanted).every(([name, value]) => profile[name as keyof Profile] === value);
    if (isAll) return String(seed);
  }
  throw new Error(`no seed gives ${JSON.stringify(wanted)}`);
}

function only(requests: readonly RecordedRequest[]): RecordedRequest {
  const [request] = requests;
  if (!request || requests.length > 1) throw new Error(`${requests.length} requests came, not one`);
  return request;
}

const change = ['--vary', '--event', 'did_change', '--seed'];

describe('send --vary', () => {
  it('sends the spacing, key order and headers that the seed picks, and signs these exact bytes', async () => {
    const wanted = { spacing: 'indented', keyOrder: 'reversed', accept: '', userAgent: '' } as const;
    const seed = seedWith({ ...wanted, contentType: 'application/json;charset=UTF-8' });
    const { exitCode, stdout, requests } = await sendTo(undefined, [...change, seed]);
    const { headers, body } = only(requests);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('spacing indented, keyOrder reversed');
    expect(body.toString()).toMatch(/^\[\n {4}\{\n {8}"updateTime": \d+,\n {8}"trunkDidInfoList": \[\n/);
    expect(headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(headers).not.toHaveProperty('accept');
    expect(headers).not.toHaveProperty('user-agent');
    expect(headers['x-signature']).toBe(hmac(body));
  });

  it('sends the same again with the printed seed', async () => {
    const first = await sendTo(undefined, ['--vary']);
    const seed = variedLine.exec(first.stdout)?.[1] ?? '';
    const again = await sendTo(undefined, ['--vary', '--seed', seed]);
    const shown = ({ headers: { host: _, ...headers }, body }: RecordedRequest) => [headers, body.toString()];
    expect(shown(only(again.requests))).toEqual(shown(only(first.requests)));
    expect(variedLine.exec(again.stdout)?.[0]).toBe(variedLine.exec(first.stdout)?.[0]);
  });

  it('leaves the bytes of a file unchanged, and prints the seed that picks the rest', async () => {
    const bytes = '{ "event" : "test", "message" : "x" }\n';
    const seed = seedWith({ userAgent: 'Go-http-client/1.1', spacing: 'compact' });
    const argv = ['--vary', '--body', '-'];
    const { stdout, requests } = await sendTo(undefined, [...argv, '--seed', seed], bytes);
    expect(only(requests).body.toString()).toBe(bytes);
    expect(only(requests).headers['user-agent']).toBe('Go-http-client/1.1');
    expect(stdout).toContain(`profile varied by seed ${seed}: `);
    expect((await sendTo(undefined, argv, bytes)).stdout).toMatch(variedLine);
  });

  it.each([
    ['empty', { trunkDidInfoList: [] }],
    ['null', { trunkDidInfoList: null }],
    ['absent', {}],
    [
      'last',
      { trunkDidInfoList: expect.arrayContaining([expect.objectContaining({ did: expect.any(String) })]) },
    ],
  ] as const)('gives a pce_delete the form that the seed picks: %s', async (deletionList, list) => {
    const argv = ['--vary', '--event', 'pce_delete', '--seed', seedWith({ deletionList })];
    const { requests } = await sendTo(undefined, argv);
    const [report] = JSON.parse(only(requests).body.toString());
    const { event, sn: _, updateTime: __, ...rest } = report;
    expect(event).toBe('pce_delete');
    expect(rest).toEqual(list);
  });

  it('puts the message of a GET where the seed says, unless a flag overrides it', async () => {
    const argv = ['--vary', '--method', 'GET', '--seed', seedWith({ payloadIn: 'query' })];
    const varied = await sendTo(undefined, argv);
    expect(only(varied.requests).target).toMatch(/^\/webhook\?message=%7B/);
    expect(varied.stdout).toContain('payloadIn query');
    const given = await sendTo(undefined, [...argv, '--payload-in', 'body']);
    expect(only(given.requests).target).toBe('/webhook');
    expect(JSON.parse(only(given.requests).body.toString())).toHaveProperty('event', 'test');
  });

  it('waits before a retry for as long as the seed says', async () => {
    const seed = seedWith({ retryDelayMs: 250 });
    const { stdout } = await withReceiver(status(500), ({ url }) =>
      runCli(['send', url, '--vary', '--seed', seed, '--retries', '1'], { env, cwd }),
    );
    expect(stdout).toContain('retryDelayMs 250');
    expect(stdout).toContain('retry in 250 ms');
  });

  it('says where a GET carries its message if one of several webhooks uses GET', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const webhooks = [{ url }, { url: `${url}?second`, method: 'GET' }];
      const file = webhooks.map((webhook) => ({ ...webhook, secretEnv: 'YCM_WEBHOOK_SECRET' }));
      writeFileSync(join(cwd, 'two.json'), JSON.stringify({ webhooks: file }));
      const argv = ['send', '--webhooks', 'two.json', '--vary', '--seed', seedWith({ payloadIn: 'query' })];
      const { stdout, exitCode } = await runCli(argv, { env, cwd });
      expect(exitCode, stdout).toBe(0);
      expect(stdout).toContain('payloadIn query');
      expect(requests.map(({ method }) => method).sort()).toEqual(['GET', 'POST']);
    });
  });
});
