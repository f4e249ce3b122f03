import {
  ConnectionGuard,
  CrashGuard,
  createIdentities,
  createInFlight,
  KeptAttempts,
  nothingSeen,
  RateGuard,
  Responses,
  type RunState,
  SeenMessages,
  SilenceWatch,
} from '../../runner/index.ts';
import { defaultProfile, defaultSettings, freshConnections } from '../../simulator/index.ts';
import { libraryWords } from '../../text/words/option-words.ts';

const secret = 'b8Kq3VtLzX6mN0wRy5JhC2sGd7PfUe9A';

/** What the rules of a run share, in a run that sends nothing; a test sets only what matters to it. */
export function stateOfRun(parts: Partial<RunState> = {}): RunState {
  const connection = { allowHosts: [] };
  return {
    webhook: { url: 'http://127.0.0.1:9/', secret, method: 'POST' },
    settings: defaultSettings,
    profile: defaultProfile,
    headers: [],
    connection,
    connector: freshConnections(connection),
    observer: undefined,
    previousSecret: undefined,
    words: libraryWords,
    isThorough: false,
    downstream: undefined,
    process: undefined,
    comeBackMs: 1000,
    seed: 1,
    runs: 1,
    schedules: 0,
    settleMs: 50,
    identities: createIdentities(),
    inFlight: createInFlight({ atOnce: 1 }),
    pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
    connections: new ConnectionGuard(async () => undefined),
    crashes: new CrashGuard(undefined, 60_000, () => {}),
    rate: new RateGuard({
      bounds: { atOnce: 1 },
      budgetMs: 60_000,
      control: async () => undefined,
      signal: undefined,
    }),
    attempts: new KeptAttempts(),
    messagesSeen: new SeenMessages([], { timeoutMs: 5000, webhook: { secret } }),
    responses: { all: new Responses(), reports: new Responses() },
    silence: { all: neverSilent, reports: neverSilent },
    seen: nothingSeen(),
    ...parts,
  };
}

const neverSilent = new SilenceWatch({
  responses: new Responses(),
  timeoutMs: 5000,
  responds: async () => true,
});
