import type { Rule } from '../../runner/rule-kit.ts';
import { acceptsAnyFormatting } from './accepts-any-formatting.ts';
import { acceptsAnyHeaderCase } from './accepts-any-header-case.ts';
import { acceptsGenuine } from './accepts-genuine.ts';
import { acceptsNonAscii } from './accepts-non-ascii.ts';
import { checksEveryMessage } from './checks-every-message.ts';
import { checksTheTestMessageToo } from './checks-the-test-message-too.ts';
import { hidesTiming } from './hides-timing.ts';
import { rejectedHasNoEffect } from './rejected-has-no-effect.ts';
import { forgeryRules } from './rejects.ts';
import { survivesUnsignedNonsense } from './survives-unsigned-nonsense.ts';

/** The rules about signatures, by chapter, in the order of lists and reports. */
export const signatureRules = {
  /** It accepts every genuine message, whatever its form. */
  accepts: [acceptsGenuine, acceptsAnyFormatting, acceptsNonAscii, acceptsAnyHeaderCase],
  /** It rejects every forged message. */
  rejects: [...Object.values(forgeryRules), survivesUnsignedNonsense],
  /** It checks all messages, and a rejected one changes and reveals nothing. */
  always: [checksTheTestMessageToo, checksEveryMessage, rejectedHasNoEffect, hidesTiming],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
