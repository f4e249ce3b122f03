import { expect, it } from 'vitest';
import { planInWords, type ResponsePlan } from '../../listener/response-plan.ts';

const ok = { kind: 'status', status: 200 } as const;
const busy = { kind: 'status', status: 503 } as const;
const hang = { kind: 'hang' } as const;

it.each<[ResponsePlan['responses'], number, string]>([
  [[ok], 0, '200'],
  [[ok], 100, '200 after 0.1 s'],
  [[busy, busy, ok], 0, '503, 503, then 200'],
  [[busy, hang], 4000, '503, then nothing, each after 4 s'],
])('names each response in order, and the delay of each', (responses, delayMs, words) => {
  expect(planInWords({ responses, delayMs })).toBe(words);
});
