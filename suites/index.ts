import { appliesOnce } from './retry/applies-once.ts';
import type { Rule } from './rule.ts';
import { acceptsAnyFormatting } from './signature/accepts-any-formatting.ts';
import { acceptsAnyHeaderCase } from './signature/accepts-any-header-case.ts';
import { acceptsGenuine } from './signature/accepts-genuine.ts';
import { acceptsNonAscii } from './signature/accepts-non-ascii.ts';
import { checksTheTestMessageToo } from './signature/checks-the-test-message-too.ts';
import { refusesCalmly } from './signature/refuses-calmly.ts';
import { rejectedHasNoEffect } from './signature/rejected-has-no-effect.ts';
import { rejectsAlteredSignature } from './signature/rejects-altered-signature.ts';
import { rejectsDoubledHeader } from './signature/rejects-doubled-header.ts';
import { rejectsEmpty } from './signature/rejects-empty.ts';
import { rejectsMissing } from './signature/rejects-missing.ts';
import { rejectsOtherEncoding } from './signature/rejects-other-encoding.ts';
import { rejectsOtherSecret } from './signature/rejects-other-secret.ts';
import { rejectsSwappedSignature } from './signature/rejects-swapped-signature.ts';
import { rejectsTamperedBody } from './signature/rejects-tampered-body.ts';
import { rejectsWeakDigest } from './signature/rejects-weak-digest.ts';

/** Every rule, in the order in which a person reads them. */
export const rules: readonly Rule[] = [
  acceptsGenuine,
  acceptsAnyFormatting,
  acceptsNonAscii,
  acceptsAnyHeaderCase,
  rejectsMissing,
  rejectsEmpty,
  rejectsOtherSecret,
  rejectsTamperedBody,
  rejectsAlteredSignature,
  rejectsSwappedSignature,
  rejectsWeakDigest,
  rejectsOtherEncoding,
  rejectsDoubledHeader,
  refusesCalmly,
  checksTheTestMessageToo,
  rejectedHasNoEffect,
  appliesOnce,
];
