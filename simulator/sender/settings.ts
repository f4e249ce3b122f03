import type { Settings } from '../../schemas/generated/types.ts';

export type { Settings };

/** The values of the sibling product's example: 5 s and 3 retries. */
export const defaultSettings: Readonly<Settings> = { timeoutSeconds: 5, retryCount: 3 };
