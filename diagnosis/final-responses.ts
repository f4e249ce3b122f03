import type { ProbeResponse } from '../runner/index.ts';
import { statusOf } from '../simulator/wire/outcome.ts';
import type { Genuine, Shape } from './facts.ts';

export const shapes: readonly Shape[] = ['test', 'dids', 'capacity'];

/** The final result. */
export function finalResponse(answers: readonly [ProbeResponse, ...ProbeResponse[]]): ProbeResponse {
  return answers.at(-1) ?? answers[0];
}

/** The final results of all shapes, in their order. */
export function finalResponses(genuine: Genuine): readonly ProbeResponse[] {
  return shapes.map((shape) => finalResponse(genuine[shape]));
}

/** A route responds with a refusal of this message, so it is served. */
export function isRefusal(answer: ProbeResponse): boolean {
  return [400, 401, 403, 422].includes(statusOf(answer) ?? 0);
}
