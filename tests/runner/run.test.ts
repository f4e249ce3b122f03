import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../check/check-options.ts';
import { startDownstream } from '../../observation/downstream/downstream.ts';
import { fail } from '../../runner/context/expect.ts';
import type { Rule } from '../../runner/rule.ts';
import type { RunEvent } from '../../runner/run-event.ts';
import { defaultSettings } from '../../simulator/index.ts';
import { application, checkOwn, ownRule, sleep } from './own-rules.ts';
import { budgetOf, runThese } from './run-parts.ts';
import { stateOfRun } from './state-of-run.ts';

const didChange = (sn: string) => [{ event: 'did_change', sn, trunkDidInfoList: [], updateTime: 1 }];

/** Rules that record the order in which they begin and how many rules run then. */
function observedRules() {
  const begun: string[] = [];
  const most = new Map<string, number>();
  let atWork = 0;
  const named = (name: string, parts: Partial<Rule> = {}): Rule =>
    ownRule(
      name,
      async () => {
        begun.push(name);
        atWork += 1;
        most.set(name, atWork);
        await sleep(20);
        most.set(name, Math.max(most.get(name) ?? 0, atWork));
        atWork -= 1;
      },
      parts,
    );
  /** The maximum number of rules that ran when this one began or ended. */
  const besides = (name: string) => most.get(name);
  return { named, begun, besides };
}

/** In simulated time, all rules run one at a time. */
const time = 'real';

