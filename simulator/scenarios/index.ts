import type { BuiltInScenario } from './built-in.ts';
import { numberPorting } from './number-porting.ts';
import { offBoarding } from './off-boarding.ts';
import { onboarding } from './onboarding.ts';
import { trunkOutage } from './trunk-outage.ts';

export type { BuiltInScenario };

/** The scenarios that come with Hookswitch: workloads of a fleet that every receiver will see. */
export const scenarios: readonly BuiltInScenario[] = [onboarding, trunkOutage, numberPorting, offBoarding];
