import { expectOnce, expectShown, lead, retry } from '../../runner/context/after-kill.ts';
import {
  after,
  earlierMs,
  kills,
  type Moment,
  momentInWords,
  momentsInWords,
  moreKills,
} from '../../runner/context/kill-moments.ts';
import { type Led, type OneReport, reportOfEachKind } from '../../runner/context/one-report.ts';
import { defineRule, type RuleContext, type Sent } from '../../runner/rule-kit.ts';
import { option, sentence } from '../../text/option-words.ts';

export const keepsWhatItAcknowledged = defineRule({
  id: 'retry/keeps-what-it-acknowledged',
  title: 'keeps what it has acknowledged, and knows its repetition, when it is killed and started again',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'resend-on-failure'],
  why: 'A 2xx is the end of it for YCM: what the receiver has in memory only is lost with the next deployment, crash or power cut.',
  fix: 'Answer when the message is on disk: commit it first, together with what repetitions are recognised by, and begin with what is left of the work when you start.',
  inProduction:
    'The receiver says 204 and keeps the message in memory for later. A deployment, a crash or the kernel ends the process, and what was in the queue is gone. YCM has its 2xx and never sends it again.',
  tried: sentence`Alone, and after all rules but the last. Sends DID changes and capacity changes one after the other, so that a kill comes 300 ms after the acknowledgement of the first and right after that of the last; starts the receiver again, and does the same twice more, once with kills in the middle of the work; with ${option('thorough')} also with two of each at a time, at more moments. What was acknowledged has to show, what was not is sent again and then has to show, each has to end as one that nothing happened to, and a repetition has to change nothing.`,
  lesson: 'store-then-answer',
  needs: ['restart', 'observer', 'carriage'],
  async run(ctx) {
    const usual = await Promise.all(reportOfEachKind(ctx).map((report) => lead(ctx, report)));
    const answerMs = await answerTimeMs(ctx);
    const endsAt = performance.now() + (ctx.run.isThorough ? thoroughMs : usualMs);
    const tried: string[] = [];
    for (const moments of ctx.run.isThorough ? [...kills, ...moreKills] : kills) {
      if (tried.length > 0 && performance.now() > endsAt) break;
      await killAt(ctx, moments, answerMs, usual);
      tried.push(momentsInWords(moments));
    }
    ctx.note(`killed ${tried.length} times: ${tried.join('; ')}`);
  },
});

/** How long to go on (ms). */
const usualMs = 15_000;
const thoroughMs = 120_000;

/** The longer of two answers, with nothing else under way (ms). */
async function answerTimeMs(ctx: RuleContext): Promise<number> {
  const sent = [];
  for (const { message, what } of reportOfEachKind(ctx))
    sent.push(await ctx.deliver(message, { note: what }));
  return Math.max(...sent.map(({ elapsedMs }) => elapsedMs));
}

async function killAt(
  ctx: RuleContext,
  moments: readonly Moment[],
  answerMs: number,
  usual: readonly Led[],
): Promise<void> {
  const reports = moments.flatMap((moment) =>
    [...reportOfEachKind(ctx), ...(moments.length > 1 ? [] : reportOfEachKind(ctx))].map((report) => ({
      ...report,
      moment,
    })),
  );
  const before = await Promise.all(reports.map(({ sn }) => ctx.observe(sn)));
  const sent = await sendUntilKilled(ctx, reports, answerMs);
  await ctx.receiver.start();
  const expectKept = async (report: Timed, n: number) => {
    const wasAcknowledged = sent[n]?.isAcknowledged === true;
    if (!wasAcknowledged) await retry(ctx, report);
    const which = wasAcknowledged ? 'acknowledged before the kill' : 'resent after the kill';
    await expectShown(ctx, report, before[n] ?? null, `${which} (kill ${momentInWords(report.moment)})`);
  };
  await Promise.all(reports.map(expectKept));
  const later = await Promise.all(reportOfEachKind(ctx).map((report) => lead(ctx, report)));
  await Promise.all(reports.map((report) => expectOnce(ctx, report, usual, later)));
}

/** A report, and the moment in its life at which the kill comes. */
interface Timed extends OneReport {
  readonly moment: Moment;
}

/** Sends each report so much earlier than the kill as its moment says. The last ones say when that is. */
async function sendUntilKilled(
  ctx: RuleContext,
  reports: readonly Timed[],
  answerMs: number,
): Promise<readonly Sent[]> {
  const longestMs = Math.max(...reports.map(({ moment }) => earlierMs(moment, answerMs)));
  const sendings = reports.map(async ({ message, what, moment }) => {
    await ctx.pause(longestMs - earlierMs(moment, answerMs));
    return ctx.deliver(message, { note: `${what}, kill ${momentInWords(moment)}` });
  });
  const last = reports.at(-1)?.moment ?? after(0);
  const isLast = (n: number) => reports[n]?.moment === last;
  if ('part' in last) await ctx.pause(longestMs);
  else await Promise.race(sendings.filter((_, n) => isLast(n))).then(() => ctx.pause(last.afterMs));
  await ctx.receiver.kill();
  return Promise.all(sendings);
}
