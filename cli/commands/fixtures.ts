import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { assertUsableUrl, eventNames, type Method } from '../../simulator/index.ts';
import { chooseProfile } from '../../simulator/vary.ts';
import { variedInWords } from '../../suites/reports/profile-words.ts';
import { count as inWords } from '../../suites/reports/words.ts';
import { parseEventName } from '../event-name.ts';
import { exitCodes } from '../exit-codes.ts';
import { commandFor } from '../fixtures/command.ts';
import type { Fixture, FixtureSet } from '../fixtures/fixture.ts';
import { openFixtureFolder } from '../fixtures/folder.ts';
import { type Format, type FormatName, formats } from '../fixtures/formats/index.ts';
import { genuineFixtures } from '../fixtures/genuine.ts';
import { negativeFixtures } from '../fixtures/negative/index.ts';
import type { Io } from '../io.ts';
import { type ProfileFlags, readProfile } from '../profile-file.ts';
import { findSecret, type SecretFlags } from '../secret.ts';

export interface FixturesFlags extends SecretFlags, ProfileFlags {
  readonly event: readonly string[];
  readonly negative?: boolean;
  readonly format: FormatName;
  readonly count: number;
  readonly seed?: number;
  readonly url: string;
  readonly method?: Method;
  readonly vary?: boolean;
  readonly out?: string;
}

/** What fixtures are signed with when no secret is given: no webhook has it. */
export const exampleSecret = 'HookswitchExampleSecret32Letters';

/** `hookswitch fixtures`: signed messages, on standard output or as files. */
export async function fixtures(flags: FixturesFlags, io: Io): Promise<number> {
  assertUsableUrl(flags.url, hostOf(flags.url), 'the receiver');
  const events = [...new Set(flags.event.map(parseEventName))];
  const given = readProfile(flags, io);
  const secret = findSecret(flags, io) ?? tellExampleSecret(io);
  const seed = flags.seed ?? randomInt(2 ** 31);
  io.stderr.write(`hookswitch: --seed ${seed} draws these messages again\n`);
  const method = flags.method ?? 'POST';
  const profile = chooseProfile(given, flags.vary ? seed : undefined);
  if (flags.vary) io.stderr.write(`hookswitch: ${variedInWords(profile, method, seed)}\n`);
  const set: FixtureSet = {
    webhook: { url: flags.url, secret, method },
    profile,
    seed,
    count: flags.count,
    command: commandFor(flags, seed),
  };
  const made = flags.negative
    ? negativeFixtures(events, set)
    : genuineFixtures(events.length === 0 ? eventNames : events, set);
  return flags.out === undefined
    ? print(made, set, flags.format, io)
    : writeInto(flags.out, made, set, flags, io);
}

async function writeInto(
  out: string,
  made: Iterable<Fixture>,
  set: FixtureSet,
  { format, negative = false }: FixturesFlags,
  io: Io,
): Promise<number> {
  const folder = openFixtureFolder(out, set, format, negative, io);
  let isWhole = false;
  try {
    for await (const fixture of interruptible(made, io.signal)) folder.add(fixture);
    isWhole = !io.signal.aborted;
  } finally {
    if (!isWhole) folder.abandon();
  }
  if (!isWhole) return exitCodes.interrupted;
  io.stderr.write(`hookswitch: ${inWords(folder.finish(), 'message')} and manifest.json are in ${out}\n`);
  return exitCodes.met;
}

async function print(made: Iterable<Fixture>, set: FixtureSet, name: FormatName, io: Io): Promise<number> {
  const { open, write, between, close }: Format = formats[name];
  const put = async (text: string | Uint8Array) => {
    const hasRoom = io.stdout.write(text);
    if (!hasRoom) await once(io.stdout, 'drain', { signal: io.signal }).catch(() => {});
  };
  if (open) await put(open(set));
  let index = 0;
  for await (const [fixture, isLast] of withLast(interruptible(made, io.signal))) {
    if (io.signal.aborted) break;
    await put(write(fixture, set, { index, isLast }));
    if (!isLast && between) await put(between);
    index += 1;
  }
  if (io.signal.aborted) return exitCodes.interrupted;
  if (close) await put(close);
  return exitCodes.met;
}

/** Each with whether it is the last: it is held back until the next one is there. */
async function* withLast<T>(all: AsyncIterable<T>): AsyncGenerator<readonly [T, boolean]> {
  let held: readonly [T] | undefined;
  for await (const next of all) {
    if (held) yield [held[0], false];
    held = [next];
  }
  if (held) yield [held[0], true];
}

const betweenLooks = 64;

/** Looks up now and then, so that Ctrl-C is heard. */
async function* interruptible(made: Iterable<Fixture>, signal: AbortSignal): AsyncGenerator<Fixture> {
  let taken = 0;
  for (const fixture of made) {
    if (taken % betweenLooks === 0) await setImmediate();
    if (signal.aborted) return;
    taken += 1;
    yield fixture;
  }
}

function tellExampleSecret(io: Io): string {
  io.stderr.write(
    `hookswitch: no secret given, so these are signed with the example secret ${exampleSecret}; your own goes into YCM_WEBHOOK_SECRET\n`,
  );
  return exampleSecret;
}

/** Nothing is sent, so any host may be named. */
function hostOf(url: string): string[] {
  return URL.canParse(url) ? [new URL(url).hostname] : [];
}
