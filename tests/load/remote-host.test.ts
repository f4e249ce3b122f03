import { describe, expect, it } from 'vitest';
import { type RemoteHostFlags, safeguardsFor } from '../../load/remote-host.ts';

describe('protection of another host', () => {
  const flags: RemoteHostFlags = {};
  const url = 'https://staging.example/ycm';

  it('requires permission, begins with a ramp, and stops by itself', () => {
    expect(() => safeguardsFor(url, flags)).toThrow(/take down staging.example.*give --i-own-this-host/);
    const mine = { ...flags, iOwnThisHost: true };
    expect(safeguardsFor(url, mine, 20_000)).toEqual({ rampMs: 4000, abortOn: 0.2 });
    expect(safeguardsFor(url, mine, 600_000)).toEqual({ rampMs: 10_000, abortOn: 0.2 });
    expect(safeguardsFor(url, { ...mine, ramp: 1, abortOn: 0.5 }, 1000)).toEqual({ rampMs: 1, abortOn: 0.5 });
    expect(() => safeguardsFor(url, { ...mine, rate: 'max' })).toThrow(/--rate max starts at full speed/);
  });

  it.each(['http://localhost:1/', 'http://127.0.0.1:1/', 'http://[::1]:1/'])(
    'is not needed for %s',
    (local) => {
      expect(safeguardsFor(local, { ...flags, rate: 'max' })).toEqual({
        rampMs: undefined,
        abortOn: undefined,
      });
    },
  );
});
