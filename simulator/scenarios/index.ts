import type { BuiltInScenario } from './built-in.ts';
import { numberPorting } from './number-porting.ts';
import { offBoarding } from './off-boarding.ts';
import { onboarding } from './onboarding.ts';
import { trunkOutage } from './trunk-outage.ts';

export type { BuiltInScenario };

/** The built-in scenarios: typical changes to PBXs, trunks and DIDs. */
export const scenarios: readonly BuiltInScenario[] = [onboarding, trunkOutage, numberPorting, offBoarding];
