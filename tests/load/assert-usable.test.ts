import { expect, test } from 'vitest';
import { type LoadOptions, runLoad } from '../../load/index.ts';
import { options, targetAt, traffic } from './driver.ts';

test.each([
  [{ plan: { rate: 0, count: 1, seed: 1 } }, /the rate.*is 0; give a number from 0.001/],
  [{ plan: { rate: 1, seed: 1 } }, /neither a duration nor a number of messages/],
  [{ plan: { rate: 'max', count: 1, rampMs: 1, seed: 1 } }, /a ramp needs a rate/],
  [{ connections: 0 }, /the number of connections is 0; give a number from 1 to 65535/],
  [{ drainMs: -1 }, /the time to drain \(ms\) is -1/],
  [{ tickMs: 9 }, /the time between two ticks \(ms\) is 9; give a number from 10/],
  [{ plan: { rate: 1, durationMs: 0, seed: 1 } }, /the duration \(ms\) is 0/],
  [
    { plan: { rate: 1, durationMs: 5, rampMs: 6, seed: 1 } },
    /the ramp is longer than the duration, of which it is a part; shorten it/,
  ],
  [{ plan: { rate: 1, count: 1, rampMs: -1, seed: 1 } }, /the ramp .* from 0 to 31622400000/],
  [{ plan: { rate: 1, count: 0, seed: 1 } }, /the number of messages is 0/],
  [
    { plan: { rate: 1, count: 1, arrivals: 'often', seed: 1 } },
    /arrivals is "often"; use one of poisson, even, burst/,
  ],
  [{ plan: { rate: 1, count: 1, arrivals: 'x'.repeat(90), seed: 1 } }, /arrivals is "x{80}…"; use/],
  [{ plan: { rate: 1, count: 1, burstSize: 0, seed: 1 } }, /the size of a burst is 0/],
  [{ plan: { rate: 1, count: 1, seed: 0.5 } }, /the seed is 0.5; give a whole number/],
  [{ traffic: { ...traffic, fleets: 0 } }, /the number of fleets is 0/],
  [{ traffic: { ...traffic, repeated: 1.5 } }, /the share of duplicates is 1.5/],
  [{ traffic: { ...traffic, didsPerPbx: 101 } }, /the number of DIDs of a PBX is 101/],
  [{ traffic: { ...traffic, updateTime: -1 } }, /updateTime \(seconds since 1970\) is -1/],
  [{ traffic: { ...traffic, seed: 0.5 } }, /the seed of the traffic is 0.5/],
  [{ traffic: { ...traffic, events: { did_change: -1 } } }, /the share of did_change is -1/],
  [{ connections: 1.5 }, /give a whole number/],
  [{ traffic: { ...traffic, forged: 0.7, repeated: 0.5 } }, /the share of forged messages is 0.7/],
  [{ traffic: { ...traffic, forged: 0.7, forgedBy: [] } }, /no fault is given/],
  [{ traffic: { ...traffic, forged: 0.7, forgedBy: ['no-such'] } }, /there is no fault "no-such"/],
  [{ traffic: { ...traffic, events: { did_change: 0 } } }, /every event has a share of 0/],
  [{ traffic: { ...traffic, events: { test: 1 } as object } }, /there is no event "test"/],
  [{ settings: { timeoutSeconds: 2, retryCount: 1 } }, /timeout/],
] as const)('refuses options that cannot work: %j', async (given, sentence) => {
  const load = runLoad(targetAt('http://127.0.0.1:9/'), { ...options, ...given } as LoadOptions);
  await expect(load).rejects.toThrow(sentence);
});

test("refuses a target that is not a receiver's URL", async () => {
  await expect(runLoad(targetAt('ftp://127.0.0.1/'), options)).rejects.toThrow(
    /^the URL of the receiver starts with ftp/,
  );
});

test('refuses another host that was not allowed', async () => {
  await expect(runLoad(targetAt('http://192.0.2.1/'), options)).rejects.toMatchObject({
    code: 'host-not-allowed',
  });
});
