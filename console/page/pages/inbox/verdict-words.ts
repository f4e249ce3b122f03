import type { ArrivalRow } from '../../../server/api/types.ts';
import type { Tone } from '../../parts/badge.tsx';

type Verdict = ArrivalRow['verdict'];

export const verdictWords: Record<Verdict, string> = {
  valid: 'signature valid',
  invalid: 'signature invalid',
  missing: 'no signature',
  'not-checked': 'not checked',
};

export const verdictTones: Record<Verdict, Tone> = {
  valid: 'good',
  invalid: 'bad',
  missing: 'warn',
  'not-checked': 'idle',
};
