/** Finds root causes. */

export { decide } from './decide.ts';
export { gatherFacts } from './diagnose.ts';
export type { Facts } from './facts.ts';
export { finalResponse } from './final-responses.ts';
export { decisive } from './follows.ts';
export { type Beforehand, gatherBeforehand } from './gather.ts';
export { genuineOf } from './probe-genuine.ts';
export { acceptsTestOnly, isRefusedAsForged, refusals } from './responses.ts';
