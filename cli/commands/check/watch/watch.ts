import { relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { selectRules } from '../../../../runner/index.ts';
import type { Report } from '../../../../schemas/index.ts';
import { anySignal } from '../../../../simulator/any-signal.ts';
import { rules } from '../../../../suites/index.ts';
import { exitCodeOfError, exitCodes } from '../../../shared/exit-codes.ts';
import { configNames } from '../../../shared/files/config.ts';
import { makeReportFolders, peopleStream } from '../../../shared/files/report-targets.ts';
import type { Io } from '../../../shared/io.ts';
import { type History, openHistory } from '../history/history.ts';
import type { PreparedCheck } from '../prepare.ts';
import { watchFiles } from './changed-files.ts';
import { listenToKeys } from './keys.ts';
import type { Request } from './plan.ts';
import { messageOf, runRound } from './round.ts';
import { type WatchScreen, watchScreen } from './screen.ts';
import { Session } from './session.ts';

/** Reads the configuration again. */
type Prepare = () => Promise<PreparedCheck>;

/** `--watch`: checks again when a file changes or a key is pressed, until `q` or Ctrl-C. Returns the exit code of the last check. */
export async function watchReceiver(first: PreparedCheck, prepare: Prepare, io: Io): Promise<number> {
  const { flags, targets } = first;
  const people = peopleStream(targets, io);
  const hasKeys = people.isTTY === true && io.stdin.isTTY === true;
  const screen = watchScreen(people, io.env, hasKeys);
  const rounds = new Rounds(first, prepare, screen, io);
  const configs = configNames(flags.config).map((name) => resolve(io.cwd, name));
  const own = configs.map((path) => relative(io.cwd, path));
  const session: Session = new Session({
    ids: () => rounds.ids,
    own,
    async run(request, signal) {
      await rounds.run(request, signal);
      if (first.flags.app !== undefined && !signal.aborted) await files.renew();
    },
    onIdle: () => screen.idle(session.restless),
    onOpen: () => screen.open(rounds.last),
    onPrompt: (prompt) => screen.prompt(prompt, rounds.ids),
  });
  const quit = () => session.quit();
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    quit();
  };
  io.signal.addEventListener('abort', interrupt);
  // Without a reader there is nobody to check for.
  people.once('error', quit);
  const files = await watchFiles(io.cwd, { written: rounds.written, own: configs }, (names) => {
    if (names.some((name) => own.includes(name))) rounds.hasOldConfig = true;
    session.changed(names);
  });
  // In raw mode, the terminal doesn't send a signal for Ctrl-C.
  const stopKeys = hasKeys
    ? listenToKeys(io.stdin, (key) => (key.ctrl && key.name === 'c' ? interrupt() : session.pressed(key)))
    : () => {};
  try {
    await session.run();
  } finally {
    stopKeys();
    io.signal.removeEventListener('abort', interrupt);
    await files.close();
    screen.close();
  }
  return isInterrupted ? exitCodes.interrupted : rounds.exitCode;
}

/** The rounds of a watch, each compared with the one before. */
class Rounds {
  readonly #prepare: Prepare;
  readonly #screen: WatchScreen;
  readonly #io: Io;
  #prepared: PreparedCheck;
  #history: History | undefined;
  /** The ids of the selected rules. */
  ids: readonly string[];
  /** The paths of the reports. */
  readonly written = new Set<string>();
  /** The configuration changed, so it is read again before the next check. */
  hasOldConfig = false;
  /** The last complete report. */
  last: Report | undefined;
  exitCode: number = exitCodes.unreachable;

  constructor(first: PreparedCheck, prepare: Prepare, screen: WatchScreen, io: Io) {
    this.#prepare = prepare;
    this.#screen = screen;
    this.#io = io;
    this.#prepared = first;
    this.ids = idsOf(first);
    this.#expectReports(first);
  }

  async run(request: Request, signal: AbortSignal): Promise<void> {
    if (!(await this.#readConfig())) return this.#screen.lastResult(this.last);
    const { check, flags, targets, remembered } = this.#prepared;
    const io = { ...this.#io, signal: anySignal(this.#io.signal, signal) };
    // Looked up when the receiver doesn't run, since the time of the last change counts.
    const history = this.#history?.next() ?? openHistory(remembered, io);
    this.#history = history;
    const say = this.#screen.heading;
    const checked = await runRound({ request, history, flags, targets, check, io, say });
    if (signal.aborted || !checked) return;
    this.exitCode = checked.exitCode;
    if (checked.report) this.last = checked.report;
    else this.#screen.lastResult(this.last);
  }

  /** Reads the configuration again if it changed. Shows a mistake in it, and returns false. */
  async #readConfig(): Promise<boolean> {
    if (!this.hasOldConfig) return true;
    this.hasOldConfig = false;
    try {
      const prepared = await this.#prepare();
      this.ids = idsOf(prepared);
      this.#expectReports(prepared);
      if (!isDeepStrictEqual(prepared.remembered, this.#prepared.remembered)) this.#history = undefined;
      this.#prepared = prepared;
      return true;
    } catch (error) {
      this.hasOldConfig = true;
      this.exitCode = exitCodeOfError(error);
      if (this.exitCode === exitCodes.internalError) throw error;
      this.#io.stderr.write(`hookswitch: ${messageOf(error)}\n`);
      return false;
    }
  }

  #expectReports({ targets }: PreparedCheck): void {
    makeReportFolders(targets, this.#io);
    for (const { path } of targets) this.written.add(resolve(this.#io.cwd, path));
  }
}

function idsOf({ flags }: PreparedCheck): string[] {
  return selectRules(rules, flags).map(({ id }) => id);
}
