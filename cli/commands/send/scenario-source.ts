import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  HookswitchError,
  type PlannedStep,
  type Profile,
  planScenario,
  type Scenario,
  scenarios,
} from '../../../simulator/index.ts';
import { parseScenario } from '../../../simulator/scenarios/parse-scenario.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import { count } from '../../../text/count.ts';
import { unknownName } from '../../../text/unknown-name.ts';
import { clip, oneLine } from '../../../text/visible.ts';
import type { Io } from '../../shared/io.ts';
import { readMessage } from '../../shared/read-message.ts';
import type { Due, MessageSource } from './source-types.ts';

/**
 * The messages of a scenario, built in or from a file, all of it run through before the first is due.
 *
 * @throws HookswitchError `bad-flag`, `bad-file`, `bad-scenario`. `undefined` when Ctrl-C came while a file was read.
 */
export async function scenarioSource(
  name: string,
  { seed, profile }: { readonly seed: number; readonly profile: Profile },
  io: Io,
): Promise<MessageSource | undefined> {
  const builtIn = scenarios.find((scenario) => scenario.name === name);
  const scenario = builtIn?.make(seed) ?? (await fromFile(name, io));
  if (!scenario) return undefined;
  const steps = planScenario(scenario, { profile });
  const messages = steps.reduce((sum, step) => sum + step.messages.length, 0);
  return {
    what: `the scenario ${clip(oneLine(scenario.name), 60)} (${count(steps.length, 'step')}, ${count(messages, 'message')})`,
    messages,
    isDrawn: builtIn !== undefined,
    largestBytes: 0,
    *due() {
      for (const step of steps) yield* dueIn(step, steps.length, profile);
    },
  };
}

function* dueIn(step: PlannedStep, total: number, profile: Profile): Generator<Due> {
  const [first, ...others] = step.messages;
  const told = inWords(step, total);
  if (first === undefined) return yield { told: `${told}: no message`, pauseMs: step.pauseMs };
  yield { told, bytes: messageBytes(first, profile), pauseMs: step.pauseMs };
  for (const message of others) yield { bytes: messageBytes(message, profile), pauseMs: 0 };
}

const maxNote = 100;

/** `step 3 of 40, assign-dids 36XXXXXXXXXXXXZK (2 DIDs): the number moves` */
function inWords({ step, action, note }: PlannedStep, total: number): string {
  const sn = 'sn' in action ? ` ${action.sn}` : '';
  const trunk = 'trunkId' in action ? ` ${action.trunkId}` : '';
  const dids = 'didIds' in action ? action.didIds.length : 'dids' in action ? action.dids.length : 0;
  const many = dids === 0 ? '' : ` (${count(dids, 'DID')})`;
  const why = note === undefined ? '' : `, ${clip(note, maxNote)}`;
  return oneLine(`step ${step} of ${total}, ${action.kind}${sn}${trunk}${many}${why}`);
}

async function fromFile(name: string, io: Io): Promise<Scenario | undefined> {
  const names = scenarios.map((scenario) => scenario.name);
  // A word without a dot or a slash is more likely a name that was mistyped than a file that is missing.
  if (name !== '-' && /^[\w-]+$/.test(name) && !existsSync(resolve(io.cwd, name))) {
    throw new HookswitchError(
      'bad-flag',
      `--scenario: there is no scenario or file ${unknownName(name, names)}`,
    );
  }
  const bytes = await readMessage(name, io, 'the scenario');
  return bytes && parseScenario(bytes.toString('utf8'), name === '-' ? 'standard input' : name);
}
