import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { checkBy } from '../../check/check.ts';
import type { CheckOptions } from '../../check/check-options.ts';
import { observerOf } from '../../check/observer-of.ts';
import { withRerun } from '../../check/with-rerun.ts';
import { type Downstream, startDownstream } from '../../observation/downstream/downstream.ts';
import { fail } from '../../runner/context/expect.ts';
import type { RunEvent } from '../../runner/run-event.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { rules } from '../../suites/index.ts';
import { createRedactor } from '../../text/secrets/redact.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { application, checkOwn, ownRule } from '../runner/own-rules.ts';
import { stateOfRun } from '../runner/state-of-run.ts';

const passes = ownRule('passes', async () => {});

describe('the options of a check', () => {
  it('are the defaults if nothing is given', async () => {
    const given = { receiver: application().receiver, secret: testSecret, time: 'simulated' } as const;
    const report = await checkBy([passes], given);
    expect(report).toMatchObject({
      receiver: { method: 'POST' },
      settings: { timeoutSeconds: 5, retryCount: 3 },
      profile: { connections: 'fresh', spacing: 'compact' },
      observer: null,
      interrupted: false,
      summary: { pass: 1, fail: 0, inconclusive: 0, skipped: 0, error: 0 },
    });
    expect(report.results[0]).not.toHaveProperty('replay');
    const other = await checkBy([passes], given);
    expect(other.seed).not.toBe(report.seed);
  });

  it('are in the report', async () => {
    const report = await checkOwn([passes], {
      method: 'GET',
      settings: { retryCount: 1 },
      profile: { payloadIn: 'query', spacing: 'spaced' },
      seed: 4711,
    });
    expect(report).toMatchObject({
      seed: 4711,
      receiver: { method: 'GET' },
      settings: { timeoutSeconds: 5, retryCount: 1 },
      profile: { payloadIn: 'query', spacing: 'spaced' },
    });
  });

  it('are varied by the seed on request, except for those given', async () => {
    const profileOf = async (seed: number, vary?: boolean) =>
      (await checkOwn([passes], { seed, profile: { spacing: 'compact' }, ...(vary ? { vary } : {}) }))
        .profile;
    const [one, same, other] = [await profileOf(1, true), await profileOf(1, true), await profileOf(2, true)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect([one.spacing, other.spacing]).toEqual(['compact', 'compact']);
    expect(await profileOf(1)).toEqual(await profileOf(2));
  });

  it('include how the state is observed', async () => {
    const downstream = await startDownstream();
    const observerOf = async (options: Parameters<typeof checkOwn>[1]) =>
      (await checkOwn([passes], { settleMs: 50, ...options })).observer;
    expect(await observerOf({ observe: (_sn) => null })).toMatchObject({ kind: 'function' });
    expect(await observerOf({ observeCmd: 'echo null' })).toMatchObject({
      kind: 'command',
      command: 'echo null',
    });
    const observeUrl = `${downstream.url}/{sn}`;
    expect(await observerOf({ observeUrl })).toMatchObject({ kind: 'http', url: observeUrl });
    expect(await observerOf({ downstream })).toMatchObject({ kind: 'downstream', url: downstream.url });
    await downstream.close();
  });

  it('may set a port where the downstream service is simulated during the check', async () => {
    const downstreamPort = await freePort();
    const statuses: number[] = [];
    const calls = ownRule('calls', async () => {
      statuses.push((await fetch(`http://127.0.0.1:${downstreamPort}/`)).status);
    });
    await checkOwn([calls], { downstreamPort, settleMs: 50 });
    expect(statuses).toEqual([200]);
    await expect(fetch(`http://127.0.0.1:${downstreamPort}/`)).rejects.toThrow('fetch failed');
  });

  it('leave the downstream port free when the receiver is refused', async () => {
    const downstreamPort = await freePort();
    const refused = checkBy([passes], {
      receiver: {},
      downstreamPort,
      secret: testSecret,
    } as unknown as CheckOptions);
    await expect(refused).rejects.toMatchObject({ code: 'bad-receiver' });
    await expect(fetch(`http://127.0.0.1:${downstreamPort}/`)).rejects.toThrow('fetch failed');
  });

  it('are in the rerun command of each checked rule', async () => {
    const events: RunEvent[] = [];
    const fails = ownRule('fails', async () => fail('is', 'is not'));
    const skipped = ownRule('skipped', async () => {}, { needs: ['observer'] });
    const { results } = await checkOwn([passes, fails, skipped], {
      seed: 7,
      rerunCommand: (rule, seed) => `again ${rule.id} ${seed} ${testSecret}`,
      onEvent: (event) => events.push(event),
    });
    const replays = ['again example/passes 7 ***', 'again example/fails 7 ***', undefined];
    expect(results.map(({ rerun }) => rerun)).toEqual(replays);
    const checked = events.flatMap((event) => (event.kind === 'checked' ? [event.result] : []));
    expect(new Set(checked.map(({ rerun }) => rerun))).toEqual(new Set(replays));
  });

  const fetchHandler = { fetch: () => new Response() };
  it.each<[object, string, string]>([
    [{}, 'bad-receiver', 'neither url nor receiver is given; give one of them'],
    [
      { url: 'http://localhost:3000/', receiver: fetchHandler },
      'bad-receiver',
      'both url and receiver are given; give one of them',
    ],
    [
      { url: 'http://localhost:3000/', receiverPath: '/x' },
      'bad-receiver',
      'receiverPath only works with receiver; a url already contains its path',
    ],
    [
      { receiver: fetchHandler, receiverPath: 'webhook' },
      'bad-receiver',
      'receiverPath is "webhook", but must start with /',
    ],
    [
      { receiver: { listen: 3000 } },
      'bad-receiver',
      expect.stringMatching(
        /^the receiver is not a listener \(req, res\), an http\.Server or an object with a fetch method; /,
      ),
    ],
    ...(
      [
        [{ time: 'fast' }, 'time must be "real" or "simulated"'],
        [{ method: 'PUT' }, 'method must be "POST" or "GET"'],
        [{ level: 'most' }, 'level must be "must" or "should" or "may"'],
        [{ schedules: 5 }, '--schedules only works with --time simulated'],
        [{ schedules: 5, time: 'real' }, '--schedules only works with --time simulated'],
        [{ recevier: fetchHandler }, 'unknown option "recevier"; did you mean receiver?'],
        [{ app: 'app.mjs' }, 'unknown option "app"; see the type CheckOptions'],
        [{ settings: { retrys: 3 } }, 'unknown setting "retrys"; use timeoutSeconds or retryCount'],
        [{ thorough: 'yes' }, 'thorough must be true or false'],
        [{ bail: '1' }, 'bail must be a number'],
        [{ rules: 'signature/*' }, 'rules must be an array of strings'],
        [{ settings: 3 }, 'settings must be an object'],
        [{ previousSecret: 7 }, 'previousSecret must be a string'],
        [{ onEvent: {} }, 'onEvent must be a function'],
        [{ signal: 1 }, 'signal must be an AbortSignal'],
      ] as const
    ).map(([wrong, sentence]): [object, string, string] => [
      { receiver: fetchHandler, ...wrong },
      'bad-settings',
      sentence,
    ]),
    [{ receiver: null }, 'bad-receiver', expect.stringMatching(/^the receiver is not a listener/)],
    [
      { receiver: fetchHandler, observe: () => null, observeUrl: 'http://localhost:3000/' },
      'bad-observer',
      'both observe and --observe-url are given; give one of them',
    ],
    [
      { receiver: fetchHandler, observe: 'http://localhost:3000/' },
      'bad-observer',
      'observe is not a function; use (sn) => state, or observeUrl',
    ],
    [
      { receiver: fetchHandler, method: 'GET' },
      'bad-receiver',
      expect.stringMatching(
        /^a fetch handler never sees the body of a GET; .* payloadIn: 'query' }, or method POST$/,
      ),
    ],
    [
      { receiver: fetchHandler, observeUrl: 'http://localhost:3000/', observeCmd: 'true' },
      'bad-observer',
      'both --observe-url and --observe-cmd are given; give one of them',
    ],
    [
      { receiver: fetchHandler, downstream: {}, downstreamPort: 0 },
      'bad-downstream',
      'both downstream and --downstream-port are given; give one of them',
    ],
    [
      { receiver: fetchHandler, previousSecret: 'short' },
      'bad-secret',
      expect.stringMatching(/^the previous secret has 5 /),
    ],
    [
      { receiver: fetchHandler, previousSecret: testSecret },
      'bad-secret',
      'the previous secret is the same as the secret; give the one that the webhook had before, or none',
    ],
    [{ url: 'ftp://localhost/' }, 'bad-url', expect.stringContaining('the receiver')],
    [
      { receiver: fetchHandler, observeUrl: 'http://192.0.2.1/' },
      'host-not-allowed',
      expect.stringContaining('192.0.2.1'),
    ],
    [
      { receiver: fetchHandler, budgetMs: 0 },
      'bad-settings',
      'budgetMs is 0; give a number from 1 to 86400000',
    ],
    [
      { receiver: fetchHandler, budgetMs: Number.POSITIVE_INFINITY },
      'bad-settings',
      'budgetMs is Infinity; give a number from 1 to 86400000',
    ],
    [
      { receiver: fetchHandler, rate: -1 },
      'bad-settings',
      'rate is -1; give a whole number from 1 to 100000',
    ],
    [{ receiver: fetchHandler, settings: { retryCount: 9 } }, 'bad-settings', expect.stringContaining('9')],
    [
      { receiver: fetchHandler, secret: undefined },
      'bad-secret',
      'the secret is empty; a YCM secret has 32 characters',
    ],
  ])('are reported in one sentence when wrong: %j', async (options, code, message) => {
    const given = { secret: testSecret, ...options };
    await expect(checkBy([passes], given as unknown as CheckOptions)).rejects.toMatchObject({
      code,
      message,
    });
  });
});