describe('the rules of a run', () => {
  it('run concurrently, then the rules that observe the state, then one at a time; killing rules run late', async () => {
    const { named, begun, besides } = observedRules();
    const rules = [
      named('last', { runs: 'last' }),
      named('patient', { runs: 'patient' }),
      named('late', { runs: 'late' }),
      named('alone', { runs: 'alone' }),
      named('kills', { needs: ['restart'] }),
      named('kills-not', { runs: 'alone' }),
      named('looks', { needs: ['observer'] }),
      named('looks-too', { needs: ['observer'] }),
      named('sends'),
      named('sends-too'),
    ];
    const { receiver, observe } = application();
    const { results } = await checkOwn(rules, { receiver, observe, restart: () => {}, time });
    expect(begun).toEqual([
      ...['sends', 'sends-too', 'looks', 'looks-too'],
      ...['alone', 'kills-not', 'late', 'kills', 'patient', 'last'],
    ]);
    expect(['sends', 'sends-too', 'looks', 'looks-too'].map(besides)).toEqual([2, 2, 2, 2]);
    expect(['alone', 'kills-not', 'late', 'kills', 'patient', 'last'].map(besides)).toEqual(Array(6).fill(1));
    expect(results.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(results.map(({ verdict }) => verdict)).toEqual(rules.map(() => 'pass'));
  });

  it('run one at a time if they observe the state and the observer shows one state for all PBXs', async () => {
    const { named, besides } = observedRules();
    const rules = [
      named('looks', { needs: ['observer'] }),
      named('looks-too', { needs: ['observer'] }),
      named('sends'),
      named('sends-too', { needs: ['body'] }),
    ];
    let received = 0;
    const { receiver } = application({ apply: () => ++received });
    await checkOwn(rules, { receiver, observe: () => received, time });
    expect(['looks', 'looks-too', 'sends', 'sends-too'].map(besides)).toEqual([1, 1, 2, 2]);
  });

  it('run one at a time if they simulate the downstream service, unless they say otherwise', async () => {
    const downstream = await startDownstream();
    const { named, besides } = observedRules();
    const rules = [
      named('simulates', { needs: ['downstream'] }),
      named('simulates-too', { needs: ['body', 'downstream'] }),
      named('calls', { needs: ['downstream'], runs: 'together' }),
      named('calls-too', { needs: ['downstream'], runs: 'together' }),
    ];
    await checkOwn(rules, { downstream, settleMs: 50, time });
    expect(['simulates', 'simulates-too', 'calls', 'calls-too'].map(besides)).toEqual([1, 1, 2, 2]);
    await downstream.close();
  });

  it('run one at a time if they may kill the receiver and this is possible', async () => {
    const { named, besides } = observedRules();
    const rules = [named('may-kill', { mayRestart: true }), named('may-kill-too', { mayRestart: true })];
    const most = async (options: Partial<CommonCheckOptions>) => {
      await checkOwn(rules, { ...options, time });
      return ['may-kill', 'may-kill-too'].map(besides);
    };
    expect(await most({ restart: () => {} })).toEqual([1, 1]);
    expect(await most({})).toEqual([2, 2]);
  });

  it('observe the state once earlier messages are processed', async () => {
    const { receiver, observe, backlog } = application({ appliesAfterMs: 20 });
    const sends = ownRule('sends', async (ctx) => {
      await Promise.all(Array.from({ length: 10 }, () => ctx.deliver(didChange(ctx.serial()))));
    });
    const backlogs: number[] = [];
    const looks = ownRule('looks', async () => void backlogs.push(backlog()), { needs: ['observer'] });
    await checkOwn([sends, looks], { receiver, observe, settleMs: 5000 });
    expect(backlogs).toEqual([0]);
  });

  it('are reported as they begin and end', async () => {
    const events: RunEvent[] = [];
    const rules = [ownRule('one', async () => {}, { runs: 'alone' }), ownRule('two', async () => {})];
    await checkOwn(rules, { onEvent: (event) => events.push(event) });
    const lines = events.map((event) =>
      event.kind === 'checked'
        ? ['checked', event.result.id, event.checked, event.total]
        : [event.kind, 'rule' in event && event.rule.id, 'total' in event && event.total],
    );
    expect(lines).toEqual([
      ['started', 'example/two', 2],
      ['checked', 'example/two', 1, 2],
      ['started', 'example/one', 2],
      ['checked', 'example/one', 2, 2],
    ]);
  });
});

describe('a rule in a run', () => {
  it('that does not start within the budget is inconclusive, whatever earlier rules do', async () => {
    const tried: string[] = [];
    const rules = [
      // It doesn't even end on abort.
      ownRule('first', () => new Promise(() => {})),
      ownRule('second', async () => void tried.push('second'), { runs: 'alone' }),
      ownRule('last', async () => void tried.push('last'), { runs: 'last', level: 'should' }),
    ];
    const start = performance.now();
    const results = await runThese(rules, { budget: budgetOf(300) });
    expect(tried).toEqual([]);
    const outOfTime = { verdict: 'inconclusive', reasonCode: 'out-of-time' };
    expect(results).toMatchObject([outOfTime, outOfTime, outOfTime]);
    expect(performance.now() - start).toBeLessThan(5300);
  });

  it('that used up its own time is retried in the time left by others, before the last one', async () => {
    const tried: string[] = [];
    const rules = [
      ownRule(
        'first',
        async (ctx) => {
          tried.push('first');
          if (tried.length === 1) await ctx.pause(60_000);
        },
        { runs: 'alone' },
      ),
      ownRule('second', async () => void tried.push('second'), { runs: 'alone' }),
      ownRule('last', async () => void tried.push('last'), { runs: 'last' }),
    ];
    const state = stateOfRun({ settings: { ...defaultSettings, timeoutSeconds: 0.05 } });
    const events: string[] = [];
    const results = await runThese(rules, {
      state,
      budget: budgetOf(6000),
      onEvent: (event) =>
        void events.push(
          `${event.kind} ${event.kind === 'started' ? event.rule.id : event.kind === 'checked' && event.result.id}`,
        ),
    });
    expect(tried).toEqual(['first', 'second', 'first', 'last']);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass']);
    expect(events).toEqual([
      'started example/first',
      'started example/second',
      'checked example/second',
      'checked example/first',
      'started example/last',
      'checked example/last',
    ]);
  });

  it('runs before less binding ones if time is tight, and otherwise beside them', async () => {
    const orderOf = async (given: { readonly isTight?: boolean }) => {
      const { named, begun } = observedRules();
      const rules = [
        named('may', { level: 'may' }),
        named('last', { runs: 'last' }),
        named('first', { runs: 'first', level: 'should' }),
        named('should-alone', { level: 'should', runs: 'alone' }),
        named('should', { level: 'should' }),
        named('must-alone', { runs: 'alone' }),
        named('must'),
      ];
      await runThese(rules, given);
      return begun;
    };
    const tight = ['first', 'must', 'must-alone', 'should', 'should-alone', 'may', 'last'];
    expect(await orderOf({ isTight: true })).toEqual(tight);
    const usual = ['first', 'may', 'should', 'must', 'must-alone', 'should-alone', 'last'];
    expect(await orderOf({})).toEqual(usual);
  });

  it('that should run apart runs beside others of the kind if time is tight, and what fails is tried again alone', async () => {
    let atWork = 0;
    const apart = (name: string, failsWhen: (atWork: number) => boolean) =>
      ownRule(
        name,
        async () => {
          atWork += 1;
          await sleep(20);
          const isWrong = failsWhen(atWork);
          await sleep(20);
          atWork -= 1;
          if (isWrong) fail('nothing beside it', 'others');
        },
        { runs: 'apart' },
      );
    const rules = [
      apart('disturbed', (all) => all > 1),
      apart('broken', () => true),
      apart('calm', () => false),
    ];
    const verdicts = async (given: { readonly isTight?: boolean }) =>
      (await runThese(rules, given)).map(({ verdict, evidence }) => [verdict, evidence.notes]);
    const alone = 'this rule failed while other rules ran, so it was tried again alone';
    expect(await verdicts({ isTight: true })).toEqual([
      ['pass', [alone]],
      ['fail', undefined],
      ['pass', undefined],
    ]);
    expect(await verdicts({})).toEqual([
      ['pass', undefined],
      ['fail', undefined],
      ['pass', undefined],
    ]);
  });
});
