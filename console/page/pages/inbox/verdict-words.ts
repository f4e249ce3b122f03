import type { ArrivalRow } from '../../../../schemas/generated/console-types.ts';
import type { Tone } from '../../parts/badge.tsx';

type Verdict = ArrivalRow['verdict'];

export const verdictWords: Record<Verdict, string> = {
  right: 'signature right',
  wrong: 'signature wrong',
  missing: 'no signature',
  'not-checked': 'not checked',
};

export const verdictTones: Record<Verdict, Tone> = {
  right: 'good',
  wrong: 'bad',
  missing: 'warn',
  'not-checked': 'idle',
};