it('adds a rerun command, except if a rule alone cannot show its failure again', () => {
  const finish = withRerun(rules, ({ id }) => `again ${id}`, stateOfRun({ seed: 1 }), createRedactor([]));
  const rerunOf = (id: string) => finish({ id, verdict: 'fail' } as RuleResult).rerun;
  expect(rerunOf('retry/applies-once')).toBe('again retry/applies-once');
  expect(rerunOf('security/is-alive-at-the-end')).toBeUndefined();
});

it('the observer is whichever of the function, the command, the URL or the simulated service is given', () => {
  const optionOf = (given: Parameters<typeof observerOf>[0]) =>
    observerOf(given, { allowHosts: [], insecure: false })?.option;
  const downstream = {} as Downstream;
  expect(optionOf({})).toBeUndefined();
  expect(optionOf({ downstream })).toBe('downstreamPort');
  expect(optionOf({ downstream, observeUrl: 'http://h/' })).toBe('observeUrl');
  expect(optionOf({ downstream, observeCmd: './state.sh' })).toBe('observeCmd');
  expect(optionOf({ downstream, observe: () => null })).toBe('observe');
});

it('shows no state if it was declared to show a history', () => {
  const observerWith = (observeHistory: boolean) =>
    observerOf({ observe: () => null, observeHistory }, { allowHosts: [], insecure: false });
  expect(observerWith(true)?.showsState).toBe(false);
  expect(observerWith(false)?.showsState).toBe(true);
});
