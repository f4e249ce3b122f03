import { appliesOnce } from './retry/applies-once.ts';
import type { Rule } from './rule.ts';
import { acceptsGenuine } from './signature/accepts-genuine.ts';
import { rejectsTamperedBody } from './signature/rejects-tampered-body.ts';

/** Every rule, in the order in which a person reads them. */
export const rules: readonly Rule[] = [acceptsGenuine, rejectsTamperedBody, appliesOnce];
