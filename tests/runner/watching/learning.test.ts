import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import { checkFixture, idsOf } from '../check-fixture.ts';
import { checkOwn, ownRule } from '../own-rules.ts';

type Reported = Record<string, unknown> & { readonly sn: string; readonly updateTime: number };

interface Behavior {
  /** What is shown for a PBX: everything applied, and the part about this PBX, each in order. */
  readonly show: (own: readonly Reported[], all: readonly Reported[]) => unknown;
  readonly status?: number;
  readonly applies?: (message: unknown) => boolean;
  /** Whether the observer takes a serial number. */
  readonly isPerPbx?: boolean;
}

/** What a check learns about the observer of an application that applies messages before it acknowledges them. */
async function learnedOf({ show, status = 200, applies = Array.isArray, isPerPbx = true }: Behavior) {
  const all: Reported[] = [];
  const messages: unknown[] = [];
  const receiver: RequestListener = async (request, response) => {
    const body = await buffer(request);
    const message: unknown = JSON.parse(body.toString());
    messages.push(message);
    if (status === 200 && applies(message)) all.push(...([message].flat() as Reported[]));
    response.writeHead(status).end();
  };
  const observe = isPerPbx
    ? (sn: string) =>
        show(
          all.filter((report) => report.sn === sn),
          all,
        )
    : () => show([], all);
  const passes = ownRule('passes', async () => {});
  const { observer } = await checkOwn([passes], { receiver, observe, settleMs: 50 });
  return { learned: observer?.learned, messages };
}

const lastOf = (own: readonly Reported[]) => ({
  dids: own.findLast((report) => 'event' in report) ?? null,
  capacity: own.findLast((report) => 'repository' in report) ?? null,
});
const listOf = ({ trunkDidInfoList: list }: Reported) =>
  (list ?? []) as { readonly did: string; readonly trunkName: string }[];

describe('what a check learns about an observer', () => {
  it('includes every field that it shows', async ({ expect }) => {
    const { learned } = await learnedOf({ show: lastOf });
    expect(learned?.hides).toEqual([]);
    expect(learned?.shows).toContainEqual({ field: 'modifier', form: 'text' });
    expect(learned?.shows).toContainEqual({ field: 'updateTime', form: 'number' });
    expect(learned).not.toHaveProperty('problem');
    expect(learned).not.toHaveProperty('appliesOnly');
  });

  it('is based on values none of which is part of another', async ({ expect }) => {
    const { messages } = await learnedOf({ show: lastOf });
    const reports = messages.flat() as Reported[];
    const values = (report: Reported | undefined) =>
      [
        ...(report ? listOf(report) : []).flatMap((info) => Object.values(info)),
        ...Object.values(report?.repository ?? {}),
      ].filter((value) => value !== 'yes' && value !== 'no');
    const dids = values(reports.find((report) => listOf(report).length === 2));
    const capacity = values(reports.find((report) => 'repository' in report));
    expect([dids.length, capacity.length]).toEqual([8, 7]);
    for (const all of [dids, capacity])
      for (const one of all) expect(all.filter((other) => other.includes(one))).toEqual([one]);
  });

  it('is nothing else if it shows only trunk names', async ({ expect }) => {
    const names = (own: readonly Reported[]) => own.flatMap(listOf).map(({ trunkName }) => trunkName);
    const { learned } = await learnedOf({ show: (own) => names(own.slice(-1)) });
    expect(learned?.shows).toEqual([{ field: 'trunkName', form: 'text' }]);
  });

  it.each<[string, string | undefined, Behavior['show']]>([
    ['every report that arrived', undefined, (own) => own],
    [
      'every DID that arrived, each once',
      undefined,
      (own) => [...new Set(own.flatMap(listOf).map(({ did }) => did))],
    ],
    ['nothing', 'no-effect', () => null],
    ['all PBXs', 'shows-all', (_own, all) => Object.fromEntries(all.map((report) => [report.sn, report]))],
    [
      'all PBXs for a known one',
      'shows-all',
      (own, all) => (own.length === 0 ? null : Object.fromEntries(all.map((report) => [report.sn, report]))),
    ],
    ['what arrived last', 'one-state', (_own, all) => all.at(-1) ?? null],
  ])('for one that shows %s is: %s', async (_what, problem, show) => {
    expect((await learnedOf({ show })).learned?.problem).toBe(problem);
  });

  it.each<[string, Behavior['show'], readonly string[]]>([
    ['a number', (own, all) => ({ own: lastOf(own), stats: { reports: all.length } }), ['stats.reports']],
    ['the latest report', (own, all) => ({ own: lastOf(own), latest: all.at(-1) ?? {} }), ['latest']],
    ['a list', (own, all) => ({ own: lastOf(own), latest: all.slice(-3) }), ['latest']],
  ])('ignores %s that is the same for all PBXs', async (_what, show, places) => {
    const { learned } = await learnedOf({ show });
    expect(learned?.problem).toBeUndefined();
    for (const place of places)
      expect(learned?.ignores?.some((one) => one === place || one.startsWith(`${place}.`))).toBe(true);
    expect(learned?.shows).toContainEqual({ field: 'did', form: 'text' });
  });

  it.each<[string, Behavior['show']]>([
    ['', (_own, all) => lastOf(all)],
    [' beside a number for each PBX', (own, all) => ({ ...lastOf(all), reports: own.length })],
  ])('ignores nothing that shows the content of reports%s', async (_beside, show) => {
    const { learned } = await learnedOf({ show });
    expect(learned?.ignores).toBeUndefined();
    expect(learned?.problem).toBe('one-state');
  });

  it('is the whole state that all PBXs share, if it takes no serial number', async ({ expect }) => {
    const { learned } = await learnedOf({
      show: (_own, all) => Object.fromEntries(all.map((report) => [report.sn, report])),
      isPerPbx: false,
    });
    expect(learned).not.toHaveProperty('problem');
    expect(learned?.shows).toContainEqual({ field: 'did', form: 'text' });
    expect(learned?.shows).toContainEqual({ field: 'extensions', form: 'text' });
  });

  const isNewerBy = (seconds: number) => (message: unknown) =>
    [message].flat().every((one) => (one as Reported).updateTime > Date.now() / 1000 + seconds);

  it('is learned from later reports if earlier ones show nothing', async () => {
    const { learned } = await learnedOf({ show: lastOf, applies: isNewerBy(-60) });
    expect(learned?.shows).toContainEqual({ field: 'did', form: 'text' });
    expect(learned).not.toHaveProperty('problem');
  });

  it('is that all PBXs share one state, even if an earlier check left a newer report there', async () => {
    const show: Behavior['show'] = (_own, all) => all.at(-1) ?? 'what an earlier check sent';
    const { learned } = await learnedOf({ show, applies: isNewerBy(30) });
    expect(learned?.problem).toBe('one-state');
  });

  it('is that all PBXs share one state, with what an earlier check left there, and nothing older is applied', async () => {
    let known: { did: number; capacity: number } | undefined;
    const newestTimes = () => {
      const soon = Date.now() / 1000 + 30;
      known ??= { did: soon, capacity: soon };
      return known;
    };
    const applies = (message: unknown) =>
      [message].flat().every((one) => {
        const { event, updateTime } = one as Reported;
        const kind = event ? 'did' : 'capacity';
        const newest = newestTimes();
        const isNewer = updateTime > newest[kind];
        if (isNewer) newest[kind] = updateTime;
        return isNewer;
      });
    const left = () => [
      { event: 'did_change', sn: '36A', trunkDidInfoList: [], updateTime: newestTimes().did },
      { repository: {}, sn: '36A', updateTime: newestTimes().capacity },
    ];
    const { learned, messages } = await learnedOf({
      show: (_own, all) => lastOf([...left(), ...all]),
      applies,
    });
    expect(learned?.problem).toBe('one-state');
    // A time in milliseconds would be newer than every report to come.
    expect((messages.flat() as Reported[]).filter(({ updateTime }) => updateTime > 1e12)).toEqual([]);
  });

  it.each<[string, (message: unknown) => boolean]>([
    ['objects', (message) => !Array.isArray(message)],
    ['milliseconds', (message) => [message].flat().some((one) => (one as Reported).updateTime > 1e12)],
  ])('is that it works if the receiver applies only %s', async (form, applies) => {
    const { learned } = await learnedOf({ show: lastOf, applies });
    expect(learned?.appliesOnly).toBe(form);
    expect(learned?.problem).toBeUndefined();
    expect(learned?.shows).toContainEqual({ field: 'did', form: 'text' });
  });
});

