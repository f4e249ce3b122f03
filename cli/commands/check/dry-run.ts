import { planCheck, redactorFor } from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import { checkFormats } from '../../../reports/format-names.ts';
import { variedInWords } from '../../../reports/profile-words.ts';
import { missingText } from '../../../reports/unchecked.ts';
import { budgetFrom, createIdentities, type Rule } from '../../../runner/index.ts';
import { needs, shortExampleFor } from '../../../schemas/need.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { requestsWithSecret } from '../../../simulator/signature/mistakes/signed-wrongly.ts';
import { staysOnThisMachine } from '../../../simulator/wire/address-guard.ts';
import { catalog } from '../../../suites/catalog/list.ts';
import { rules } from '../../../suites/index.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { count } from '../../../text/words/count.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import { parseReportTargets } from '../../shared/files/report-targets.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { baselineIn, type CheckingByUrl, optionsByUrl, profileOf } from './checking.ts';
import { downstreamResponsesOf } from './simulate-downstream.ts';

/** `hookswitch check URL --dry-run`: shows which rules a check would run, and what the others lack. Sends nothing and runs no command. */
export async function dryRun(
  url: string | undefined,
  flags: CheckFlags,
  config: CheckConfig,
  io: Io,
): Promise<number> {
  if (url === undefined)
    throw new HookswitchError(
      'bad-flag',
      '--dry-run needs the URL of the receiver: hookswitch check URL --dry-run',
    );
  const options = optionsByUrl(url, flags, config, io);
  parseReportTargets(flags.report, checkFormats);
  if (flags.baseline !== undefined) baselineIn(flags.baseline, io);
  downstreamResponsesOf(flags, io);
  const { downstreamPort } = flags;
  const canRestart = flags.exec !== undefined;
  const planned = await planCheck(
    rules,
    { ...options, ...(downstreamPort !== undefined && { downstreamPort }) },
    canRestart,
  );
  const checked = planned.flatMap(({ rule, need }) => (need ? [] : [rule]));
  const colors = colorsFor(io.stdout, io.env);
  const width = textWidth(io.stdout);
  const { method, vary, seed } = options;
  const receiver = redactorFor(options).text(`${method} ${displayUrl(url)}`);
  const skipped = needs.flatMap((need) => {
    const ids = planned.filter((one) => one.need === need).map(({ rule }) => rule.id);
    return [
      ...wrap(missingText(need, ids.length, shortExampleFor(need)), width - 2).map((line) => `  ${line}`),
      ...(flags.quiet ? [] : wrap(ids.join(', '), width - 4).map((line) => `    ${colors.dim(line)}`)),
    ].filter(() => ids.length > 0);
  });
  const lines = [
    `A check of ${colors.bold(receiver)} would run ${count(checked.length, 'rule')}.`,
    ...(vary ? wrap(variedInWords(profileOf(options), method, seed), width).map(colors.dim) : []),
    '',
    ...(flags.quiet || checked.length === 0 ? [] : [catalog(checked, colors, width)]),
    ...(flags.verbose ? checked.flatMap((rule) => procedureOf(rule, width)) : []),
    ...(skipped.length === 0 ? [] : [colors.bold('Would not be checked'), ...skipped, '']),
    ...factsOf(checked, options, canRestart).flatMap((sentence) => wrap(sentence, width)),
    colors.bold('Nothing was sent and no command was run.'),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.passed;
}

function procedureOf({ id, procedure }: Rule, width: number): string[] {
  const steps = procedure.flatMap((step) => wrap(`- ${step}`, width - 2));
  return [id, ...steps.map((line) => `  ${line}`), ''];
}

function factsOf(checked: readonly Rule[], options: CheckingByUrl, canRestart: boolean): string[] {
  const sentBy = (sender: Rule['sentBy']) => checked.filter((rule) => rule.sentBy === sender).length;
  const kills = checked.filter(
    ({ needs, mayRestart }) => needs?.includes('restart') || (canRestart && mayRestart),
  ).length;
  const isOnThisMachine = staysOnThisMachine(options.url, options.allowHosts ?? []);
  const { totalMs } = budgetFrom(0, options);
  return [
    `Forged messages: ${count(sentBy('anyone'), 'rule')}. Messages that YCM never sends: ${count(sentBy('nobody'), 'rule')}.`,
    ...(kills > 0 ? [`Kill and restart the receiver: ${count(kills, 'rule')}.`] : []),
    isOnThisMachine
      ? `Up to ${requestsWithSecret} requests would carry the secret itself.`
      : "No request would carry the secret itself, because your receiver isn't on this machine.",
    `The check would end after about ${Math.ceil(totalMs / 1000)} s at the latest: --budget changes that.`,
    `Its PBXs would have serial numbers such as ${createIdentities().serial()}; the six characters after 36 differ in each run.`,
    `--seed ${options.seed} would generate the same cases.`,
  ];
}
