import { showsEntries } from '../../observation/index.ts';
import { seededRandom } from '../../simulator/index.ts';
import { burstSizeFor, type Turn } from '../budget.ts';
import { observesNamelessCalls } from '../downstream/nameless.ts';
import { isSilent } from '../silence.ts';
import { earlyReports } from '../watching/early-reports.ts';
import { currentTime, laterTime } from './current-report.ts';
import type { RunSettings, Visibility } from './rule-context.ts';
import type { RunState } from './run-state.ts';

/** Whether time is so short that fewer cases must decide. */
export function isShort({ effort, guards }: RunState): boolean {
  return effort.isShort === true || guards.rate.met !== undefined;
}

/** What a rule knows of its run. */
export function factsOf(run: RunState, seed: number, turn: Turn): RunSettings {
  const { settings, profile, webhook, isOnThisMachine, previousSecret } = run.target;
  const { isThorough, sequence, sequences, schedules } = run.effort;
  const { settleMs } = run.observation;
  const timeoutMs = settings.timeoutSeconds * 1000;
  return {
    ...{ settings, timeoutMs, profile, webhook, isOnThisMachine, previousSecret, settleMs },
    ...{ isThorough, sequence, sequences, schedules },
    isShort: () => isShort(run),
    acknowledged: () => run.seen.acknowledged,
    currentTime: () => currentTime(run),
    laterTime: () => laterTime(run),
    endedUnseen: () => run.guards.crashes.unseen,
    isSilent: () => isSilent(run.traffic.silence),
    endedBy: (message, fault) => run.guards.crashes.messages.endBy({ message, fault }),
    early: () => earlyReports(run),
    acceptsTestOnly: run.seen.acceptsTestOnly,
    acceptsDids: run.seen.acceptsDids,
    random: seededRandom(seed),
    burstSize: (max) => burstSizeFor(run.guards.rate.most(max), run.guards.pace, timeoutMs),
    leftMs: () => Math.max(0, turn.endsAt - performance.now()),
  };
}

/** What the observer shows. */
export function visibilityOf(run: RunState): Visibility {
  const { observer, learned, unlearned } = run.observation;
  const shows = observer !== undefined && !observesNamelessCalls(run) && !run.seen.observerInstability;
  const anything = shows && !unlearned && learned?.problem !== 'no-effect';
  return {
    anything,
    allAtOnce: observer?.isPerPbx === false,
    state: observer?.showsState === true && !unlearned,
    dids: anything && learned?.effects.dids !== false,
    capacity: anything && learned?.effects.capacity !== false,
    marks: anything && (learned === undefined || showsEntries(learned)),
    current: learned?.current === 'unclear' ? undefined : learned?.current,
    oneState: learned?.problem === 'one-state',
    onlyWhen: learned?.appliesOnly,
    fields: (anything && learned?.shows) || new Map(),
  };
}
