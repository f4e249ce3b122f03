import { expect, it } from 'vitest';
import { questions } from '../../diagnosis/experiments.ts';
import { schemas } from '../../schemas/index.ts';

it('every cause is proven by exactly one experiment of the page', () => {
  const named = questions.flatMap(({ experiments }) => experiments.flatMap(({ causes }) => causes));
  const { Diagnosis } = schemas.report.$defs as Record<string, { properties: { cause: { enum: string[] } } }>;
  expect([...named].sort()).toEqual([...(Diagnosis?.properties.cause.enum ?? [])].sort());
});
