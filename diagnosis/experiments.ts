import { whetherForgeriesGetThrough } from './experiments/forgeries.ts';
import { whyNoneGetsThrough } from './experiments/get-through.ts';
import { whetherLostOrRepeated } from './experiments/lost-or-repeated.ts';
import { whetherOthersMatter } from './experiments/other-messages.ts';
import type { Question } from './experiments/question.ts';
import { whichAreRefused } from './experiments/refused.ts';
import { whyEffectsAreUnseen } from './experiments/unseen-effects.ts';

/** The causes, in the order of the questions that `decide` asks. */
export const questions: readonly Question[] = [
  whyNoneGetsThrough,
  whetherForgeriesGetThrough,
  whichAreRefused,
  whetherOthersMatter,
  whetherLostOrRepeated,
  whyEffectsAreUnseen,
];
