import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { learnObserver } from '../../../runner/watching/learning.ts';
import { withRun } from './run-with.ts';

type Reported = Record<string, unknown> & { readonly sn: string; readonly updateTime: number };

interface Behavior {
  /** What is shown of the reports about a PBX, and about all, in order. */
  readonly show: (own: readonly Reported[], all: readonly Reported[]) => unknown;
  /** Whether the nth message of its kind is rejected, from 1. */
  readonly rejects?: (kind: 'dids' | 'capacity', nth: number) => boolean;
}

/** What is learned about an application's observer, what is ignored, and the reports that it applied. */
async function learnedWith({ show, rejects = () => false }: Behavior) {
  const messages = { dids: 0, capacity: 0 };
  const applied: Reported[] = [];
  const receiver: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const reports: Reported[] = JSON.parse(Buffer.concat(chunks).toString());
    const kind = reports.some(isDids) ? 'dids' : 'capacity';
    messages[kind] += 1;
    const isRejected = rejects(kind, messages[kind]);
    if (!isRejected) applied.push(...reports);
    response.writeHead(isRejected ? 503 : 200).end();
  };
  const observe = (sn: string) =>
    show(
      applied.filter((report) => report.sn === sn),
      applied,
    );
  return withRun({ receiver, observe }, async (run, signal) => {
    const learned = await learnObserver(run, 10_000, signal);
    return { learned, ignored: [...run.seen.ignored.noise], applied };
  });
}

const didsOf = (report: Reported | undefined) =>
  ((report?.trunkDidInfoList ?? []) as { readonly did: string }[]).map(({ did }) => did);
const isDids = (report: Reported): boolean => 'event' in report;
const isCapacity = (report: Reported) => 'repository' in report;
const repositoryOf = (own: readonly Reported[]) => own.findLast(isCapacity)?.repository ?? null;
const show = (own: readonly Reported[]): object => ({
  dids: didsOf(own.findLast(isDids)),
  capacity: repositoryOf(own),
});

describe('learning', () => {
  it('keeps the last report of each kind and the state after it, to repeat it later', async ({ expect }) => {
    const { learned, applied } = await learnedWith({ show });
    const last = [applied.findLast(isDids), applied.findLast(isCapacity)];
    expect(learned.early.map(({ message }) => [message].flat())).toEqual(
      expect.arrayContaining(last.map((report) => [report])),
    );
    expect(learned.early).toHaveLength(2);
    for (const { sn, state } of learned.early)
      expect(state).toEqual(show(applied.filter((report) => report.sn === sn)));
  });

  it('ends with the state of a PBX that gets no more messages, and of one that got none', async ({
    expect,
  }) => {
    const { learned, applied } = await learnedWith({ show });
    const { resting, untouched, at } = learned;
    expect(resting).toMatchObject({
      state: show(applied.filter(({ sn }) => sn === resting.sn)),
      isAbsent: false,
    });
    expect(resting.since).toBeLessThanOrEqual(at);
    expect(applied.some(({ sn }) => sn === untouched.sn)).toBe(false);
    expect(untouched.state).toEqual({ dids: [], capacity: null });
  });

  it('sends later reports with later times', async ({ expect }) => {
    const { applied } = await learnedWith({ show });
    const times = applied.filter(isDids).map(({ updateTime }) => updateTime);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });

  it('finds out how a state marks removed DIDs that it keeps', async ({ expect }) => {
    const marking = (own: readonly Reported[]) => {
      const current = didsOf(own.findLast(isDids));
      const all = [...new Set(own.flatMap(didsOf))];
      return { dids: all.map((did) => ({ did, removed: !current.includes(did) })), capacity: null };
    };
    const { learned } = await learnedWith({ show: marking });
    expect(learned.current).toEqual({ path: '.dids[].did', field: '.dids[].removed', value: false });
    expect((await learnedWith({ show })).learned.current).toBeUndefined();
  });

  it('sends a capacity report again if the first is rejected, and does without if the second is', async ({
    expect,
  }) => {
    const once = await learnedWith({ show, rejects: (kind, nth) => kind === 'capacity' && nth === 1 });
    expect(once.learned.effects).toEqual({ dids: true, capacity: true });
    const always = await learnedWith({ show: (own) => own.length, rejects: (kind) => kind === 'capacity' });
    expect(always.learned.effects).toEqual({ dids: true, capacity: false });
  });

  it('ignores a part that all PBXs share, even if it changes later than another one', async ({ expect }) => {
    const sharing: Behavior['show'] = (own, all) => ({
      ...show(own),
      reports: all.length,
      busy: all.length > 5,
    });
    const { learned, ignored } = await learnedWith({ show: sharing });
    expect(learned.problem).toBeUndefined();
    expect(ignored).toEqual(['reports', 'busy']);
  });

  it('uses the whole state if it cannot learn without a part of it', async ({ expect }) => {
    // The third DID report is the first that is sent to learn without that part.
    const rejects: Behavior['rejects'] = (kind, nth) => kind === 'dids' && nth === 3;
    const counting: Behavior['show'] = (own, all) => ({ ...show(own), reports: all.length });
    const { learned, ignored } = await learnedWith({ show: counting, rejects });
    expect(learned.problem).toBe('shows-all');
    expect(ignored).toEqual([]);
  });

  it('is over if a DID report is rejected', async ({ expect }) => {
    await expect(
      learnedWith({ show, rejects: (kind, nth) => kind === 'dids' && nth === 1 }),
    ).rejects.toMatchObject({
      reason: {
        reasonCode: 'not-acknowledged',
        what: 'a genuine message, to learn what the observer shows',
      },
    });
  });

  it.each<[string, Behavior['show'], boolean]>([
    [
      'shows which PBXs are known',
      (own) => ({ dids: didsOf(own.findLast(isDids)), known: own.length > 0 }),
      false,
    ],
    ['counts reports', (own) => ({ dids: didsOf(own.findLast(isDids)), reports: own.length }), true],
    ['shows capacity', show, true],
  ])('knows whether capacity reports show anything if a state %s', async (_what, showing, expected) => {
    const { learned } = await learnedWith({ show: showing });
    expect(learned.effects).toEqual({ dids: true, capacity: expected });
  });
});
