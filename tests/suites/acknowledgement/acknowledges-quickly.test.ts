import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checkServing, serverOf, verdictOf } from '../../runner/check-server.ts';

describe('acknowledgement/acknowledges-quickly', () => {
  const rule = 'acknowledgement/acknowledges-quickly';
  const settings = { timeoutSeconds: 6 };

  it.each([
    [1, /^pass$/],
    [2, /^fail: 2 of \d+ messages took longer; the last took [2-9]\.\d\d s: /],
  ])('checks a receiver with %i slow messages', async (slowOnes, verdict) => {
    let deletions = 0;
    const server = serverOf(async (message, response) => {
      if (message.includes('did_delete') && ++deletions <= slowOnes) await setTimeout(2100);
      response.end();
    });
    expect(await verdictOf(server, rule, { settings })).toMatch(verdict);
  });

  it('passes a slow receiver that is never too slow, without trying forever', async () => {
    const server = serverOf(async (_message, response) => {
      await setTimeout(800);
      response.end();
    });
    const [result] = await checkServing(server, [rule], { settings });
    expect(result?.verdict).toBe('pass');
    expect(result?.evidence.attempts.length).toBeLessThan(10);
  });
});
