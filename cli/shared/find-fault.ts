import { type Fault, faults, HookswitchError } from '../../simulator/index.ts';
import { unknownName } from '../../text/unknown-name.ts';

/** @throws HookswitchError `bad-flag` with the most similar name. */
export function findFault(name: string): Fault {
  const known = faults.find((fault) => fault.name === name);
  if (known) return known;
  const names = faults.map((fault) => fault.name);
  throw new HookswitchError('bad-flag', `--fault: there is no fault ${unknownName(name, names)}`);
}
