import { deliver, retryDelaysMs, systemClock, transmit } from '../../simulator/index.ts';
import { createRedactor, displayUrl, fingerprint, type Redactor } from '../../suites/redact.ts';
import { count } from '../../suites/reports/words.ts';
import { attemptAsData } from '../attempt-data.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Colors, colorsFor, type Io } from '../io.ts';
import { createJournal, type SendJournal } from '../send-journal.ts';
import type { AttemptEnd } from '../send-lines.ts';
import { planOf, type SendFlags, type SendPlan } from '../send-plan.ts';

export type { SendFlags };

/**
 * `hookswitch send <url>`: one message or more, as YCM would. A fault is in every attempt of a message; one that cuts the connection
 * is in the first only, for it is a mishap of the line: the resend that follows is genuine, the same bytes and signature.
 */
export async function send(href: string, flags: SendFlags, io: Io): Promise<number> {
  const plan = await planOf(href, flags, io);
  if (!plan) return exitCodes.interrupted;
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  // A credential may come back without the word before it: Bearer, Basic.
  const values = plan.headers.flatMap(([, value]) => [value, value.split(' ').at(-1) ?? '']);
  const redactor = createRedactor([plan.webhook.secret, ...values]);
  people.write(headline(plan, colors));
  const { fault, traits, settings } = plan;
  const context = { url: new URL(href), ...traits, timeoutSeconds: settings.timeoutSeconds, fault };
  const journal = createJournal({ stream: people, colors, redactor, messages: plan.messages, context });
  const record = flags.json ? io.stdout : undefined;
  const isAllAcknowledged = await sendAll(plan, journal, redactor, record, io.signal);
  plan.connector.close();
  journal.summary(io.signal.aborted);
  if (io.signal.aborted) return exitCodes.interrupted;
  return isAllAcknowledged ? exitCodes.met : exitCodes.failed;
}

/** Several at once, as many as the plan says; whether every message was acknowledged in the end. */
async function sendAll(
  plan: SendPlan,
  journal: SendJournal,
  redactor: Redactor,
  record: NodeJS.WritableStream | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  let isAllAcknowledged = true;
  let next = 1;
  const work = async () => {
    for (let n = next++; n <= plan.messages && !signal.aborted; n = next++) {
      const isAcknowledged = await sendOne(n, plan, signal, journal, (end, startedAt) => {
        record?.write(`${JSON.stringify(attemptAsData(end, startedAt, plan.seed, redactor))}\n`);
      });
      if (!isAcknowledged) isAllAcknowledged = false;
      if (isAcknowledged || !signal.aborted) journal.messageEnded(isAcknowledged);
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, work));
  return isAllAcknowledged;
}

async function sendOne(
  n: number,
  plan: SendPlan,
  signal: AbortSignal,
  journal: SendJournal,
  record: (end: AttemptEnd, startedAt: Date) => void,
): Promise<boolean> {
  const { webhook, profile, connector, headers, settings, messages, what, traits } = plan;
  const message = plan.bytesOf(n);
  const attempts = settings.retryCount + 1;
  const faultOf = (attempt: number) => (traits.cutsConnection && attempt > 1 ? undefined : plan.fault);
  const startOf = (attempt: number) => {
    return { n, messages, what, bytes: message.length, attempt, attempts, fault: faultOf(attempt)?.name };
  };
  const delivery = await deliver({
    attempt: (attempt) => {
      journal.attemptStarted(startOf(attempt));
      const timeoutMs = settings.timeoutSeconds * 1000;
      return transmit({
        webhook,
        message,
        profile,
        connector,
        timeoutMs,
        fault: faultOf(attempt),
        headers,
        signal,
      });
    },
    onAttempt: ({ outcome, elapsedMs, startedAt }, attempt, nextInMs) => {
      const end = { ...startOf(attempt), outcome, elapsedMs, nextInMs };
      record(end, startedAt);
      journal.attemptEnded(end);
    },
    delaysMs: retryDelaysMs(settings, profile),
    clock: systemClock,
    signal,
  });
  return delivery.isAcknowledged;
}

function headline({ webhook, settings, seed, what, fault }: SendPlan, colors: Colors): string {
  const { timeoutSeconds, retryCount } = settings;
  const drawn = seed === undefined ? '' : `, seed ${seed}`;
  const facts = `timeout ${timeoutSeconds} s, ${count(retryCount, 'resend')}, secret ${fingerprint(webhook.secret)}${drawn}`;
  const deviation =
    fault === undefined ? '' : `    fault ${colors.yellow(fault.name)}: a message ${fault.title}\n`;
  return `Sending ${what} to ${colors.bold(displayUrl(webhook.url))} as YCM would: ${colors.dim(facts)}\n${deviation}`;
}
