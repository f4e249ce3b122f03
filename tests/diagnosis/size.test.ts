import { describe, expect, it } from 'vitest';
import { foundBefore } from '../../diagnosis/afterwards.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { basic } from './diagnosed.ts';

const large = 'acknowledgement/acknowledges-large-messages';

/** It responds after this time (ms), or never. */
const checkLate = (lateMs: (bytes: number) => number | undefined, rules: readonly string[]) =>
  checkServer(
    serverOf((message, response) => {
      const ms = lateMs(message.length);
      if (ms !== undefined) setTimeout(() => response.writeHead(200).end(), ms);
    }),
    rules,
  );

describe('a receiver that never responds to a body above its limit', () => {
  it.each([
    [50, basic],
    [100, basic],
    [1024, ['acknowledgement/acknowledges-every-event', large]],
    [102_400, [large]],
  ])('of %i bytes is diagnosed with the limit', async (limit, rules) => {
    const { diagnosis } = await checkLate((bytes) => (bytes > limit ? undefined : 0), rules);
    expect(diagnosis).toMatchObject({ cause: 'too-large' });
    expect(diagnosis?.explains).toContain(rules.at(-1));
    const [, bytes] = /about (\d+) bytes/.exec(diagnosis?.title ?? '') ?? [];
    expect(Number(bytes)).toBeGreaterThan(limit - Math.max(17, limit / 16));
    expect(Number(bytes)).toBeLessThanOrEqual(limit);
    expect(diagnosis?.evidence.at(-1)).toMatch(/it accepts \d+ bytes, and doesn't respond to \d+$/);
  });
});

describe('a receiver without a limit is not diagnosed so', () => {
  it.each<[string, (bytes: number) => number | undefined]>([
    ['takes longer than the timeout for any message', () => 3200],
    ['takes a time in proportion to the size', (bytes) => bytes / 10],
    ['takes a time that grows with the square of the size', (bytes) => bytes ** 2 / 10_000_000],
    ['never responds', () => undefined],
  ])('if it %s', async (_, lateMs) => {
    const { diagnosis } = await checkLate(lateMs, [...basic, large]);
    expect(diagnosis?.cause).not.toBe('too-large');
  });
});

it('keeps a limit that was found before the time of the check was over', () => {
  const size = { accepted: 1943, refused: 2007, hangs: true } as const;
  const failed = {
    outcome: { kind: 'timeout', phase: 'head' },
    elapsedMs: 5000,
    isAcknowledged: false,
  } as const;
  const { probes, series } = foundBefore({ probes: { size }, series: [failed], alwaysFail: [] });
  expect(probes.size).toEqual(size);
  expect(series).toEqual([]);
});
