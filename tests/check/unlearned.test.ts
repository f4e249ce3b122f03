import { describe, expect, it } from 'vitest';
import { correctReceivers } from '../../fixtures/receivers/index.ts';
import { startMortal } from '../../fixtures/receivers/start.ts';
import type { Report } from '../../schemas/index.ts';
import { check } from '../../suites/index.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { simulated } from '../support/simulated.ts';

const group = ['message/applies-every-item', 'message/replaces-the-did-list', 'retry/applies-once'];

/** Checks a correct receiver whose observer fails at these looks, counted from 1. */
function failingAt(name: string, isFailing: (look: number) => boolean): Promise<Report> {
  return simulated(async () => {
    const receiver = correctReceivers.find((one) => one.name === name);
    if (!receiver) throw new Error(`no receiver ${name}`);
    const started = await startMortal(receiver.create, { secret: testSecret });
    let looks = 0;
    const observe = async (sn: string) => {
      looks += 1;
      if (isFailing(looks)) throw new Error('no connection to the database');
      return (await fetch(started.observeUrl.replace('{sn}', sn))).json();
    };
    try {
      return await check({ url: started.url, secret: testSecret, observe, rules: group });
    } finally {
      await started.close();
    }
  });
}

const verdictsIn = ({ results }: Report) => results.map(({ verdict, reasonCode }) => reasonCode ?? verdict);

describe('an observer that fails while the check learns what it shows', () => {
  it.each(['shows-trunk-names', 'hides-capacity', 'shows-a-hash'])(
    'blames no rule on %s, and says why',
    async (name) => {
      const report = await failingAt(name, (look) => look >= 5 && look < 20);
      expect(new Set(verdictsIn(report))).toEqual(new Set(['observer-failed']));
      expect(report.results[0]?.reason).toContain('no connection to the database');
    },
    60_000,
  );

  it('is asked once more', async () => {
    const report = await failingAt('shows-trunk-names', (look) => look === 5);
    expect(verdictsIn(report)).toEqual(['pass', 'pass', 'pass']);
    expect(report.observer?.learned?.shows).toEqual([{ field: 'trunkName', form: 'text' }]);
  }, 60_000);
});
