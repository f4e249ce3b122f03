import { variedInWords } from '../../../reports/profile-words.ts';
import type { SendPlan } from '../../../sending/plan.ts';
import { displayUrl, fingerprint } from '../../../text/secrets/redact.ts';
import type { Colors } from '../../../text/terminal/colors.ts';
import { count } from '../../../text/words/count.ts';

export interface HeadlineContext {
  readonly colors: Colors;
  /** Deliveries of an earlier run that are pending in the journal for these webhooks. */
  readonly pending: number;
  /** Where other deliveries are pending in the journal. */
  readonly otherUrls: readonly string[];
  readonly isResumed: boolean;
  readonly isSentOnce: boolean;
}

/** The first lines of a send: what is sent, where, and how. */
export function headline(
  plan: SendPlan,
  { colors, pending, otherUrls, isResumed, isSentOnce }: HeadlineContext,
): string {
  const { webhooks, settings, profile, isVaried, seed, source, fault, wanted } = plan;
  const [first] = webhooks;
  const what = isResumed ? `pending messages (${pending})` : source.what;
  const isFanOut = webhooks.length > 1;
  const isAnyByGet = webhooks.some(({ method }) => method === 'GET');
  const to = isFanOut ? `${webhooks.length} webhooks` : displayUrl(first?.url ?? '');
  const facts = [
    `timeout ${settings.timeoutSeconds} s`,
    isSentOnce ? 'sent once' : count(settings.retryCount, 'retry', 'retries'),
    ...(wanted.expected === undefined ? [] : [`expects ${wanted.expected}`]),
    ...(isFanOut ? [] : [`secret ${fingerprint(first?.secret ?? '')}`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ];
  const lines = [
    `Sending ${what} to ${colors.bold(to)} as YCM would: ${colors.dim(facts.join(', '))}`,
    ...(isFanOut
      ? webhooks.map(
          ({ url, secret = '' }) => `    ${displayUrl(url)} ${colors.dim(`secret ${fingerprint(secret)}`)}`,
        )
      : []),
    ...(isVaried && seed !== undefined
      ? [colors.dim(`    ${variedInWords(profile, isAnyByGet ? 'GET' : 'POST', seed)}`)]
      : []),
    ...(fault ? [`    fault ${colors.yellow(fault.name)}: a message ${fault.title}`] : []),
    ...aboutJournal({ pending, otherUrls, isResumed }).map((line) => colors.yellow(`    ${line}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Deliveries in the journal besides those that are sent now. */
function aboutJournal({
  pending,
  otherUrls,
  isResumed,
}: Pick<HeadlineContext, 'pending' | 'otherUrls' | 'isResumed'>): string[] {
  if (isResumed && otherUrls.length > 0)
    return [
      `other messages are pending for ${otherUrls.join(', ')}; to send them, use --resume with that URL`,
    ];
  if (pending === 0 || isResumed) return [];
  return [
    `${count(pending, 'message')} from an earlier run are still pending in the journal; --resume sends them`,
  ];
}
