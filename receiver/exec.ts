import { type Connector, HookswitchError, probe, systemClock } from '../simulator/index.ts';
import type { OutputSearch } from './output-search.ts';
import { endingOf, lastWords, spawnShell } from './process-group.ts';
import { listeningAddresses } from './processes/listening.ts';
import { leftBehind } from './processes/process-tree.ts';

/** A receiver that was started for a run. */
interface StartedCommand {
  /** Its last output, bounded. */
  tail(): string;
  /** Where it listens, as host:port, if the system shows that. */
  addresses(): readonly string[];
  /** How it ended, if it ended on its own. */
  ended(): string | undefined;
  /** Stops it and its child processes: SIGTERM, then SIGKILL. Returns a sentence about processes that are left. */
  stop(): Promise<string | undefined>;
  /** Kills it and its child processes at once. Returns a sentence about processes that are left. */
  kill(): Promise<string | undefined>;
}

const keptOutput = 16_384;
const graceMs = 2000;
/** How long the pipes of an ended command may stay open (ms). */
const drainMs = 500;
const probeMs = 300;

/** @throws HookswitchError `exec-failed` if something already listens at the URL, which would be checked instead. */
export async function assertNothingListens(
  url: string,
  connector: Connector,
  signal: AbortSignal,
): Promise<void> {
  if (await probe(url, connector, probeMs, signal)) return;
  throw new HookswitchError(
    'exec-failed',
    `something is already listening at ${new URL(url).host}, so the check would not reach the receiver that --exec starts; stop it, or omit --exec`,
  );
}

/** Starts a command in a shell with its own session, so that all of its processes can be stopped. */
export function startCommand(
  command: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
  search: OutputSearch,
): StartedCommand {
  const { child, tree, tail } = spawnShell(command, { env, cwd }, keptOutput);
  tree.keepRecording();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', search.reader());
  let ending: string | undefined;
  child.once('error', (error) => {
    ending = `failed (${error.message})`;
  });
  child.once('exit', (code, signalName) => {
    ending ??= endingOf(code, signalName);
  });
  // Its last output arrives after its end.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async () => {
    const left = leftBehind(await tree.kill(graceMs));
    await atMost(drainMs, closed);
    child.stdout.destroy();
    child.stderr.destroy();
    return left;
  };
  return {
    tail,
    addresses: () => listeningAddresses(tree.pids()),
    ended: () => ending,
    kill,
    async stop() {
      await tree.terminate(graceMs);
      return kill();
    },
  };
}

/** Waits for the promise, but no longer than this. */
async function atMost(waitMs: number, promise: Promise<void>): Promise<void> {
  const isDone = new AbortController();
  await Promise.race([promise, systemClock.sleep(waitMs, isDone.signal)]);
  isDone.abort();
}

const tryEveryMs = 50;

/**
 * Waits until the started command listens.
 *
 * @throws HookswitchError `exec-failed` if it ends first, or doesn't listen in time; with its last output.
 */
export async function awaitCommand(
  url: string,
  started: StartedCommand,
  connector: Connector,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { host } = new URL(url);
  const endsAt = performance.now() + waitMs;
  for (;;) {
    const trouble = await probe(url, connector, probeMs, signal);
    if (trouble === undefined || signal.aborted) return;
    const ending = started.ended();
    const reason =
      ending !== undefined
        ? `${ending} before it listened at ${host}`
        : performance.now() > endsAt
          ? `did not listen at ${host} within ${waitMs / 1000} s (--wait)${elsewhere(started)}`
          : undefined;
    if (reason !== undefined)
      throw new HookswitchError('exec-failed', `the --exec command ${reason}${lastWords(started.tail())}`);
    await systemClock.sleep(tryEveryMs, signal);
  }
}

const maxAddresses = 5;

function elsewhere(started: StartedCommand): string {
  const addresses = started.addresses().slice(0, maxAddresses);
  return addresses.length === 0 ? '' : `, but it listens at ${addresses.join(' and ')}`;
}
