import { describe, expect, it } from 'vitest';
import { prepareRun } from '../../check/prepare.ts';
import { startDownstream } from '../../observation/downstream/downstream.ts';
import { CrashGuard } from '../../runner/crashes/crash-guard.ts';
import { defaultSettings, freshConnections } from '../../simulator/index.ts';
import { application } from '../runner/own-rules.ts';
import { budgetOf, observerWith } from '../runner/run-parts.ts';
import { type RunParts, withParts } from '../runner/state-of-run.ts';
import { withRun } from '../runner/watching/run-with.ts';

type Reported = Record<string, unknown> & { readonly sn: string };

/** An application that shows everything that was reported about a PBX, newer values instead of older ones. */
function reportingApp() {
  const reports: Reported[] = [];
  const app = application({
    apply: (before, report) => {
      reports.push(report as Reported);
      return { ...(before as object), ...report };
    },
  });
  return { ...app, reports };
}

const newestOfEach = (reports: readonly Reported[]) => [
  ...new Map(reports.map((report) => [report.sn, report])).values(),
];

/** What is known before the rules of a run start; `change` is applied to its state first. */
function preparedWith(
  given: Parameters<typeof withRun>[0],
  { change = {}, interrupt }: { readonly change?: RunParts; readonly interrupt?: AbortSignal } = {},
) {
  return withRun(given, (run, signal) =>
    prepareRun(withParts(run, change), budgetOf(600_000), interrupt ?? signal),
  );
}

/** The DID report and the capacity report that every check sends before its rules. */
const fewestReports = 2;

describe('preparing a run', () => {
  it('learns nothing without an observer', async () => {
    const { receiver, reports } = reportingApp();
    const { state } = await preparedWith({ receiver });
    expect(state).not.toHaveProperty('learned');
    expect(state).not.toHaveProperty('unlearned');
    expect(reports).toHaveLength(fewestReports);
  });

  it('learns nothing from an observer that shows something else at each look, and notes how', async () => {
    const { receiver, reports } = reportingApp();
    let looks = 0;
    const { state } = await preparedWith({ receiver, observe: (_sn) => ++looks });
    expect(state).not.toHaveProperty('learned');
    expect(state.seen.observerInstability).toEqual({
      how: 'for a PBX that got no messages, the state went from 1 to 2',
      comesBack: false,
    });
    expect(reports).toHaveLength(fewestReports);
  });

  it('neither connects nor looks if the run was interrupted before', async () => {
    const fresh = freshConnections({ allowHosts: [] });
    let [connections, looks] = [0, 0];
    const take = (url: URL) => {
      connections += 1;
      return fresh.take(url);
    };
    const { receiver } = reportingApp();
    const { state, beforehand } = await preparedWith(
      { receiver, observe: (_sn) => ++looks },
      { change: { connector: { ...fresh, take } }, interrupt: AbortSignal.abort() },
    );
    expect([state.guards.pace.ackMs, beforehand, connections, looks]).toEqual([0, undefined, 0, 0]);
  });

  it('ends when it is interrupted during the first message', async () => {
    const interrupt = new AbortController();
    const { state, beforehand } = await preparedWith(
      { receiver: () => interrupt.abort() },
      { interrupt: interrupt.signal },
    );
    expect([state.guards.pace.ackMs, beforehand]).toEqual([0, undefined]);
  });

  it('measures how many messages the receiver takes at once', async () => {
    const { receiver } = reportingApp();
    // However slow the machine is, several at once take less than a third of the timeout.
    const settings = { ...defaultSettings, timeoutSeconds: 60 };
    const { state, beforehand } = await preparedWith({ receiver }, { change: { settings } });
    expect(beforehand?.genuine.test[0].isAcknowledged).toBe(true);
    expect(state.guards.pace.ackMs).toBeGreaterThan(0);
    expect(state.guards.inFlight.bounds.atOnce).toBeGreaterThan(1);
  });

  it('does not measure a receiver that breaks the connection', async () => {
    let tests = 0;
    const { state, beforehand } = await preparedWith(
      {
        receiver: (request) => {
          tests += 1;
          request.socket.destroy();
        },
      },
      { change: { crashes: new CrashGuard(undefined, 60_000, () => {}) } },
    );
    const sent = beforehand?.genuine;
    expect(sent?.test.at(-1)?.outcome.kind).toBe('connection-failed');
    expect(state.guards.pace.ackMs).toBe(0);
    // And a shorter test message, as the size may be the reason.
    expect(tests).toBe([sent?.test, sent?.dids, sent?.capacity].flat().length + 1);
  });
});

