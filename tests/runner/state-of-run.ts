import {
  ConnectionGuard,
  ControlLooks,
  CrashGuard,
  createIdentities,
  createInFlight,
  type Effort,
  Fences,
  type Guards,
  KeptAttempts,
  nothingSeen,
  type Observation,
  RateGuard,
  type ReceiverAccess,
  Responses,
  type RunState,
  type RunTraffic,
  SeenMessages,
  SilenceWatch,
  type Target,
} from '../../runner/index.ts';
import { defaultProfile, defaultSettings, freshConnections } from '../../simulator/index.ts';

const secret = 'b8Kq3VtLzX6mN0wRy5JhC2sGd7PfUe9A';

/** Fields of all parts of a run's state. */
export type RunParts = Partial<
  Target & ReceiverAccess & Observation & Effort & Guards & RunTraffic & Pick<RunState, 'identities' | 'seen'>
>;

/** The state of a run that sends nothing. A test sets only the fields that matter to it. */
export function stateOfRun(parts: RunParts = {}): RunState {
  return withParts(idleRun(), parts);
}

/** The same run with these fields changed, each in the part that it belongs to. */
export function withParts(run: RunState, parts: RunParts): RunState {
  const idle = idleRun();
  let changed: RunState = run;
  for (const [name, value] of Object.entries(parts)) {
    const group = groups.find((one) => name in idle[one]);
    changed = group
      ? { ...changed, [group]: { ...changed[group], [name]: value } }
      : { ...changed, [name]: value };
  }
  return changed;
}
type Group = 'target' | 'receiver' | 'observation' | 'effort' | 'guards' | 'traffic';

const groups: readonly Group[] = ['target', 'receiver', 'observation', 'effort', 'guards', 'traffic'];

function idleRun(): RunState {
  const connection = { allowHosts: [] };
  return {
    target: {
      webhook: { url: 'http://127.0.0.1:9/', secret, method: 'POST' },
      settings: defaultSettings,
      profile: defaultProfile,
      headers: [],
      connection,
      connector: freshConnections(connection),
      isOnThisMachine: true,
      previousSecret: undefined,
      adapted: undefined,
    },
    receiver: { process: undefined, output: undefined, comeBackMs: 1000, sharesProcess: false },
    observation: {
      observer: undefined,
      learned: undefined,
      unlearned: undefined,
      downstream: undefined,
      settleMs: 50,
    },
    effort: {
      ...{ seed: 1, isThorough: false, runs: 1, schedules: 0 },
      ...{ shrinks: undefined, sequence: undefined, sequences: undefined },
    },
    guards: {
      inFlight: createInFlight({ atOnce: 1 }),
      connections: new ConnectionGuard(async () => undefined),
      rate: new RateGuard({
        budgetMs: 60_000,
        control: async () => undefined,
        signal: undefined,
      }),
      pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
      crashes: new CrashGuard(undefined, 60_000, () => {}),
    },
    traffic: {
      attempts: new KeptAttempts(),
      shared: new Map(),
      fences: new Fences(),
      controlLooks: new ControlLooks(),
      messagesSeen: new SeenMessages([], { timeoutMs: 5000, webhook: { secret } }),
      responses: { all: new Responses(), reports: new Responses() },
      silence: { all: neverSilent, reports: neverSilent },
      onStored: undefined,
    },
    identities: createIdentities(),
    seen: nothingSeen(),
  };
}

const neverSilent = new SilenceWatch({
  responses: new Responses(),
  timeoutMs: 5000,
  responds: async () => true,
});
