import pLimit from 'p-limit';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { heldUpByNone, heldUpByOne } from '../../../self-test/matrix.ts';
import { isBroken, isCorrect, judged, type SelfTestOutcome } from '../../../self-test/outcome.ts';
import {
  outcomeDetail,
  outcomeLine,
  receiverList,
  rowsOf,
  scoreLine,
  selfTestText,
} from '../../../self-test/text.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { colorsFor } from '../../../text/colors.ts';
import { nearest } from '../../../text/nearest.ts';
import { quote } from '../../../text/quote.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { SelfTestFlags } from './options.ts';

/** More at once would make each other late, and be found late. */
const receiversAtOnce = 8;

/** `hookswitch self-test [receiver]`: the suite judges receivers of which it is known what it should say of them. */
export async function selfTest(name: string | undefined, flags: SelfTestFlags, io: Io): Promise<number> {
  const receivers = chosen(name);
  const people = flags.json ? io.stderr : io.stdout;
  const colors = colorsFor(people, io.env);
  if (flags.list) {
    io.stdout.write(receiverList(receivers, colors));
    return exitCodes.met;
  }
  if (name === undefined) people.write(`Judging ${receivers.length} receivers, which takes some minutes\n`);
  const limit = pLimit(receiversAtOnce);
  const outcomes = await Promise.all(
    receivers.map((receiver) =>
      limit(async () => {
        if (io.signal.aborted) return undefined;
        const outcome = await judged(receiver, { signal: io.signal });
        if (io.signal.aborted) return undefined;
        people.write(`${outcomeLine(outcome, colors)}\n`);
        return outcome;
      }),
    ),
  );
  const done = outcomes.filter((outcome) => outcome !== undefined);
  if (done.length < receivers.length) return exitCodes.interrupted;
  if (flags.json) io.raw.stdout.write(`${JSON.stringify(asData(done), null, 2)}\n`);
  else if (name === undefined) io.stdout.write(selfTestText(done, colors));
  else
    for (const one of done) io.stdout.write(`${outcomeDetail(one, colors)}\n\n${scoreLine(done, colors)}\n`);
  return done.every(isCorrect) ? exitCodes.met : exitCodes.failed;
}

function chosen(name: string | undefined) {
  const all = [...correctReceivers, ...brokenReceivers];
  if (name === undefined) return all;
  const only = all.find((receiver) => receiver.name === name);
  if (only) return [only];
  const near = nearest(
    name,
    all.map((receiver) => receiver.name),
  );
  const hint = near === undefined ? 'hookswitch self-test --list shows all' : `did you mean ${near}?`;
  throw new HookswitchError('bad-flag', `there is no receiver ${quote(name)}; ${hint}`);
}

function asData(outcomes: readonly SelfTestOutcome[]) {
  const ids = rules.map(({ id }) => id);
  const rows = rowsOf(outcomes);
  return {
    judgedAsTheyAre: outcomes.filter(isCorrect).length,
    receivers: outcomes.map(({ receiver, failed, missed, wrong }) => ({
      name: receiver.name,
      title: receiver.title,
      isBroken: isBroken(receiver),
      failed,
      missed,
      wrong,
    })),
    heldUpByOne: Object.fromEntries(heldUpByOne(ids, rows)),
    heldUpByNone: heldUpByNone(ids, rows),
  };
}
