import type { Io } from '../../shared/io.ts';
import type { ReportTarget } from '../../shared/report-files.ts';

/** Where people read: standard output, unless a report goes there. */
export function peopleStream(targets: readonly ReportTarget[], io: Io): Io['stdout'] {
  return targets.some((target) => target.path === '-') ? io.stderr : io.stdout;
}

/** Whether npm or npx runs this: then the command's name alone may not be on the path. */
export function isUnderNpm(io: Io): boolean {
  return io.env.npm_execpath !== undefined;
}
