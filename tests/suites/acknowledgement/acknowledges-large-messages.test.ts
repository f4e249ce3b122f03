import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checkServer, serverOf, verdictOf } from '../../runner/check-server.ts';

describe.each([
  ['acknowledgement/acknowledges-large-messages', 128],
  ['acknowledgement/acknowledges-very-large-messages', 512],
])('%s', (rule, wholeKiB) => {
  const wholeBytes = wholeKiB * 1024;

  it.each([
    ['linearly', 1, /^pass$/],
    ['quadratically', 2, /^fail: [89]\.\d+ s, and too slow in all 4 tries$/],
  ])(
    'checks a receiver that takes nine seconds for the largest message, growing %s with its size',
    async (_title, power, verdict) => {
      const server = serverOf(async (message, response) => {
        await setTimeout(9000 * (message.length / wholeBytes) ** power);
        response.end();
      });
      const settings = { timeoutSeconds: 10 };
      expect(await verdictOf(server, rule, { settings })).toMatch(verdict);
    },
  );

  it('does not call it a body limit if only large messages are refused as forged', async () => {
    const server = serverOf(
      (message, response) => void response.writeHead(message.length > wholeBytes / 2 ? 401 : 200).end(),
    );
    const { results } = await checkServer(server, [rule]);
    expect(results[0]?.finding?.fix).toContain('Compute the HMAC over the whole body');
  });

  it.each(['compact', 'indented'] as const)(
    'sends nearly its maximum but not more, as %s JSON',
    async (spacing) => {
      let largest = 0;
      const server = serverOf((message, response) => {
        largest = Math.max(largest, message.length);
        response.end();
      });
      expect(await verdictOf(server, rule, { profile: { spacing } })).toBe('pass');
      expect(largest).toBeLessThanOrEqual(wholeBytes);
      expect(largest).toBeGreaterThan(wholeBytes * 0.98);
    },
  );
});
