import { durationInWords } from './duration.ts';

/** Beside an outcome that may be our doing, and not the receiver's. */
export function lateWords(lateMs: number): string {
  return `measured late by us: Hookswitch itself was held up for ${durationInWords(lateMs)} meanwhile`;
}
