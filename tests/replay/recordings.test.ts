import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseBytes } from '../../replay/parse-bytes.ts';
import { prepareAll } from '../../replay/prepare-all.ts';
import { type Report, validate } from '../../schemas/index.ts';
import { buildRequest, defaultProfile, HookswitchError } from '../../simulator/index.ts';
import { headBytes, toWire } from '../../simulator/wire/wire.ts';
import { cwd, line, refusal, replayTo } from '../cli/commands/replay/replay-driver.ts';
import { mutateText } from '../support/mutate-text.ts';
import { env, status, withReceiver } from '../support/recording-receiver.ts';
import { runCli } from '../support/run-cli.ts';

const good = line('{"event":"test","message":"x"}');
const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';

describe('a recording', () => {
  it.each([
    ['', 'line 1, column 1: it is empty; create a recording with listen --record'],
    [
      good + good.replace('"method"', '"methode"'),
      'line 2, column 12: /request must have "method", not "methode"',
    ],
    [`${good}${good.slice(0, 40)}\n`, 'line 2, column 35: this string has no closing double quote'],
    [`${good}\n\nnot JSON`, 'line 4, column 1: unexpected symbol; put strings and keys in double quotes'],
    [
      good.replace('"POST"', '7'),
      'line 1, column 22: /request/method must be a string (the request method), but is the number 7',
    ],
    [
      good.replace('"POST"', '"PO ST"'),
      'line 1, column 22: this is not an HTTP method; use the original one, such as POST',
    ],
    [
      good.replace('[]', '[["X-A","b\\r\\nX-C: d"]]'),
      "line 1, column 57: this header can't be sent, or is truncated; remove it or restore its value",
    ],
    [
      good.replace('"request"', '"note":"a","note":"b","request"'),
      'line 1, column 13: the key "note" appears twice; remove one',
    ],
    [
      good.replace(/"bytes":\d+/, '"bytes":31'),
      "line 1, column 66: the body has 30 bytes here but had 31 when it was recorded: part of it was masked or changed, so this message can't be sent again; choose others with --only",
    ],
    [
      good.replace('"truncated":false', '"truncated":true'),
      "line 1, column 66: only the beginning of the body was recorded, so this message can't be sent again; choose others with --only",
    ],
    [
      line('x', { expected: { verdict: 'refuse', why: 'It is forged.' } }),
      'line 1, column 119: a correct receiver rejects this message, and a new signature would change that; send it unchanged with --as-recorded, or choose other messages with --only',
    ],
    [
      line('x', {}, { method: 'DELETE' }),
      'line 1: YCM never sends DELETE; choose another method with --method, or send the message unchanged with --as-recorded',
    ],
  ])('is refused with its position and what to do (%#)', async (text, sentence) => {
    expect(await refusal(text)).toBe(`standard input, ${sentence}`);
    // A mistake in the last line is found before the first is sent.
    if (text !== '' && sentence.startsWith('line 1, ')) {
      expect(await refusal(good + text)).toBe(`standard input, ${sentence.replace('line 1', 'line 2')}`);
    }
  });

  it('is limited in size', async () => {
    expect(await refusal(good + line('x'.repeat(17 * 1024 * 1024)))).toBe(
      'standard input, line 2, column 1: the line is larger than 16 MiB; remove it',
    );
    expect(await refusal('{}\n'.repeat(2))).toContain('line 1, column 1: the recording must have "request"');
    expect(await refusal(line('').repeat(100_001))).toBe(
      'standard input, line 100001, column 1: it contains more than 100000 messages; choose some with --only',
    );
  });

  it('sends to no host that was not allowed', async () => {
    const to = async (url: string) => {
      const text = good + line('x', {}, { url });
      const { exitCode, stderr, requests } = await replayTo(
        undefined,
        (own) => text.replace('"/webhook"', JSON.stringify(own)),
        [],
        { hasUrl: false },
      );
      expect([exitCode, requests.length]).toEqual([2, 0]);
      return stderr;
    };
    expect(await to('http://receiver.example/')).toContain(
      'the receiver in line 2 of standard input is on receiver.example, which is not this machine; if you may send test messages there, give --allow-host receiver.example',
    );
    expect(await to('http://169.254.169.254/')).toContain('Hookswitch never sends to ');
    expect(await to('http://localhost/?token=***')).toContain(
      'line 2: a credential in its URL is masked; give the complete URL',
    );
  });

  it('yields requests or an error with the line, whatever is corrupted', async () => {
    const fixtures = await runCli(['fixtures', '--negative', '--format', 'ndjson', '--seed', '3'], {
      env: { YCM_WEBHOOK_SECRET: secret },
    });
    const lines = fixtures.stdout.trimEnd().split('\n');
    const texts = [
      lines.slice(0, 3).join('\n'),
      lines.slice(40, 44).join('\n'),
      lines.at(-1) ?? '',
      JSON.stringify(JSON.parse(good), null, 0),
      good +
        line(
          '{}',
          { at: '2026-01-02T03:04:05.678Z', signature: { verdict: 'not-checked' } },
          { method: 'GET', url: '/a?message=%7B%7D&x=***' },
        ),
    ];
    const counts = { ready: 0, refused: 0 };
    for (let seed = 0; seed < 5000; seed += 1) {
      counts[outcomeOf(mutateText(texts[seed % texts.length] ?? '', seed), seed)] += 1;
    }
    expect(counts.ready).toBeGreaterThan(250);
    expect(counts.refused).toBeGreaterThan(2500);
  });
});

const sending = {
  name: 'r.ndjson',
  method: undefined,
  payloadIn: undefined,
  profile: defaultProfile,
  headers: [],
  allowHosts: [],
  secret,
};

