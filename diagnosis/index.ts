/** Finds root causes. */

export { acceptsTestOnly, isRefusedAsForged, refusals } from './answers.ts';
export { decide } from './decide.ts';
export { gatherFacts } from './diagnose.ts';
export type { Facts } from './facts.ts';
export { finalAnswer } from './final-answers.ts';
export { decisive } from './follows.ts';
export { type Beforehand, gatherBeforehand } from './gather.ts';
export { genuineOf } from './probe-genuine.ts';
