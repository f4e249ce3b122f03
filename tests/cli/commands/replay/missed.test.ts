import { expect, it } from 'vitest';
import type { Recording } from '../../../../schemas/index.ts';
import { line, refusal, replayTo } from './replay-driver.ts';

const refused = { kind: 'connection-failed', code: 'ECONNREFUSED', phase: 'connect', message: 'x' } as const;
const response = (status: number) =>
  ({
    kind: 'response',
    ...{ status, reason: '', headers: [], bodyComplete: true },
    body: { text: '', bytes: 0, truncated: false },
  }) as const;

/** A line of a message that was forwarded at this second. */
function forwarded(
  text: string,
  second: number,
  outcome: Recording['outcome'] = refused,
  url = 'http://localhost:1/x',
) {
  if (!outcome) throw new Error('no outcome');
  return line(text, {
    at: `2026-03-10T02:48:${second}Z`,
    signature: { verdict: 'valid' },
    forwardedTo: url,
    outcome,
    elapsedMs: 1,
  });
}

it('sends what was never acknowledged, once, in the order of arrival, to the URL in the recording', async () => {
  const { exitCode, requests, lines } = await replayTo(
    undefined,
    (url) =>
      [
        forwarded('{"event":"b"}', 12, response(500), url),
        forwarded('{"event":"a"}', 11, refused, url),
        forwarded('{"event":"c"}', 13, { kind: 'timeout', phase: 'head' }, url),
        forwarded('{"event":"b"}', 14, response(500), url),
        forwarded('{"event":"retried"}', 15, refused, url),
        forwarded('{"event":"retried"}', 16, response(204), url),
        forwarded('{"event":"fine"}', 17, response(200), url),
        line('{"event":"not forwarded"}', { at: '2026-03-10T02:48:10Z' }),
        line('', {}, { body: { text: '', bytes: 99_999_999, truncated: true } }),
      ].join(''),
    ['--missed'],
    { hasUrl: false },
  );
  expect(requests.map(({ body }) => body.toString())).toEqual([
    '{"event":"a"}',
    '{"event":"b"}',
    '{"event":"c"}',
  ]);
  expect([exitCode, lines.at(-1)]).toEqual([0, expect.stringContaining('3 messages: 3 acknowledged')]);
});

it('sends nothing if nothing was missed, with exit code 0', async () => {
  const text = forwarded('{"event":"a"}', 11) + forwarded('{"event":"a"}', 12, response(202));
  const { exitCode, stdout, requests } = await replayTo(undefined, text, ['--missed']);
  expect([exitCode, requests.length]).toEqual([0, 0]);
  expect(stdout).toBe('Nothing to send: the receiver acknowledged every forwarded message.\n');
});

it('says that a recording without forwarded requests is the wrong file', async () => {
  const sentence =
    '--missed needs a recording of forwarded requests, which standard input is not; create one with listen --forward-to and --record';
  expect(await refusal(line('{"event":"test"}'), ['--missed'])).toBe(sentence);
  expect(await refusal('{"tool": {}}', ['--missed'])).toBe(sentence);
});
