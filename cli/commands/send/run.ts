import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createLog } from '../../../sending/log.ts';
import type { SendPlan } from '../../../sending/plan.ts';
import { countPending, pendingIn, sendAll, senderOf } from '../../../sending/send-all.ts';
import { HookswitchError, type Journal } from '../../../simulator/index.ts';
import { openJournal } from '../../../simulator/journal/file.ts';
import { redactorOf } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { count } from '../../../text/words/count.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { SendFlags } from './command.ts';
import { headline } from './headline.ts';
import { planOf } from './plan.ts';

/**
 * `hookswitch send [url]`: one message or more, as YCM would. Every attempt of a message has the fault, except one that cuts the
 * connection: only the first attempt has it. The retry is genuine, with the same bytes and signature.
 */
export async function send(href: string | undefined, flags: SendFlags, io: Io): Promise<number> {
  const plan = await planOf(href, flags, io);
  if (!plan) return exitCodes.interrupted;
  const journal = flags.journal === undefined ? undefined : await journalNamed(flags.journal, flags, io);
  try {
    return await sendPlanned(plan, flags, journal, io);
  } finally {
    await journal?.close();
  }
}

/** A missing journal has nothing to resume: its name is probably wrong. */
async function journalNamed(name: string, { resume }: SendFlags, io: Io): Promise<Journal> {
  const path = resolve(io.cwd, name);
  if (resume && !existsSync(path))
    throw new HookswitchError(
      'bad-file',
      `the journal ${name} does not exist, so there is nothing to resume`,
    );
  return openJournal(path);
}

async function sendPlanned(
  plan: SendPlan,
  flags: SendFlags,
  journal: Journal | undefined,
  io: Io,
): Promise<number> {
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  const { pending, otherUrls } = journal ? pendingIn(journal, plan) : { pending: 0, otherUrls: [] };
  const isResumed = flags.resume === true;
  const deliveries = isResumed ? pending : plan.source.messages * plan.webhooks.length;
  const redactor = redactorOf({
    secrets: [
      ...plan.webhooks.map(({ secret }) => secret),
      // Also short values, and a credential without its scheme (Bearer, Basic): a receiver may send them back.
      ...plan.headers.flatMap(([, value]) => [value, value.split(' ').at(-1)]),
    ],
    urls: plan.webhooks.map(({ url }) => url),
    headers: plan.headers,
  });
  const isFanOut = plan.webhooks.length > 1;
  const isSentOnce = plan.isSentOnce && !isResumed;
  const shown = { deliveries, isFanOut, wanted: plan.wanted, isVerbose: flags.verbose === true };
  const log = createLog({ stream: people, colors, redactor, ...shown });
  const record = flags.json ? io.raw.stdout : undefined;
  const { signal } = io;
  const options = { journal, isResumed, deliveries, log, redactor, record, signal };
  const sender = senderOf(plan, options);
  people.write(headline(plan, { colors, pending, otherUrls, isResumed, isSentOnce }));
  const { isAllMet, notStarted } = await sendAll(sender, plan, options);
  const left = journal ? countPending(journal, plan) : 0;
  if (left > 0) people.write(colors.yellow(`${stillPending(left, flags.journal)}\n`));
  if (journal && notStarted > 0) people.write(colors.yellow(`${notInJournal(notStarted)}\n`));
  if (signal.aborted) return exitCodes.interrupted;
  return isAllMet ? exitCodes.passed : exitCodes.failed;
}

function stillPending(n: number, file = ''): string {
  return `${count(n, 'message')} ${n === 1 ? 'is' : 'are'} still pending in ${file}: add --resume to the same command to send ${n === 1 ? 'it' : 'them'}`;
}

function notInJournal(n: number): string {
  return `${count(n, 'message')} ${n === 1 ? 'was' : 'were'} not started, so --resume doesn't send ${n === 1 ? 'it' : 'them'}: the journal contains only started messages`;
}
