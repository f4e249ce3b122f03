import { didChange, type IdentityFacts, type Noted } from '../../runner/rule-kit.ts';
import { wrongMessages, wrongReports } from './wrong-shapes.ts';

/** Messages that no receiver can apply. */
export function nonsense(facts: IdentityFacts): Noted {
  const reports = wrongReports.map(
    ({ what, make }) => [`a did_change report ${what}`, didChange(facts, { dids: 2 }).map(make)] as const,
  );
  return [...wrongMessages, ...reports];
}
