import { createReference } from '../../../fixtures/receivers/reference.ts';
import { startMortal } from '../../../fixtures/receivers/start.ts';
import { startDownstream } from '../../../observation/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import { OutputSearch } from '../../../receiver/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { generateSecret } from '../../../simulator/index.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { type Colors, colorsFor } from '../../../text/terminal/colors.ts';
import { peopleStream } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { programName } from '../../shared/own-command.ts';
import { defaultSecretEnv } from '../../shared/secret.ts';
import { type CheckOutput, checkAndReport } from './check-and-report.ts';
import { checkingOf, profileOf } from './checking.ts';

/** Stands for the built-in reference receiver instead of a URL. */
export const referenceName = 'reference';

/** Checks the built-in reference receiver with everything that rules may need. */
export async function checkReference(flags: CheckFlags, output: CheckOutput, io: Io): Promise<Report> {
  const secret = generateSecret();
  const checking = checkingOf(flags, {}, io);
  const { payloadIn, getQueryParameter } = profileOf(checking);
  const downstream = await startDownstream(flags.downstreamPort);
  const webhook = { secret, method: checking.method, payloadIn, getQueryParameter };
  const receiver = await startMortal(createReference, { ...webhook, downstreamUrl: downstream.url });
  try {
    const people = peopleStream(output.targets, io);
    const colors = colorsFor(people, io.env);
    const { url, observeUrl } = receiver;
    // It never had another secret. One is generated, so that its rule runs too.
    const previousSecret = checking.previousSecret ?? generateSecret();
    const surroundings = { downstream, restart: { ...receiver, output: new OutputSearch() } };
    const own = { url, observeUrl, secret, previousSecret, sharesProcess: true };
    const options = { ...checking, ...own, ...surroundings };
    const report = await checkAndReport(options, referenceName, flags, output, io);
    if (!flags.quiet) people.write(howToCheckYourOwn(colors));
    return report;
  } finally {
    await receiver.close();
    await downstream.close();
  }
}

function howToCheckYourOwn(colors: Colors): string {
  const command = `${programName} check http://localhost:3000/webhook --exec 'node server.js'`;
  return [
    '',
    'To see findings, fix a receiver with five bugs:',
    `  ${colors.bold(`${programName} demo`)}`,
    `To check your own receiver, which gets a generated secret in ${defaultSecretEnv}:`,
    `  ${colors.bold(command)}`,
    'To check its state too, add a URL that shows the state of a PBX as JSON:',
    `  ${colors.bold(`--observe-url ${quoteForShell('http://localhost:3000/state?sn={sn}')}`)}`,
    '',
  ].join('\n');
}
