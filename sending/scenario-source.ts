import { type PlannedStep, type Profile, planScenario, type Scenario } from '../simulator/index.ts';
import { messageBytes } from '../simulator/wire/request.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import type { Due, MessageSource } from './source.ts';

/** The messages of a scenario. It is run to its end before the first message is due. @throws HookswitchError `bad-scenario`. */
export function scenarioSource(scenario: Scenario, isGenerated: boolean, profile: Profile): MessageSource {
  const steps = planScenario(scenario, { profile });
  const messages = steps.reduce((sum, step) => sum + step.messages.length, 0);
  return {
    what: `the scenario ${clip(oneLine(scenario.name), 60)} (${count(steps.length, 'step')}, ${count(messages, 'message')})`,
    messages,
    isGenerated,
    largestBytes: 0,
    *due() {
      for (const step of steps) yield* dueIn(step, steps.length, profile);
    },
  };
}

function* dueIn(step: PlannedStep, total: number, profile: Profile): Generator<Due> {
  const [first, ...others] = step.messages;
  const note = noteOf(step, total);
  if (first === undefined) return yield { note: `${note}: no message`, pauseMs: step.pauseMs };
  yield { note, bytes: messageBytes(first, profile), pauseMs: step.pauseMs };
  for (const message of others) yield { bytes: messageBytes(message, profile), pauseMs: 0 };
}

const maxNote = 100;

/** `step 3 of 40, assign-dids 36XXXXXXXXXXXXZK (2 DIDs): the number moves` */
function noteOf({ step, action, note }: PlannedStep, total: number): string {
  const sn = 'sn' in action ? ` ${[action.sn].flat().join(', ')}` : '';
  const trunk = 'trunkId' in action ? ` ${action.trunkId}` : '';
  const dids = 'didIds' in action ? (action.didIds ?? []).length : 'dids' in action ? action.dids.length : 0;
  const many = dids === 0 ? '' : ` (${count(dids, 'DID')})`;
  const why = note === undefined ? '' : `, ${clip(note, maxNote)}`;
  return oneLine(`step ${step} of ${total}, ${action.action}${sn}${trunk}${many}${why}`);
}
