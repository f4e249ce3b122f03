import { type ErrorCode, HookswitchError } from '../simulator/errors.ts';

/** What the shell gets; scripts build on these. */
export const exitCodes = {
  met: 0,
  failed: 1,
  wrongUse: 2,
  unreachable: 3,
  inconclusive: 4,
  ownMistake: 5,
  interrupted: 130,
} as const;

const unreachableCodes: readonly ErrorCode[] = ['unreachable', 'observer-unreachable', 'exec-failed'];

/** The exit code for something thrown: a mistake of use, of the surroundings, or of the tool itself. */
export function exitCodeOfError(error: unknown): number {
  if (!(error instanceof HookswitchError)) return exitCodes.ownMistake;
  return unreachableCodes.includes(error.code) ? exitCodes.unreachable : exitCodes.wrongUse;
}
