import type { AttemptOutcomeName, AttemptRow, DeliveryStateName } from '../../../server/api/types.ts';
import type { Tone } from '../../parts/tone.ts';
import { durationInWords, lateWords } from '../../parts/words/duration.ts';

const states: Readonly<Record<DeliveryStateName, { word: string; tone: Tone }>> = {
  pending: { word: 'In progress', tone: 'busy' },
  acknowledged: { word: 'Acknowledged', tone: 'good' },
  exhausted: { word: 'Exhausted', tone: 'bad' },
};

const outcomes: Readonly<Record<AttemptOutcomeName, { word: string; tone: Tone }>> = {
  acknowledged: { word: 'Acknowledged', tone: 'good' },
  refused: { word: 'Refused', tone: 'bad' },
  timeout: { word: 'Timeout', tone: 'warn' },
  'connection-failed': { word: 'Connection failed', tone: 'lost' },
  aborted: { word: 'Aborted', tone: 'idle' },
};

export const deliveryStateNames = Object.keys(states) as DeliveryStateName[];
export const outcomeNames = Object.keys(outcomes) as AttemptOutcomeName[];

export function stateWord(state: DeliveryStateName): string {
  return states[state].word;
}

export function stateTone(state: DeliveryStateName): Tone {
  return states[state].tone;
}

export function outcomeWord(outcome: AttemptOutcomeName): string {
  return outcomes[outcome].word;
}

export function outcomeTone(outcome: AttemptOutcomeName | undefined): Tone {
  return outcome === undefined ? 'busy' : outcomes[outcome].tone;
}

/** The outcome of an attempt: "responded with 200 after 12 ms". */
export function attemptWords({ status, elapsedMs, outcome, detail, measuredLateMs }: AttemptRow): string {
  if (outcome === undefined) return 'in progress';
  const late = measuredLateMs === undefined ? '' : `, ${lateWords(measuredLateMs)}`;
  const took = `${elapsedMs === undefined ? '' : ` after ${durationInWords(elapsedMs)}`}${late}`;
  if (status !== undefined) return `responded with ${status}${took}`;
  return `${detail ?? outcomeWord(outcome).toLowerCase()}${took}`;
}
