import { alteredSignature } from './altered-signature.ts';
import { brokenUpload } from './broken-upload.ts';
import { chunkedBody } from './chunked-body.ts';
import { contentType } from './content-type.ts';
import { doubledHeader } from './doubled-header.ts';
import { emptySignature } from './empty-signature.ts';
import type { Fault } from './fault.ts';
import { forgedGet } from './forged-get.ts';
import { headerCase } from './header-case.ts';
import { lostAck } from './lost-ack.ts';
import { malformedSignature } from './malformed-signature.ts';
import { missingSignature } from './missing-signature.ts';
import { otherEncoding } from './other-encoding.ts';
import { otherMethod } from './other-method.ts';
import { slowBody } from './slow-body.ts';
import { swappedSignature } from './swapped-signature.ts';
import { tamperedBody } from './tampered-body.ts';
import { weakDigest } from './weak-digest.ts';
import { wrongSecret } from './wrong-secret.ts';

/**
 * Every built-in fault, with its usual parameters. Only rules use the files that aren't listed here: signature-elsewhere.ts,
 * second-message.ts, split-body.ts, and both.ts, which joins two.
 */
export const faults: readonly Fault[] = [
  // A signature that isn't genuine.
  missingSignature,
  emptySignature(),
  wrongSecret(),
  tamperedBody(),
  alteredSignature(),
  swappedSignature(),
  weakDigest(),
  otherEncoding(),
  doubledHeader(),
  malformedSignature(),
  // Another header or method.
  headerCase(),
  otherMethod(),
  forgedGet(),
  contentType(),
  // Genuine, but the bytes arrive in an unusual way.
  chunkedBody,
  slowBody(),
  brokenUpload,
  lostAck(),
];
