import { describe, expect, it } from 'vitest';
import { checkServing, serverOf, verdictOf } from '../../runner/check-server.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';

/** Rejects messages beyond a hundred, from the middle of the burst on; for a second, if it recovers. */
function limitedFromTheMiddle(recovers: boolean) {
  let [second, messages, deletions] = [0, 0, 0];
  return serverOf((message, response) => {
    const now = recovers ? Math.floor(performance.now() / 1000) : 0;
    if (now !== second) [second, messages, deletions] = [now, 0, 0];
    messages += 1;
    if (message.includes('trunk_delete')) deletions += 1;
    response.writeHead(messages > 100 && deletions > 51 ? 429 : 200).end();
  });
}

describe.concurrent('acknowledgement/acknowledges-a-burst', () => {
  const rule = 'acknowledgement/acknowledges-a-burst';
  /** A hundred messages at once take longer on a busy machine. */
  const patient = { settings: { timeoutSeconds: 10 } };

  it('has all of its messages in flight at once', async () => {
    const waiting: (() => void)[] = [];
    let isControl = true;
    const server = serverOf((message, response) => {
      if (isControl || !message.includes('trunk_delete')) response.end();
      else waiting.push(() => response.end());
      if (message.includes('trunk_delete')) isControl = false;
      if (waiting.length === 100) for (const answer of waiting) answer();
    });
    expect(await verdictOf(server, rule, patient)).toBe('pass');
    expect(waiting).toHaveLength(100);
  });

  it('says how many were acknowledged, and why one was not', async () => {
    let deletions = 0;
    const server = serverOf((message, response) => {
      if (message.includes('trunk_delete')) deletions += 1;
      response.writeHead(deletions > 51 ? 429 : 200).end();
    });
    const pattern =
      /^fail: 50 acknowledged in [\d.]+ m?s, \d+ per second; for message \d+ of 100 at once: 429 Too Many Requests/;
    expect(await verdictOf(server, rule, patient)).toMatch(pattern);
  });

  it('is no must, but ten at once are', async () => {
    // More than ten at the same moment get a 503.
    let now = 0;
    const server = serverOf((_message, response) => {
      now += 1;
      const status = now > 10 ? 503 : 200;
      setTimeout(() => {
        now -= 1;
        response.writeHead(status).end();
      }, 50);
    });
    const ten = 'acknowledgement/acknowledges-ten-at-once';
    const results = await checkServing(server, [ten, rule], patient);
    expect(results).toMatchObject([
      {
        ...{ id: ten, level: 'must', verdict: 'pass' },
        evidence: {
          notes: [
            expect.stringMatching(/^of 10 messages sent at once: 10 acknowledged in .*, \d+ per second$/),
          ],
        },
      },
      { id: rule, level: 'should', verdict: 'fail' },
    ]);
  });

  it.each([
    ['is over in a second', true, 'pass'],
    ['may count earlier messages', false, 'inconclusive'],
  ])('blames no receiver for a limit that %s', async (_title, recovers, verdict) => {
    const verdictOfBurst = async () => {
      const checked = ['signature/accepts-*', 'message/accepts-*', rule];
      const results = await checkServing(limitedFromTheMiddle(recovers), checked, patient);
      return results.find(({ id }) => id === rule)?.verdict;
    };
    expect(await onFreeCores(verdictOfBurst, (other) => (other === verdict ? '' : `${other}`))).toBe(verdict);
  });
});
