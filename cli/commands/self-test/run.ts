import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { checkAll } from '../../../self-test/check-all.ts';
import { selfTestAsData } from '../../../self-test/data.ts';
import { isCorrect } from '../../../self-test/outcome.ts';
import {
  outcomeDetail,
  outcomeLine,
  receiverList,
  scoreLine,
  selfTestText,
} from '../../../self-test/text.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { nearest } from '../../../text/words/nearest.ts';
import { quote } from '../../../text/words/quote.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { ownProgram } from '../../shared/own-command.ts';
import type { SelfTestFlags } from './options.ts';

const durations = { simulated: '10 minutes with two cores', real: 'an hour' } as const;

/** `hookswitch self-test [receivers]`: checks receivers with known bugs. */
export async function selfTest(names: string | undefined, flags: SelfTestFlags, io: Io): Promise<number> {
  const receivers = chosen(names);
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  if (flags.list) {
    io.stdout.write(receiverList(receivers, colors));
    return exitCodes.passed;
  }
  const { time = 'simulated' } = flags;
  // Without the option, the list is empty.
  const rules = flags.rules && flags.rules.length > 0 ? flags.rules : undefined;
  const ofRules = rules ? ['--rules', rules.join()] : [];
  if (names === undefined && !rules)
    people.write(`Checking ${receivers.length} receivers; this takes about ${durations[time]}\n`);
  const outcomes = await checkAll(receivers, {
    commandFor: (some) => [...ownProgram(), 'self-test', some.join(), '--json', '--time', time, ...ofRules],
    checking: { time, ...(rules && { rules }) },
    signal: io.signal,
    onOutcome: (one) => void people.write(`${outcomeLine(one, colors)}\n`),
  });
  if (!outcomes) return exitCodes.interrupted;
  if (flags.json) io.raw.stdout.write(`${JSON.stringify(selfTestAsData(outcomes), null, 2)}\n`);
  else if (names === undefined) io.stdout.write(selfTestText(outcomes, colors));
  else
    io.stdout.write(
      `${outcomes.map((one) => `${outcomeDetail(one, colors)}\n\n`).join('')}${scoreLine(outcomes, colors)}\n`,
    );
  return outcomes.every(isCorrect) ? exitCodes.passed : exitCodes.failed;
}

function chosen(names: string | undefined) {
  const all = [...correctReceivers, ...brokenReceivers];
  return names === undefined ? all : names.split(',').map((name) => receiverOf(name, all));
}

function receiverOf<T extends { readonly name: string }>(name: string, all: readonly T[]): T {
  const named = all.find((receiver) => receiver.name === name);
  if (named) return named;
  const near = nearest(
    name,
    all.map((receiver) => receiver.name),
  );
  const hint = near === undefined ? 'hookswitch self-test --list lists them all' : `did you mean ${near}?`;
  throw new HookswitchError('bad-flag', `there is no receiver ${quote(name)}; ${hint}`);
}
