import { labelOf } from '../../../replay/attempt-lines.ts';
import { type ReplayEnd, type ReplayListener, type ReplayPlan, replayAll } from '../../../replay/send-all.ts';
import { isAsExpected } from '../../../replay/verdict.ts';
import { attemptAsData } from '../../../sending/attempt-data.ts';
import { type AttemptEnd, shown } from '../../../sending/lines.ts';
import { createLog } from '../../../sending/log.ts';
import type { Wanted } from '../../../sending/wanted.ts';
import { redactorOf } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { ReplayFlags } from './command.ts';
import { replayHeadline } from './headline.ts';
import { planReplay } from './plan.ts';

const exitCodeOf: Readonly<Record<ReplayEnd, number>> = {
  'as-expected': exitCodes.passed,
  'not-as-expected': exitCodes.failed,
  unreachable: exitCodes.unreachable,
  interrupted: exitCodes.interrupted,
};

/** `hookswitch replay <file> [url]`: sends recorded messages again, after validating all of them. */
export async function replay(
  file: string,
  url: string | undefined,
  flags: ReplayFlags,
  io: Io,
): Promise<number> {
  const plan = await planReplay(file, url, flags, io);
  if (!plan || io.signal.aborted) return exitCodes.interrupted;
  const people = flags.json ? io.stderr : io.stdout;
  if (plan === 'nothing-missed') {
    people.write('Nothing to send: the receiver acknowledged every forwarded message.\n');
    return exitCodes.passed;
  }
  const colors = colorsFor(people, io.env);
  const { secret, headers } = plan.sending;
  const urls = plan.messages.map(({ url: to }) => to);
  const redactor = redactorOf({ secrets: [secret], urls, headers });
  const hasExpected = plan.messages.some(({ recorded }) => recorded.expected !== undefined);
  const log = createLog({
    stream: people,
    colors,
    redactor,
    deliveries: plan.messages.length,
    isFanOut: false,
    ...(hasExpected ? { wanted: asExpected(plan) } : {}),
  });
  const listener: ReplayListener = {
    started: (message, start) => log.attemptStarted({ ...start, event: shown(labelOf(message), redactor) }),
    ended(message, end, startedAt) {
      log.attemptEnded({ ...end, event: shown(labelOf(message), redactor) });
      if (!flags.json) return;
      const { place, expected } = message.recorded;
      const source = { seed: plan.seed, file: undefined };
      const data = attemptAsData({ ...end, event: redactor.text(end.event) }, startedAt, source, redactor);
      const line = { ...data, recorded: place, ...(expected ? { expected: expected.verdict } : {}) };
      io.raw.stdout.write(`${JSON.stringify(line)}\n`);
    },
    messageEnded: (isMet) => log.messageEnded(isMet),
  };
  people.write(redactor.text(replayHeadline(plan, colors)));
  const end = await replayAll(plan, listener, io.signal);
  log.summary(end === 'interrupted' || end === 'unreachable');
  return exitCodeOf[end];
}

/** The recording's expectation decides, if it has one. */
function asExpected({ messages }: ReplayPlan): Wanted<AttemptEnd> {
  return {
    words: 'as expected',
    isMet: ({ n, outcome }) => isAsExpected(outcome, messages[n - 1]?.recorded.expected),
  };
}
