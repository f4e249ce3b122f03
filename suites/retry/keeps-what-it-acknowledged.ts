import { expectOnce, expectShown, lead, retry } from '../after-kill.ts';
import { type Led, type OneReport, reportOfEachKind } from '../one-report.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const keepsWhatItAcknowledged = defineRule({
  id: 'retry/keeps-what-it-acknowledged',
  title: 'keeps what it has acknowledged, and knows its repetition, when it is killed and started again',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'resend-on-failure'],
  why: 'A 2xx is the end of it for YCM: what the receiver has in memory only is lost with the next deployment, crash or power cut.',
  hint: 'Answer when the message is on disk: commit it first, together with what repetitions are recognised by, and begin with what is left of the work when you start.',
  needs: ['restart', 'observer', 'carriage'],
  async run(ctx) {
    const usual = await Promise.all(reportOfEachKind(ctx).map((report) => lead(ctx, report)));
    const answerMs = await answerTimeMs(ctx);
    const endsAt = performance.now() + (ctx.isThorough ? thoroughMs : usualMs);
    const tried: string[] = [];
    for (const moment of ctx.isThorough ? [...moments, ...moreMoments] : moments) {
      if (tried.length > 1 && performance.now() > endsAt) break;
      await killAt(ctx, moment, answerMs, usual);
      tried.push(inWords(moment));
    }
    ctx.note(`killed ${tried.length} times: ${tried.join(', ')}`);
  },
});

/** When it is killed: so long after the first acknowledgement (ms), or after this part of the time that it takes for one. */
type Moment = { readonly afterMs: number } | { readonly part: number };

/** What starts slowly is killed at the first of these only. */
const moments: readonly Moment[] = [
  ...[0, 20].map(after),
  { part: 0.5 },
  ...[1, 100, 5].map(after),
  { part: 0.25 },
  { part: 0.75 },
  after(300),
];
const moreMoments: readonly Moment[] = [2, 10, 50, 200, 600, 1000, 0, 1, 2, 5].map(after);
/** How long to go on (ms). */
const usualMs = 15_000;
const thoroughMs = 120_000;

function after(afterMs: number): Moment {
  return { afterMs };
}

/** The longer of two answers, with nothing else under way (ms). */
async function answerTimeMs(ctx: RuleContext): Promise<number> {
  const sent = [];
  for (const { message, what } of reportOfEachKind(ctx))
    sent.push(await ctx.deliver(message, { note: what }));
  return Math.max(...sent.map(({ elapsedMs }) => elapsedMs));
}

async function killAt(
  ctx: RuleContext,
  moment: Moment,
  answerMs: number,
  usual: readonly Led[],
): Promise<void> {
  const reports = [...reportOfEachKind(ctx), ...reportOfEachKind(ctx)];
  const before = await Promise.all(reports.map(({ sn }) => ctx.observe(sn)));
  const sendings = reports.map(({ message, what }) =>
    ctx.deliver(message, { note: `${what}, killed ${inWords(moment)}` }),
  );
  if ('afterMs' in moment) await Promise.race(sendings);
  await ctx.pause('afterMs' in moment ? moment.afterMs : moment.part * answerMs);
  await ctx.kill();
  const sent = await Promise.all(sendings);
  await ctx.start();
  const expectKept = async (report: OneReport, n: number) => {
    const wasAcknowledged = sent[n]?.isAcknowledged === true;
    if (!wasAcknowledged) await retry(ctx, report);
    const which = wasAcknowledged ? 'that it had acknowledged' : 'that came again after the kill';
    await expectShown(ctx, report, before[n] ?? null, `${which} (killed ${inWords(moment)})`);
  };
  await Promise.all(reports.map(expectKept));
  const later = await Promise.all(reportOfEachKind(ctx).map((report) => lead(ctx, report)));
  await Promise.all(reports.map((report) => expectOnce(ctx, report, usual, later)));
}

function inWords(moment: Moment): string {
  return 'afterMs' in moment
    ? `${moment.afterMs} ms after an acknowledgement`
    : `within its work, at ${moment.part * 100} % of its time`;
}
