import { headerValues } from '../../simulator/faults/fault.ts';
import {
  buildRequest,
  type Fault,
  faults,
  HookswitchError,
  type Profile,
  testMessage,
  verify,
  type Webhook,
} from '../../simulator/index.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import { unknownName } from './event-name.ts';

/** @throws HookswitchError `bad-flag` with the nearest name. */
export function findFault(name: string): Fault {
  const known = faults.find((fault) => fault.name === name);
  if (known) return known;
  const names = faults.map((fault) => fault.name);
  throw new HookswitchError('bad-flag', `--fault: there is no fault ${unknownName(name, names)}`);
}

/** What a fault comes to, for this webhook. */
export interface FaultTraits {
  /** The request method that is sent. */
  readonly method: string;
  /** A right receiver refuses what comes: its signature or its method is not genuine. */
  readonly isToBeRefused: boolean;
}

/** Found by trying the fault on the test message; nothing is sent. */
export function traitsOf(fault: Fault | undefined, webhook: Webhook, profile: Profile): FaultTraits {
  const genuine = buildRequest(webhook, testMessage, profile);
  const sent = fault?.rewrite?.(genuine, webhook.secret) ?? genuine;
  const signatures = headerValues(sent.headers, signatureHeader);
  const isGenuine = signatures.length === 1 && verify(webhook.secret, sent.message, signatures[0] ?? '');
  return {
    method: sent.method,
    isToBeRefused: !isGenuine || sent.method !== webhook.method,
  };
}