/** With one of four ways to send, picked by the seed. */
function outcomeOf(text: string, seed: number): 'ready' | 'refused' {
  const isAsRecorded = seed % 4 < 2;
  const url = seed % 2 === 0 ? 'http://localhost:3000/webhook' : undefined;
  try {
    const reading = { name: 'r.ndjson', isAsRecorded, isSelected: () => true };
    const { messages } = prepareAll(parseBytes(Buffer.from(text), reading), {
      ...sending,
      isAsRecorded,
      url,
    });
    for (const { request, url: to } of messages) {
      expect(new URL(to).hostname, `seed ${seed}`).toBe('localhost');
      const { webhook, message, profile, fault, signature } = request;
      const genuine = buildRequest(webhook, message, profile, [], signature);
      const wire = toWire(fault?.rewrite?.(genuine, '') ?? genuine, 'close');
      // Nothing recorded can end a line of the head.
      expect(
        headBytes(wire)
          .toString('latin1')
          .split(/[\r\n]+/).length,
        `seed ${seed}`,
      ).toBe(wire.headers.length + 2);
    }
    return 'ready';
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    expect(error.message, `seed ${seed}`).toMatch(/line \d+/);
    expect(error.message, `seed ${seed}`).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{10,500}$/u);
    expect(error.message, `seed ${seed}`).not.toContain('mvM5');
    return 'refused';
  }
}

describe('a report', () => {
  let report: Report;
  beforeAll(async () => {
    // A receiver that accepts everything fails every rule that expects a refusal.
    await withReceiver(status(200), async ({ url }) => {
      const rules =
        'signature/rejects-missing,acknowledgement/acknowledges-large-messages,message/accepts-chunked';
      await runCli(['check', url, '--rules', rules, '--seed', '1', '--report', 'json=report.json'], {
        env,
        cwd,
      });
    });
    report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
  }, 60_000);

  it('has the lines of a recording as its attempts', () => {
    const attempts = report.results.flatMap(({ evidence }) => evidence.attempts);
    expect(attempts.length).toBeGreaterThan(5);
    for (const attempt of attempts) expect(validate('recording', attempt)).toBeUndefined();
  });

  it('has its failures resent, each attempt once, and compared with the expectations', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const { exitCode, stdout } = await runCli(['replay', 'report.json', url, '--as-recorded'], {
        env: {},
        cwd,
      });
      const attempts =
        report.results.find(({ id }) => id === 'signature/rejects-missing')?.evidence.attempts ?? [];
      expect(exitCode).toBe(1);
      expect(requests.length).toBe(attempts.length);
      for (const [at, { request }] of attempts.entries()) {
        expect(requests[at]?.body.toString()).toBe('text' in request.body ? request.body.text : '');
        expect(requests[at]?.headers['x-signature']).toBe(
          request.headers.find(([name]) => name === 'X-Signature')?.[1],
        );
      }
      expect(stdout).toContain('from attempt 1 of signature/rejects-missing');
      expect(stdout).toContain('it has the fault missing-signature, so it is not genuine');
    });
  });

  it('is sent to its receiver unless another is given', async () => {
    const { stderr, exitCode } = await runCli(['replay', 'report.json', '--as-recorded', '--retries', '1'], {
      env,
      cwd,
    });
    expect([exitCode, stderr]).toEqual([3, '']);
    writeFileSync(
      join(cwd, 'far.json'),
      JSON.stringify({ ...report, receiver: { ...report.receiver, url: 'https://ycm.example/' } }, null, 2),
    );
    const far = await runCli(['replay', 'far.json', '--as-recorded'], { env, cwd });
    expect(far.stderr).toContain('the receiver in far.json is on ycm.example, which is not this machine');
  });

  it('allows a rule to be selected, and lists incomplete messages', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const large = await runCli(
        ['replay', 'report.json', url, '--rule', 'acknowledgement/acknowledges-large-messages'],
        { env, cwd },
      );
      expect(large.exitCode).toBe(0);
      expect(large.stdout).toMatch(/\d+ attempts left out: missing or incomplete in the report/);
      requests.splice(0);
      const chunked = await runCli(
        ['replay', 'report.json', url, '--as-recorded', '--rule', 'message/accepts-chunked'],
        { env, cwd },
      );
      expect(chunked.exitCode).toBe(0);
      const chunks = requests.filter(({ headers }) => headers['transfer-encoding'] === 'chunked');
      expect(chunks.length).toBe(1);
      expect(JSON.parse(chunks[0]?.body.toString() ?? '')).toHaveLength(1);
    });
    const refused = async (argv: readonly string[]) =>
      (await runCli(['replay', 'report.json', ...argv], { env, cwd })).stderr;
    expect(await refused(['--rule', 'message/accepts-chunky'])).toContain(
      'did you mean message/accepts-chunked?',
    );
    expect(await refused([])).toContain(
      'of signature/rejects-missing: a correct receiver rejects this message',
    );
    const fine = { ...report, results: report.results.filter(({ verdict }) => verdict === 'pass') };
    writeFileSync(join(cwd, 'fine.json'), JSON.stringify(fine, null, 2));
    expect((await runCli(['replay', 'fine.json'], { env, cwd })).stderr).toContain(
      'without failed rules; choose a rule with --rule',
    );
    writeFileSync(join(cwd, 'good.ndjson'), good);
    expect((await runCli(['replay', 'good.ndjson', '--rule', 'a/b'], { env, cwd })).stderr).toContain(
      'choose lines with --only',
    );
    writeFileSync(join(cwd, 'broken.json'), JSON.stringify({ ...report, seed: 'x' }, null, 2));
    expect((await runCli(['replay', 'broken.json'], { env, cwd })).stderr).toMatch(
      /^hookswitch: broken\.json is not a report .*: line \d+, column \d+: /,
    );
  });
});
