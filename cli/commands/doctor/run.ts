import { observerOf } from '../../../check/index.ts';
import { examine } from '../../../doctor/examine.ts';
import type { Finding } from '../../../doctor/finding.ts';
import type { DoctorOptions } from '../../../doctor/patient.ts';
import { assertPlaceholder } from '../../../observation/index.ts';
import { checkOptions } from '../../../options/check.ts';
import { wordsToRepeat } from '../../../options/words.ts';
import { createIdentities } from '../../../runner/index.ts';
import { assertUsableUrl, chooseProfile } from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { displayUrl, type Redactor, redactorOf } from '../../../text/secrets/redact.ts';
import { type Colors, colorsFor } from '../../../text/terminal/colors.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { programName } from '../../shared/own-command.ts';
import { findSecret } from '../../shared/secret.ts';
import { connectionOf } from '../../shared/sender-options.ts';
import type { DoctorFlags } from './command.ts';

/** `hookswitch doctor <url>`: the path to a receiver, with a line for each step. */
export async function doctor(url: string, flags: DoctorFlags, io: Io): Promise<number> {
  const options = optionsOf(url, flags, io);
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  const redactor = redactorOf({
    secrets: [options.secret, ...options.headers.flatMap(([, value]) => [value, value.split(' ').at(-1)])],
    urls: [url, flags.observeUrl],
    headers: options.headers,
  });
  people.write(`Examining ${colors.bold(`${options.webhook.method} ${displayUrl(url)}`)}\n`);
  const { findings, isReachable, isServed, sn } = await examine(options, (finding) => {
    people.write(findingText(finding, redactor, colors, textWidth(people)));
    if (flags.json) io.raw.stdout.write(`${JSON.stringify(findingData(finding, redactor))}\n`);
  });
  if (io.signal.aborted) return exitCodes.interrupted;
  if (isServed) people.write(nextSteps(url, flags, sn));
  if (!isReachable) return exitCodes.unreachable;
  return findings.some(({ verdict }) => verdict === 'fail') ? exitCodes.failed : exitCodes.passed;
}

/** @throws HookswitchError for each usage error. */
function optionsOf(url: string, flags: DoctorFlags, io: Io): DoctorOptions {
  assertUsableUrl(url, flags.allowHost, 'the receiver');
  const { observeUrl, observeCmd } = flags;
  if (observeUrl !== undefined) {
    assertUsableUrl(observeUrl, flags.allowHost, 'the observer');
    assertPlaceholder(observeUrl);
  }
  const connection = connectionOf(flags);
  return {
    webhook: { url, method: flags.method ?? 'POST' },
    secret: findSecret(flags, io),
    profile: chooseProfile(readProfile(flags, io), undefined),
    headers: parseHeaders(flags.header),
    connection,
    observer: observerOf(defined({ observeUrl, observeCmd }), connection),
    isApplied: flags.apply === true,
    signal: io.signal,
  };
}

const marks = { pass: '✓', fail: '✗', skipped: '-' } as const;
const stepWidth = 11;
const maxText = 400;

/** `✓ tcp         port 443 accepts connections`, then what to do next. */
function findingText(finding: Finding, redactor: Redactor, colors: Colors, width: number): string {
  const { step, verdict, text, next } = finding;
  const paint = { pass: colors.green, fail: colors.red, skipped: colors.dim }[verdict];
  const indent = ' '.repeat(stepWidth + 2);
  const lines = [
    ...wrap(shown(text, redactor), width - indent.length),
    ...(next === undefined ? [] : wrap(`next: ${shown(next, redactor)}`, width - indent.length)),
  ];
  const [first = '', ...others] = lines;
  const head = `${paint(marks[verdict])} ${step.padEnd(stepWidth)}${first}\n`;
  return `${head}${others.map((line) => `${indent}${line}\n`).join('')}`;
}

function findingData({ step, verdict, text, next }: Finding, redactor: Redactor) {
  const say = (sentence: Finding['text']) => shown(sentence, redactor);
  return { step, verdict, text: say(text), ...(next === undefined ? {} : { next: say(next) }) };
}

function shown(text: string, redactor: Redactor): string {
  return clip(oneLine(redactor.text(text)), maxText);
}

/** The command that checks the receiver, and a note about the records that it leaves. */
function nextSteps(url: string, flags: DoctorFlags, sn: string | undefined): string {
  const check = ['check', displayUrl(url), ...wordsToRepeat(checkOptions, flags), '--records', 'records.txt'];
  return [
    '',
    `Check it: ${programName} ${check.map(quoteForShell).join(' ')}`,
    `A check leaves made-up PBXs behind, with serial numbers such as ${createIdentities().serial()}: six random letters after 36, the`,
    'same ones in the whole run. --records lists them, so that you can delete them.',
    ...(sn === undefined ? [] : [`This run sent a report about the made-up PBX ${sn}. Delete it, too.`]),
    '',
  ].join('\n');
}
