import { explain } from '../../schemas/words/explain.ts';
import type { Cause } from '../cause.ts';
import { finalResponse, finalResponses } from '../final-responses.ts';
import { explained, genuineInWords } from '../responses.ts';

/** A framework protects its forms, and treats the webhook as a form from another page. */
export const csrf: Cause = (facts) => {
  if (!finalResponses(facts.genuine).every(({ outcome }) => explain(outcome, facts)?.id === 'csrf'))
    return undefined;
  return {
    cause: 'csrf-protection',
    ...explained(finalResponse(facts.genuine.test), facts),
    evidence: genuineInWords(facts.genuine),
  };
};
