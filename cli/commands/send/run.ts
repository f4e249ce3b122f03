import { resolve } from 'node:path';
import { type Journal, type PushedDelivery, Sender, systemClock } from '../../../simulator/index.ts';
import { colorsFor } from '../../../text/colors.ts';
import { createRedactor, credentialsInUrl, displayUrl } from '../../../text/redact.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { follow } from './follow.ts';
import { headline } from './headline.ts';
import { createLog, type SendLog } from './log.ts';
import type { SendFlags } from './options.ts';
import { planOf, type SendPlan } from './plan.ts';
import type { Due } from './source-types.ts';

/**
 * `hookswitch send [url]`: one message or more, as YCM would. A fault is in every attempt of a message; one that cuts the connection
 * is in the first only, for it is a mishap of the line: the resend that follows is genuine, the same bytes and signature.
 */
export async function send(href: string | undefined, flags: SendFlags, io: Io): Promise<number> {
  const plan = await planOf(href, flags, io);
  if (!plan) return exitCodes.interrupted;
  const journal = flags.journal === undefined ? undefined : await openJournal(resolve(io.cwd, flags.journal));
  try {
    return await sendAll(plan, flags, journal, io);
  } finally {
    await journal?.close();
  }
}

/** SQLite is loaded by those who use it only. */
async function openJournal(path: string): Promise<Journal> {
  const { openSqliteJournal } = await import('../../../simulator/journal/sqlite.ts');
  return openSqliteJournal(path);
}

async function sendAll(
  plan: SendPlan,
  flags: SendFlags,
  journal: Journal | undefined,
  io: Io,
): Promise<number> {
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  const isFanOut = plan.webhooks.length > 1;
  const pending = journal ? countPending(journal, plan) : 0;
  const deliveries = flags.resume ? pending : plan.source.messages * plan.webhooks.length;
  const redactor = createRedactor([
    ...plan.webhooks.flatMap(({ secret = '', url }) => [secret, ...credentialsInUrl(url)]),
    // A credential may come back without the word before it: Bearer, Basic.
    ...plan.headers.flatMap(([, value]) => [value, value.split(' ').at(-1) ?? '']),
  ]);
  const log = createLog({ stream: people, colors, redactor, deliveries, isFanOut });
  const record = flags.json ? io.raw.stdout : undefined;
  const sender = new Sender({
    ...plan.connection,
    webhooks: plan.webhooks,
    settings: plan.settings,
    profile: plan.profile,
    headers: plan.headers,
    deliveriesAtOnce: plan.concurrency,
    ...(journal ? { journal } : {}),
    onEvent: follow({ plan, deliveries, log, redactor, record }),
  });
  people.write(headline(plan, { colors, pending, isResumed: flags.resume === true }));
  const interrupt = () => void sender.close();
  io.signal.addEventListener('abort', interrupt);
  if (io.signal.aborted) interrupt();
  const isAllAcknowledged = flags.resume
    ? await resumeAll(sender)
    : await pushAll(sender, plan, log, io.signal);
  io.signal.removeEventListener('abort', interrupt);
  await sender.close();
  log.summary(io.signal.aborted);
  const left = journal ? countPending(journal, plan) : 0;
  if (left > 0) people.write(colors.yellow(`${stillPending(left, flags.journal)}\n`));
  if (io.signal.aborted) return exitCodes.interrupted;
  return isAllAcknowledged ? exitCodes.met : exitCodes.failed;
}

/** As many messages under way at once as the plan says; whether every one was acknowledged in the end. */
async function pushAll(sender: Sender, plan: SendPlan, log: SendLog, signal: AbortSignal): Promise<boolean> {
  const due = plan.source.due()[Symbol.iterator]();
  let isAllAcknowledged = true;
  const push = async ({ bytes, told, pauseMs }: Due) => {
    if (pauseMs > 0) await systemClock.sleep(pauseMs, signal);
    if (signal.aborted) return;
    if (told !== undefined) log.told(told);
    if (bytes && !(await isAcknowledged(sender.push(bytes, { fault: plan.fault }))))
      isAllAcknowledged = false;
  };
  const work = async () => {
    for (let next = due.next(); !next.done && !signal.aborted; next = due.next()) await push(next.value);
  };
  await Promise.all(Array.from({ length: plan.concurrency }, work));
  await sender.idle();
  return isAllAcknowledged;
}

async function isAcknowledged(pushing: Promise<readonly PushedDelivery[]>): Promise<boolean> {
  const results = await Promise.all((await pushing).map(({ result }) => result));
  return results.every((delivery) => delivery.isAcknowledged);
}

async function resumeAll(sender: Sender): Promise<boolean> {
  const results = await Promise.all(sender.resume().map(({ result }) => result));
  await sender.idle();
  return results.every(({ isAcknowledged }) => isAcknowledged);
}

function stillPending(n: number, file = ''): string {
  return `${n} ${n === 1 ? 'is' : 'are'} pending in ${file}: the same command with --resume goes on with ${n === 1 ? 'it' : 'them'}`;
}

function countPending(journal: Journal, { webhooks }: SendPlan): number {
  const urls = new Set(webhooks.map(({ url }) => displayUrl(url)));
  let pending = 0;
  for (const { webhook } of journal.deliveries({ state: 'pending' }))
    if (urls.has(displayUrl(webhook.url))) pending += 1;
  return pending;
}
