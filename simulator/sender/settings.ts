import type { Settings } from '../../schemas/generated/types.ts';

export type { Settings };

/** A timeout of 5 s and 3 retries, as in an example of the P-Series, a sibling product. */
export const defaultSettings: Readonly<Settings> = { timeoutSeconds: 5, retryCount: 3 };
