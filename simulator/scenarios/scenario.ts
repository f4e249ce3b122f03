import type { Scenario, ScenarioStep } from '../../schemas/generated/types.ts';
import { validate } from '../../schemas/validate.ts';
import { defined } from '../../text/defined.ts';
import { HookswitchError } from '../../text/errors/errors.ts';
import {
  Administrator,
  type Fleet,
  type FleetAction,
  type FleetMessage,
  type FleetProfile,
  type WorkloadStep,
} from '../fleet/index.ts';
import { defaultProfile } from '../profile.ts';
import { unixSeconds } from '../unix-seconds.ts';

export type { Scenario, ScenarioStep };

/** Options for planning or running a scenario. */
export interface ScenarioOptions {
  /** The parts of a profile that shape the messages; default {@link defaultProfile}. */
  readonly profile?: FleetProfile;
  /** When the first step happens (seconds since 1970); by default, early enough that the last one happens at `endTime`. */
  readonly startTime?: number;
  /** When the last step happens (seconds since 1970); default now, so no `updateTime` is in the future. */
  readonly endTime?: number;
}

/** A step of a scenario, and the messages that YCM pushes for it. */
export interface PlannedStep extends WorkloadStep {
  /** Its number, from 1. */
  readonly step: number;
  /** How long to wait before it (ms). */
  readonly pauseMs: number;
  /** What happens, in words. */
  readonly note?: string;
}

/**
 * Plans a whole scenario before anything is sent.
 *
 * @param scenario The scenario, validated or not.
 * @param options The profile and times to use.
 * @throws HookswitchError `bad-scenario`: what is wrong, and in which step.
 */
export function planScenario(scenario: Scenario, options: ScenarioOptions = {}): readonly PlannedStep[] {
  const problem = validate('scenario', scenario);
  if (problem) throw new HookswitchError('bad-scenario', problem.message);
  return [...runScenario(scenario, options)];
}

/**
 * Yields the steps of a scenario one by one. Unlike {@link planScenario}, it throws for an impossible step only when it reaches that step.
 *
 * @param scenario A scenario that passes `validate`.
 * @param options The profile and times to use.
 * @throws HookswitchError `bad-scenario` when a step is impossible.
 */
export function* runScenario(
  { steps }: Scenario,
  options: ScenarioOptions = {},
): Generator<PlannedStep, void, undefined> {
  let updateTime = startOf(steps, options);
  const administrator = new Administrator(options.profile ?? defaultProfile);
  let size = 0;
  for (const [index, step] of steps.entries()) {
    if (index > 0) updateTime += laterOf(step);
    const { pauseMs = 0, note, secondsLater: _later, ...acted } = step;
    const action = acted as FleetAction;
    const { messages } = actIn(step, index, () => administrator.do(action, updateTime));
    size += sizeOf(messages);
    actIn(step, index, () => assertBounded(administrator.fleet, size));
    yield { step: index + 1, action, messages, updateTime, pauseMs, ...defined({ note }) };
  }
}

function laterOf({ secondsLater = 1 }: ScenarioStep): number {
  return secondsLater;
}

function startOf(
  steps: readonly ScenarioStep[],
  { startTime, endTime = unixSeconds() }: ScenarioOptions,
): number {
  if (startTime !== undefined) return startTime;
  const lengthSeconds = steps.slice(1).reduce((sum, step) => sum + laterOf(step), 0);
  if (lengthSeconds <= endTime) return endTime - lengthSeconds;
  throw new HookswitchError(
    'bad-scenario',
    `all steps together take ${lengthSeconds} seconds, so the first one happens before 1970; lower secondsLater`,
  );
}

const maxDids = 10_000;
const maxSize = 1_000_000;

/** Every report lists all DIDs of its PBX, so a short file may generate many bytes. */
function assertBounded({ dids }: Fleet, size: number): void {
  if (dids.length > maxDids) {
    throw new HookswitchError('bad-action', `the fleet has more than ${maxDids} DIDs; add fewer`);
  }
  if (size > maxSize) {
    throw new HookswitchError(
      'bad-action',
      `the messages up to here list more than ${maxSize} DIDs together; split the scenario into two`,
    );
  }
}

function sizeOf(messages: readonly FleetMessage[]): number {
  const sizeOfReport = ({ trunkDidInfoList: list }: FleetMessage[number]) =>
    1 + (Array.isArray(list) ? list.length : 0);
  return messages.flat().reduce((size, report) => size + sizeOfReport(report), 0);
}

/** An invalid action is reported with its step. */
function actIn<T>({ action }: ScenarioStep, index: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    throw new HookswitchError('bad-scenario', `step ${index + 1} (${action}): ${error.message}`);
  }
}
