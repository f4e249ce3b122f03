import { durationInWords } from './duration.ts';

/** The remark for an outcome that may not be the receiver's fault. */
export function lateWords(lateMs: number): string {
  return `measured late: Hookswitch itself was delayed by ${durationInWords(lateMs)}`;
}