/** The smallest set of rules: one that observes. */
async function reportOf(create: CreateReceiver, options: Parameters<typeof checkFixture>[1] = {}) {
  const report = await checkFixture(create, { rules: ['retry/applies-once'], settleMs: 300, ...options });
  return { report, learned: report.observer?.learned };
}

const reasonCodesOf = ({ results }: Report) => results.map(({ reasonCode }) => reasonCode);

describe('what a check says about an observer', () => {
  it('that shows nothing about acknowledged messages leaves the receiver unchecked', async () => {
    const { report, learned } = await reportOf(withParts({ show: () => null }));
    expect(learned?.problem).toBe('no-effect');
    expect(reasonCodesOf(report)).toEqual(['nothing-shown']);
  });

  it('that works is distinguished from a receiver that applies nothing', async () => {
    const objects = withParts({
      readReports: (message) =>
        (Array.isArray(message) ? [] : [{ ...(message as object), kind: 'did', dids: [] }]) as never,
    });
    const { report, learned } = await reportOf(objects, { rules: ['message/applies-every-item'] });
    expect(learned).toMatchObject({ appliesOnly: 'objects' });
    expect(learned?.problem).toBeUndefined();
    expect(idsOf(report, 'fail')).toEqual(['message/applies-every-item']);
    expect(report.results[0]?.finding?.actual).toContain('though a report outside an array is applied');
  });

  it('that shows only the last message reveals that PBXs share one state', async () => {
    let last: unknown = null;
    const shares = withParts({
      apply: (_store, report) => {
        last = report;
      },
      show: () => last,
    });
    const { report, learned } = await reportOf(shares);
    expect(learned?.problem).toBe('one-state');
    expect(report.results[0]).toMatchObject({ verdict: 'skipped', need: 'own-states' });
  });

  it('that reveals nothing is reported, and left to the rules', async () => {
    const refuses = withParts({ isGenuine: () => false });
    const { report, learned } = await reportOf(refuses);
    expect(learned).toBeUndefined();
    expect(reasonCodesOf(report)).toEqual(['not-acknowledged']);
  });
});

it.each(['{SN}', '{ sn }', '%7Bsn%7D', ':sn', '<sn>', '$sn'])(
  'refuses %s as a placeholder',
  async (placeholder) => {
    const observeUrl = `http://127.0.0.1:1/state?sn=${placeholder}`;
    await expect(checkFixture(createReference, { observeUrl })).rejects.toMatchObject({
      code: 'bad-observer',
    });
  },
);
