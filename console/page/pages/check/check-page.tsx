import type { PageProps } from '../../page-props.ts';
import { CheckRun } from './check-run.tsx';
import { CheckStart } from './form/check-start.tsx';

/** Checks a receiver: the form with earlier checks, or one check. */
export function CheckPage({ rest: [id] }: PageProps) {
  return id === undefined ? <CheckStart /> : <CheckRun key={id} id={id} />;
}
