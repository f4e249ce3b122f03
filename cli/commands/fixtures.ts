import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { assertUsableUrl, type EventName, eventNames } from '../../simulator/index.ts';
import { count as inWords } from '../../suites/reports/words.ts';
import { parseEventName } from '../event-name.ts';
import { exitCodes } from '../exit-codes.ts';
import {
  type Fixture,
  type FixtureFormat,
  fixtureAsCurl,
  fixtureAsData,
  fixtureAsHttp,
  makeFixtures,
} from '../fixture.ts';
import { openFixtureFolder } from '../fixture-folder.ts';
import type { Io } from '../io.ts';
import { findSecret, type SecretFlags } from '../secret.ts';

export interface FixturesFlags extends SecretFlags {
  readonly event: readonly string[];
  readonly format: FixtureFormat;
  readonly count: number;
  readonly seed?: number;
  readonly url: string;
  readonly out?: string;
}

/** What fixtures are signed with when no secret is given: no webhook has it. */
export const exampleSecret = 'HookswitchExampleSecret32Letters';

/** `hookswitch fixtures`: signed messages, on standard output or as files. */
export async function fixtures(flags: FixturesFlags, io: Io): Promise<number> {
  assertUsableUrl(flags.url, hostOf(flags.url), 'the receiver');
  const events = eventsOf(flags.event);
  const secret = findSecret(flags, io) ?? tellExampleSecret(io);
  const seed = flags.seed ?? randomInt(2 ** 31);
  io.stderr.write(`hookswitch: --seed ${seed} draws these messages again\n`);
  const { count, format, out } = flags;
  const made = makeFixtures(events, count, seed, { url: flags.url, secret, method: 'POST' });
  if (out === undefined) return print(made, events.length * count, format, secret, io);

  const folder = openFixtureFolder(out, { format, count, seed, secret }, io);
  for await (const fixture of interruptible(made, io.signal)) folder.add(fixture);
  if (io.signal.aborted) return exitCodes.interrupted;
  io.stderr.write(`hookswitch: ${inWords(folder.finish(), 'message')} and manifest.json are in ${out}\n`);
  return exitCodes.met;
}

/** Several requests are one after the other what a connection carries that is kept until the last. */
async function print(
  made: Iterable<Fixture>,
  total: number,
  format: FixtureFormat,
  secret: string,
  io: Io,
): Promise<number> {
  const textOf = {
    json: (fixture: Fixture, isLast: boolean) =>
      `${JSON.stringify(fixtureAsData(fixture, secret))}${isLast ? '\n]\n' : ',\n'}`,
    http: (fixture: Fixture, isLast: boolean) => fixtureAsHttp(fixture, isLast ? 'close' : 'keep-alive'),
    curl: (fixture: Fixture) => fixtureAsCurl(fixture),
  }[format];
  if (format === 'json') io.stdout.write('[\n');
  let printed = 0;
  for await (const fixture of interruptible(made, io.signal)) {
    printed += 1;
    const hasRoom = io.stdout.write(textOf(fixture, printed === total));
    if (!hasRoom) await once(io.stdout, 'drain', { signal: io.signal }).catch(() => {});
  }
  return io.signal.aborted ? exitCodes.interrupted : exitCodes.met;
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

function eventsOf(names: readonly string[]): readonly EventName[] {
  return names.length === 0 ? eventNames : [...new Set(names.map(parseEventName))];
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
