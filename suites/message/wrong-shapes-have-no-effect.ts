import {
  assumeEffect,
  defineRule,
  deliverAll,
  didChange,
  expectSameState,
  isSame,
  type Json,
} from '../../runner/rule-kit.ts';
import { isRecord } from '../../schemas/is-record.ts';
import { nonsenseAbout } from '../cases/nonsense.ts';

export const wrongShapesHaveNoEffect = defineRule({
  id: 'message/wrong-shapes-have-no-effect',
  title: 'changes nothing when a malformed report arrives',
  level: 'must',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event'],
  why: 'If the receiver treats a list of the wrong type as empty, a PBX loses all its DIDs.',
  fix: "Validate the whole report before you store any of it. Don't replace a missing or wrong field with a default.",
  inProduction:
    'One day trunkDidInfoList is missing because of a bug. The code says "|| []" for convenience, and a PBX loses all 200 of its numbers. The response is a 200, so nobody notices.',
  procedure: [
    'Hookswitch sends a DID change and waits for its effect.',
    'It sends newer reports with a field of the wrong type, about this PBX and about an unknown one.',
    'After a quiet period both states must be unchanged. Your receiver may still pass such a report on to a service unchanged.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const [known, unknown] = [ctx.serial(), ctx.serial()];
    const before = await assumeEffect(ctx, known, didChange(ctx, { sn: known }));
    const unknownBefore = await ctx.observe(unknown);
    const nonsense = [known, unknown].map((sn) => nonsenseAbout(ctx, sn));
    await Promise.all(nonsense.map((noted) => deliverAll(ctx, noted)));
    const reports = nonsense.flatMap((noted) => noted.flatMap(([, message]) => message));
    const own = (state: Json) => (ctx.sees.state ? state : withoutRelayed(state, reports));
    const expectUnchanged = async (sn: string, state: Json, when: string) =>
      expectSameState(state, own(await ctx.observeQuiet(sn)), when);
    await Promise.all([
      expectUnchanged(known, before, 'after malformed reports about a known PBX'),
      expectUnchanged(unknown, unknownBefore, 'after malformed reports about an unknown PBX'),
    ]);
  },
});

/** Without calls that contain a report unchanged. A receiver that only passes reports on leaves their validation to the service. */
function withoutRelayed(calls: Json, reports: readonly unknown[]): Json {
  if (!Array.isArray(calls)) return calls;
  return calls.filter((call) => !reports.some((report) => containsAll(call, report)));
}

/** Whether a value, or one inside it, has all fields of a report. It may have more, such as the time of arrival. */
function containsAll(value: unknown, report: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isRecord(report)) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const isWhole = Object.entries(report).every(
    ([key, sent]) => Object.hasOwn(fields, key) && isSame(fields[key] as Json, sent as Json),
  );
  return isWhole || Object.values(fields).some((inner) => containsAll(inner, report));
}
