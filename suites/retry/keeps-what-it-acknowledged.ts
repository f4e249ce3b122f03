import {
  defineRule,
  type OneReport,
  type ResultingState,
  type RuleContext,
  reportOfEachKind,
  type Sent,
} from '../../runner/rule-kit.ts';
import { count } from '../../text/words/count.ts';
import { applyReport, expectKept, expectOnce, expectRetried } from './kills/after-kill.ts';
import { burst, expectKeptAfterLastAck, inTurn } from './kills/kill-after-ack.ts';
import {
  after,
  earlierMs,
  kills,
  type Moment,
  momentInWords,
  momentsInWords,
  moreKills,
} from './kills/kill-moments.ts';

export const keepsWhatItAcknowledged = defineRule({
  id: 'retry/keeps-what-it-acknowledged',
  title: 'keeps what it acknowledged, and recognizes duplicates of it, across a kill and restart',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'retry-on-failure'],
  why: 'YCM never retries after a 2xx. A message that the receiver keeps only in memory is lost with the next deployment, crash or power failure.',
  fix: 'Respond only after the message is on disk. Commit it together with what identifies duplicates, and finish the remaining work at startup.',
  inProduction:
    'The receiver responds 204 and puts the message into a queue in memory. A deployment ends the process, and the queue is gone. YCM has its 2xx and never retries.',
  procedure: [
    'Near the end of the check, Hookswitch sends DID changes and capacity changes one after another. It kills your receiver right after the last acknowledgement, about 300 ms after the first, then restarts it. No other rule runs at the same time.',
    'It repeats this twice, once with the kill in the middle of the work. Then it kills your receiver four times right after the acknowledgement of a capacity change, and once after a burst that ends with a report of 4,000 DIDs. With --thorough, it also sends two of each kind at a time, and kills your receiver at more moments.',
    'The state must show acknowledged reports within twice --settle of the restart, and all others after they are sent again.',
    'Each PBX must end in the same state as without a kill, and a duplicate must change nothing.',
  ],
  lesson: 'store-then-answer',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/applies-once',
    'retry/remembers-long-enough',
    'retry/survives-a-lost-ack',
  ],
  needs: ['restart', 'observer', 'carriage'],
  async run(ctx) {
    const usual = await Promise.all(reportOfEachKind(ctx).map((report) => applyReport(ctx, report)));
    const responseMs = await responseTimeMs(ctx);
    const startedAt = performance.now();
    const endsAt = startedAt + (ctx.run.isThorough ? thoroughMs : usualMs);
    const tried: string[] = [];
    let longestMs = 0;
    for (const moments of ctx.run.isThorough ? [...kills, ...moreKills] : kills) {
      const start = performance.now();
      if (tried.length > 0 && (start > endsAt || ctx.run.leftMs() < margin * longestMs)) break;
      await killAt(ctx, moments, responseMs, usual);
      longestMs = Math.max(longestMs, performance.now() - start);
      tried.push(momentsInWords(moments));
    }
    const eachMs = (performance.now() - startedAt) / tried.length;
    for (const [what, groups] of lastAcks) {
      if (performance.now() > endsAt || ctx.run.leftMs() < 2 * eachMs) break;
      await expectKeptAfterLastAck(ctx, groups(ctx));
      tried.push(what);
    }
    ctx.note(`killed ${count(tried.length, 'time')}: ${tried.join('; ')}`);
  },
});

const ofCapacity = ['right after the acknowledgement of a capacity change', inTurn] as const;
/** The work after an acknowledgement may take less than a millisecond, so several kills are more likely to hit it. */
const lastAcks = [
  ...Array.from({ length: 4 }, () => ofCapacity),
  ['right after the last acknowledgement of a burst', burst],
] as const;

/** How long to continue (ms). */
const usualMs = 15_000;
const thoroughMs = 120_000;
/** The next kill may take this many times longer than the longest. */
const margin = 2;

/** The longer of two response times, without other traffic (ms). */
async function responseTimeMs(ctx: RuleContext): Promise<number> {
  const sent = [];
  for (const { message, what } of reportOfEachKind(ctx))
    sent.push(await ctx.deliver(message, { note: what }));
  return Math.max(...sent.map(({ elapsedMs }) => elapsedMs));
}

async function killAt(
  ctx: RuleContext,
  moments: readonly Moment[],
  responseMs: number,
  usual: readonly ResultingState[],
): Promise<void> {
  const reports = moments.flatMap((moment) =>
    [...reportOfEachKind(ctx), ...(moments.length > 1 ? [] : reportOfEachKind(ctx))].map((report) => ({
      ...report,
      moment,
    })),
  );
  const before = await Promise.all(reports.map(({ sn }) => ctx.observe(sn)));
  const sent = await sendUntilKilled(ctx, reports, responseMs);
  await ctx.receiver.start();
  const expectApplied = async (report: Timed, n: number) => {
    const expectEffect = sent[n]?.isAcknowledged ? expectKept : expectRetried;
    await expectEffect(ctx, report, before[n] ?? null, `receiver killed ${momentInWords(report.moment)}`);
  };
  await Promise.all(reports.map(expectApplied));
  const later = await Promise.all(reportOfEachKind(ctx).map((report) => applyReport(ctx, report)));
  await Promise.all(reports.map((report) => expectOnce(ctx, report, usual, later)));
}

/** A report, and when the receiver is killed relative to it. */
interface Timed extends OneReport {
  readonly moment: Moment;
}

/** Sends each report this long before the kill. The last ones decide when the receiver is killed. */
async function sendUntilKilled(
  ctx: RuleContext,
  reports: readonly Timed[],
  responseMs: number,
): Promise<readonly Sent[]> {
  const longestMs = Math.max(...reports.map(({ moment }) => earlierMs(moment, responseMs)));
  const sendings = reports.map(async ({ message, what, moment }) => {
    await ctx.pause(longestMs - earlierMs(moment, responseMs));
    return ctx.deliver(message, { note: `${what}, receiver killed ${momentInWords(moment)}` });
  });
  const all = Promise.all(sendings);
  // If the kill fails, nothing awaits them.
  all.catch(() => {});
  const last = reports.at(-1)?.moment ?? after(0);
  const isLast = (n: number) => reports[n]?.moment === last;
  if ('part' in last) await ctx.pause(longestMs);
  else await Promise.race(sendings.filter((_, n) => isLast(n))).then(() => ctx.pause(last.afterMs));
  await ctx.receiver.kill();
  return all;
}
