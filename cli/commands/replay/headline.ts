import type { ReplayPlan } from '../../../replay/send-all.ts';
import { variedInWords } from '../../../reports/profile-words.ts';
import { settingsInWords } from '../../../reports/settings-words.ts';
import { displayUrl, fingerprint } from '../../../text/secrets/redact.ts';
import type { Colors } from '../../../text/terminal/colors.ts';
import { count } from '../../../text/words/count.ts';

/** The first lines of a replay: what is sent, where, and how. Pure. */
export function replayHeadline(
  { messages, remarks, sending, settings, seed }: ReplayPlan,
  colors: Colors,
): string {
  const { name, isAsRecorded, secret = '', profile, method = 'POST' } = sending;
  const urls = new Set(messages.map(({ url }) => displayUrl(sending.url ?? url)));
  const [first = ''] = urls;
  const to = urls.size === 1 ? first : `${urls.size} URLs`;
  const how = isAsRecorded ? 'as recorded' : 'signed again';
  const facts = [
    settingsInWords(settings),
    ...(isAsRecorded ? [] : [`secret ${fingerprint(secret)}`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ];
  const lines = [
    `Replaying ${count(messages.length, 'message')} from ${name} to ${colors.bold(to)} ${how}: ${colors.dim(facts.join(', '))}`,
    ...(seed === undefined ? [] : [colors.dim(`    ${variedInWords(profile, method, seed)}`)]),
    ...remarks.map((remark) => colors.yellow(`    ${remark}`)),
  ];
  return `${lines.join('\n')}\n`;
}
