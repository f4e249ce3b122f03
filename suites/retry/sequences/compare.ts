import {
  describeDifferences,
  differencesFromOthers,
  type Json,
  mentions,
} from '../../../observation/index.ts';
import type { SequenceReport } from '../../../schemas/sequence-step.ts';
import { didsAtTheEnd } from './expected.ts';
import { didName } from './names.ts';

/** The final states of two control PBXs: one got only the newest reports, one got all in order. */
interface ControlStates {
  readonly byNewest: Json;
  readonly inOrder: Json;
}

/**
 * How a state differs from its controls, in words; undefined if it doesn't. Where the controls differ, the value depends on time or history
 * and may be anything. But the content of the newest report must show where a control shows it. Pure.
 */
export function unlike(
  state: Json,
  { byNewest, inOrder }: ControlStates,
  newest: readonly SequenceReport[],
): string | undefined {
  const found = differencesFromOthers([byNewest, inOrder], state);
  if (found.length > 0) return describeDifferences(found);
  const missing = missingFrom(state, byNewest, newest);
  return missing.length > 0 ? `the state does not show ${missing.slice(0, 3).join(', ')}` : undefined;
}

/** Content of the newest reports that a state doesn't show although a control does. Pure. */
export function missingFrom(state: Json, control: Json, newest: readonly SequenceReport[]): string[] {
  return [...didsShown(newest, control, state), ...capacityShown(newest, control, state)];
}

function didsShown(newest: readonly SequenceReport[], control: Json, state: Json): string[] {
  const names = didsAtTheEnd(newest).map(didName);
  return names.filter((name) => mentions(control, name) && !mentions(state, name));
}

/** Smaller numbers may mean anything, such as a row id. */
const minTelling = 100;

function capacityShown(newest: readonly SequenceReport[], control: Json, state: Json): string[] {
  const values = newest.flatMap(({ capacity }) => Object.entries(capacity ?? {}));
  return values
    .filter(([, value]) => Number(value) >= minTelling && holds(control, value) && !holds(state, value))
    .map(([name, value]) => `${name} ${value}`);
}

/** Whether this value is anywhere in it, as text or as a number. */
function holds(value: Json, wanted: string | undefined): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === wanted;
  return Object.values(value).some((inner) => holds(inner, wanted));
}