describe('what a run learns', () => {
  const each = { showsEffects: true, isPerPbx: true, showsState: true };

  it.each<[string, object, (app: ReturnType<typeof reportingApp>) => (sn: string) => unknown]>([
    ['each PBX', each, ({ observe }) => observe],
    [
      'all PBXs, whichever is requested',
      { ...each, isPerPbx: false },
      ({ reports }) =>
        (_sn) =>
          newestOfEach(reports),
    ],
    [
      'all PBXs at one address',
      { showsEffects: false, isPerPbx: false, showsState: true },
      ({ reports }) =>
        () =>
          newestOfEach(reports),
    ],
    [
      'only the capacity',
      { ...each, showsEffects: false },
      ({ reports }) =>
        (sn) =>
          reports.findLast((report) => report.sn === sn && 'repository' in report)?.repository ?? null,
    ],
  ])('is that an observer shows %s', async (_what, expected, observeWith) => {
    const app = reportingApp();
    const { state } = await preparedWith({ receiver: app.receiver, observe: observeWith(app) });
    const { isPerPbx, showsState } = state.observation.observer ?? {};
    expect({ showsEffects: state.seen.showsEffects, isPerPbx, showsState }).toEqual(expected);
  });

  it('is what the receiver does to its downstream service', async () => {
    const downstream = await startDownstream();
    const { receiver } = application({
      apply: (_before, report) =>
        void fetch(`${downstream.url}/${report.sn}`, { method: 'POST', body: JSON.stringify(report) }),
    });
    const { state } = await preparedWith({ receiver, downstream, settleMs: 2000 });
    await downstream.close();
    expect(state.observation.learned?.effects).toEqual({ dids: true, capacity: true });
    expect(state.observation.observer?.showsState).toBe(false);
  });

  it('is the whole state, even if it takes several looks to show', async () => {
    const { receiver, reports, observe } = reportingApp();
    const looks = new Map<number, number>();
    const { state } = await preparedWith({
      receiver,
      settleMs: 2000,
      // After each report it first shows only that something is in progress.
      observe: (sn) => {
        const at = reports.findLastIndex((report) => report.sn === sn);
        if (at < 0) return null;
        const nth = (looks.get(at) ?? 0) + 1;
        looks.set(at, nth);
        return nth < 6 ? 'pending' : observe(sn);
      },
    });
    expect([...(state.observation.learned?.shows.keys() ?? [])]).toEqual(
      expect.arrayContaining(['did', 'trunkName']),
    );
  });
});

describe('an observer that fails while a run learns', () => {
  /** It works when the check first looks at it, twice, and fails at these looks. */
  async function failingAt(isFailing: (look: number) => boolean, fail: () => Promise<never>) {
    const { receiver, observe } = reportingApp();
    let looks = 0;
    const working = observerWith(observe);
    const observer = {
      ...working,
      observe: (sn: string, signal: AbortSignal) =>
        isFailing(++looks) ? fail() : working.observe(sn, signal),
    };
    return (await preparedWith({ receiver }, { change: { observer } })).state;
  }
  const _inTrouble = async () => ({ kind: 'trouble', reason: 'no connection to the database' }) as never;

  it('ends the run if the failure is an internal error', async () => {
    const mistake = new TypeError('our mistake');
    const learning = failingAt(
      (look) => look > 2,
      () => Promise.reject(mistake),
    );
    await expect(learning).rejects.toBe(mistake);
  });
});
