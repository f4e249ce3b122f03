import { resolve } from 'node:path';
import { selectRules } from '../../../../runner/select.ts';
import type { Report } from '../../../../schemas/index.ts';
import { anySignal } from '../../../../simulator/any-signal.ts';
import { rules } from '../../../../suites/index.ts';
import { exitCodes } from '../../../shared/exit-codes.ts';
import { peopleStream } from '../../../shared/files/report-targets.ts';
import type { Io } from '../../../shared/io.ts';
import type { CheckOutput } from '../check-and-report.ts';
import type { CheckOnce } from '../check-once.ts';
import type { CheckFlags } from '../options.ts';
import { watchFiles } from './changed-files.ts';
import { listenToKeys } from './keys.ts';
import type { Request } from './plan.ts';
import { runRound } from './round.ts';
import { type WatchScreen, watchScreen } from './screen.ts';
import { Session } from './session.ts';

interface Watch {
  readonly check: CheckOnce;
  readonly flags: CheckFlags;
  readonly output: CheckOutput;
}

/** `--watch`: checks again when a file changes or a key is pressed, until `q` or Ctrl-C. Returns the exit code of the last check. */
export async function watchReceiver(watch: Watch, io: Io): Promise<number> {
  const { flags, output } = watch;
  const people = peopleStream(output.targets, io);
  const hasKeys = people.isTTY === true && io.stdin.isTTY === true;
  const screen = watchScreen(people, io.env, hasKeys);
  const rounds = new Rounds(watch, screen, io);
  const ids = selectRules(rules, flags).map(({ id }) => id);
  const session: Session = new Session({
    ids,
    run: (request, signal) => rounds.run(request, signal),
    onIdle: () => screen.idle(session.restless),
    onOpen: () => screen.open(rounds.last),
    onPrompt: (prompt) => screen.prompt(prompt, ids),
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
  const others = output.targets.map(({ path }) => resolve(io.cwd, path));
  const files = await watchFiles(io.cwd, others, (names) => session.changed(names));
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
  readonly #watch: Watch;
  readonly #screen: WatchScreen;
  readonly #io: Io;
  #history: CheckOutput['history'] | undefined;
  /** The last complete report. */
  last: Report | undefined;
  exitCode: number = exitCodes.unreachable;

  constructor(watch: Watch, screen: WatchScreen, io: Io) {
    this.#watch = watch;
    this.#screen = screen;
    this.#io = io;
  }

  async run(request: Request, signal: AbortSignal): Promise<void> {
    const { check, flags, output } = this.#watch;
    const io = { ...this.#io, signal: anySignal(this.#io.signal, signal) };
    // Looked up when the receiver doesn't run, since the time of the last change counts.
    const history = this.#history?.next() ?? output.history;
    this.#history = history;
    const say = this.#screen.heading;
    const checked = await runRound({ request, history, flags, targets: output.targets, check, io, say });
    if (signal.aborted || !checked) return;
    this.exitCode = checked.exitCode;
    if (checked.report) this.last = checked.report;
    else this.#screen.lastResult(this.last);
  }
}
