import { didChange, type OneReport, type RuleContext, reportOfEachKind } from '../../../runner/rule-kit.ts';
import { expectKept } from './after-kill.ts';

/** Messages that are sent at once, one group after the other. */
type Groups = readonly (readonly OneReport[])[];

const pairs = 24;
/** Work that takes longer than its response. Some frameworks accept no more than 100 kB, which is about 900 DIDs. */
const listLengths = [600, 4000];

/** Many messages and finally large ones: a queue in memory still holds some of them. */
export function burst(ctx: RuleContext): Groups {
  const small = Array.from({ length: pairs }, () => reportOfEachKind(ctx)).flat();
  return [small, ...listLengths.map((length) => [largeReport(ctx, length)])];
}

function largeReport(ctx: RuleContext, length: number): OneReport {
  const sn = ctx.serial();
  const message = didChange(ctx, { sn, dids: length });
  return { what: `a DID change with ${length} DIDs`, sn, names: [sn], message };
}

/** One report of each kind, the capacity last, so that no later report can commit it. */
export function inTurn(ctx: RuleContext): Groups {
  return reportOfEachKind(ctx).map((report) => [report]);
}

/** Kills the receiver right after the last acknowledgement: whatever was acknowledged must show after the restart. */
export async function expectKeptAfterLastAck(ctx: RuleContext, groups: Groups): Promise<void> {
  const reports = groups.flat();
  const before = await Promise.all(reports.map(({ sn }) => ctx.observe(sn)));
  const acknowledged = new Set<OneReport>();
  const send = async (report: OneReport) => {
    const { isAcknowledged } = await ctx.deliver(report.message, { note: report.what });
    if (isAcknowledged) acknowledged.add(report);
  };
  for (const group of groups) await Promise.all(group.map(send));
  await ctx.receiver.kill();
  await ctx.receiver.start();
  const moment = `right after the last of ${reports.length} acknowledgements`;
  const isKept = reports.map(async (report, n) => {
    if (acknowledged.has(report)) await expectKept(ctx, report, before[n] ?? null, moment);
  });
  await Promise.all(isKept);
}
