import { describe, expect, it } from 'vitest';
import { serverOf, verdictOf } from '../../runner/check-server.ts';

describe('message/applies-simultaneous-messages', () => {
  const rule = 'message/applies-simultaneous-messages';

  interface Handled {
    readonly status: number;
    readonly isApplied: boolean;
  }

  /** A receiver that applies everything, but handles the nth of 100 simultaneous messages like this. 20 looks come before them. */
  function verdictFor(handle: (nth: number) => Handled) {
    const states = new Map<string, object>();
    const apply = (message: string) => {
      for (const report of [JSON.parse(message)].flat())
        states.set(report.sn, { ...states.get(report.sn), ...report });
    };
    let [looks, nth] = [0, -1];
    const server = serverOf((message, response) => {
      if (nth < 0 && looks >= 20) nth = 0;
      looks = 0;
      const isOne = nth >= 0 && nth < 100;
      const { status, isApplied } = isOne ? handle(nth) : { status: 200, isApplied: true };
      if (isOne) nth += 1;
      if (isApplied) apply(message);
      response.writeHead(status).end();
    });
    const observe = (sn: string) => {
      looks += 1;
      return (states.get(sn) ?? null) as never;
    };
    return verdictOf(server, rule, { observe });
  }

  it('passes if each message is applied', async () => {
    expect(await verdictFor(() => ({ status: 200, isApplied: true }))).toBe('pass');
  });

  it('says how many were lost, though acknowledged', async () => {
    const verdict = await verdictFor((nth) => ({ status: 200, isApplied: nth < 50 }));
    expect(verdict).toMatch(
      /^fail: \d+ had no effect, though acknowledged, such as message \d+ of 100 at once$/,
    );
  });

  it('demands nothing of messages that were not acknowledged', async () => {
    expect(await verdictFor((nth) => ({ status: nth < 50 ? 200 : 503, isApplied: nth < 50 }))).toBe('pass');
    expect(await verdictFor(() => ({ status: 503, isApplied: false }))).toMatch(/^inconclusive: /);
  });
});
