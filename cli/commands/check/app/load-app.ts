import type { LoadedReceiver } from '../../../../check/index.ts';
import type { Observe } from '../../../../observation/index.ts';
import { OutputSearch, secretOf } from '../../../../receiver/index.ts';
import { anySignal } from '../../../../simulator/any-signal.ts';
import { systemClock } from '../../../../simulator/index.ts';
import { HookswitchError } from '../../../../text/errors/errors.ts';
import { formatMs } from '../../../../text/words/durations.ts';
import { quote, showPath } from '../../../../text/words/quote.ts';
import { importFresh } from '../../../shared/files/import-fresh.ts';
import { modulesFromNow } from '../../../shared/files/loaded-modules.ts';
import { leftoversFromNow } from './leftovers.ts';
import { errorInWords } from './load-error.ts';
import type { ModuleName } from './module-name.ts';
import { guardProcess } from './process-guard.ts';
import { exportIn, httpServersOf, receiverIn, UnusableModule } from './receiver-in.ts';

/** What is loaded for a check. */
export interface AppToLoad {
  readonly app: ModuleName;
  /** The module of `--observe-app`. */
  readonly observer: ModuleName | undefined;
  readonly secret: string;
  /** The environment variable that gets the secret. */
  readonly secretEnv: string;
  readonly cwd: string;
  readonly waitMs: number;
}

/** How long a module that exports nothing may take to start a server (ms), and how often to check. */
const startMs = 5000;
const lookEveryMs = 10;

/**
 * Loads the modules, with nothing in their cache, and calls the function that creates the receiver.
 *
 * @throws HookswitchError `bad-receiver` or `bad-observer`.
 */
export async function loadApp(options: AppToLoad, signal: AbortSignal): Promise<LoadedReceiver> {
  const { app, secret, secretEnv, cwd } = options;
  const output = new OutputSearch([secretOf(secret)]);
  const read = output.reader();
  const modules = modulesFromNow(app.path);
  const inWords = (error: unknown) => errorInWords(error, { cwd, isOwn: modules.isOwn });
  const refusal = refusesOnce();
  const crashes = crashesToWatch();
  const over = new AbortController();
  let isLoaded = false;
  let printed = '';
  const onEnd = (error: unknown, what: string) => {
    if (isLoaded) crashes.add(`${what}: ${inWords(error)}`);
    else refusal.refuse(error);
  };
  const guard = guardProcess({
    env: { [secretEnv]: secret },
    onOutput(chunk) {
      const text = Buffer.from(chunk).toString();
      read(text);
      printed = lastLine(text) ?? printed;
    },
    onExit: (call) => onEnd(call, 'ended its process'),
    onUncaught: (error) => onEnd(error, 'threw an error that nobody caught'),
  });
  const endLeftovers = leftoversFromNow();
  const close = async () => {
    await endLeftovers();
    guard.restore();
    modules.forget();
  };
  const servers = () => startedServers(() => httpServersOf(guard.servers), signal);
  try {
    const loading = loadBoth(options, servers);
    loading.catch(() => {});
    const late = tooLate(options, signal, over.signal);
    late.catch(() => {});
    const loaded = await Promise.race([loading, refusal.refused, late]);
    isLoaded = true;
    return { ...loaded, output, watchCrashes: crashes.watch, close };
  } catch (error) {
    const refused = refusedModule(error, app, printed, inWords);
    await close();
    throw refused;
  } finally {
    over.abort();
  }
}

async function loadBoth(
  { app, observer }: AppToLoad,
  servers: () => Promise<ReturnType<typeof httpServersOf>>,
): Promise<Pick<LoadedReceiver, 'receiver' | 'observe'>> {
  const module = await importFresh(app.path);
  const receiver = await receiverIn(module, app.exported, servers);
  const [from, exported, source] = observer
    ? [observer, await importFresh(observer.path), observer.exported ?? 'observe']
    : [app, module, 'observe'];
  const observe = exportIn(exported, source);
  if (typeof observe === 'function') return { receiver, observe: observe as Observe };
  if (observe === undefined && !observer) return { receiver, observe: undefined };
  const file = showPath(from.file);
  throw new HookswitchError(
    'bad-observer',
    observe === undefined
      ? `${file} doesn't export ${source}; export a function, (sn) => state`
      : `the export ${source} of ${file} is not a function; export (sn) => state`,
  );
}

/** A promise that is rejected by the first call. */
function refusesOnce() {
  let refuse: (error: unknown) => void = () => {};
  const refused = new Promise<never>((_resolve, reject) => {
    refuse = reject;
  });
  refused.catch(() => {});
  return { refuse, refused };
}

/** Keeps the first crash until somebody watches. */
function crashesToWatch() {
  let kept: string | undefined;
  let add = (end: string): void => {
    kept ??= end;
  };
  return {
    add: (end: string) => add(end),
    watch(listener: (end: string) => void) {
      add = listener;
      if (kept !== undefined) listener(kept);
      kept = undefined;
    },
  };
}

async function tooLate({ waitMs }: AppToLoad, signal: AbortSignal, over: AbortSignal): Promise<never> {
  await systemClock.sleep(waitMs, anySignal(signal, over));
  throw new UnusableModule(
    signal.aborted
      ? 'was still being loaded when the check was stopped'
      : `wasn't loaded within ${formatMs(waitMs)}; is there an await that never ends? If it only needs longer, use --wait`,
  );
}

async function startedServers(
  look: () => ReturnType<typeof httpServersOf>,
  signal: AbortSignal,
): Promise<ReturnType<typeof httpServersOf>> {
  const endsAt = performance.now() + startMs;
  while (look().length === 0 && performance.now() < endsAt && !signal.aborted)
    await systemClock.sleep(lookEveryMs, signal);
  return look();
}

function refusedModule(
  error: unknown,
  { file }: ModuleName,
  printed: string,
  inWords: (error: unknown) => string,
): HookswitchError {
  if (error instanceof HookswitchError) return error;
  const what = error instanceof UnusableModule ? error.message : `can't be loaded: ${inWords(error)}`;
  const last = printed === '' ? '' : `; it printed ${quote(printed)}`;
  return new HookswitchError('bad-receiver', `${showPath(file)} ${what}${last}`);
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
