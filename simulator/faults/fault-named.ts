import { type ErrorCode, HookswitchError } from '../../text/errors/errors.ts';
import { unknownName } from '../../text/words/unknown-name.ts';
import type { Fault } from './fault.ts';
import { faults } from './index.ts';

/** The built-in fault with this name. */
export function faultNamed(name: string | undefined): Fault | undefined {
  return faults.find((fault) => fault.name === name);
}

/** The built-in fault with this name. @throws HookswitchError with this code and the most similar name, after `where`. */
export function givenFault(name: string, code: ErrorCode, where = ''): Fault {
  const fault = faultNamed(name);
  if (fault) return fault;
  const names = faults.map((known) => known.name);
  throw new HookswitchError(code, `${where}there is no fault ${unknownName(name, names)}`);
}
