import type { CheckFlags } from '../../../options/check.ts';
import type { Report } from '../../../schemas/index.ts';
import type { Io } from '../../shared/io.ts';
import type { CheckOutput } from './check-and-report.ts';

/** A finished check. */
export interface CheckedOnce {
  readonly report: Report;
  readonly exitCode: number;
}

/** Checks the receiver once with these flags: starts or loads it if the flags say so, checks it, and stops it. */
export type CheckOnce = (flags: CheckFlags, output: CheckOutput, io: Io) => Promise<CheckedOnce>;
