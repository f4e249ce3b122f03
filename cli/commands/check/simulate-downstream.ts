import { resolve } from 'node:path';
import { portWarning } from '../../../runner/downstream/blocked-ports.ts';
import { type Downstream, startDownstream } from '../../../runner/downstream/downstream.ts';
import { readChecked } from '../../../runner/files/read-checked.ts';
import type { DownstreamResponses } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';
import type { CheckFlags } from './options.ts';

/**
 * Starts the service that the receiver calls, if a port is given.
 *
 * @throws HookswitchError `bad-file`, `bad-downstream`.
 */
export async function simulateDownstream(
  { downstreamPort, downstreamResponse }: CheckFlags,
  io: Pick<Io, 'cwd' | 'stderr'>,
): Promise<Downstream | undefined> {
  if (downstreamPort === undefined) {
    if (downstreamResponse === undefined) return undefined;
    throw new HookswitchError(
      'bad-downstream',
      '--downstream-response only works with --downstream-port; add it',
    );
  }
  const warning = portWarning(downstreamPort);
  if (warning !== undefined) io.stderr.write(`hookswitch: --downstream-port: ${warning}\n`);
  return startDownstream(downstreamPort, readResponses(downstreamResponse, io.cwd));
}

function readResponses(name: string | undefined, cwd: string): DownstreamResponses {
  if (name === undefined) return [];
  const what = `the --downstream-response file ${name}`;
  const code = 'bad-downstream';
  return readChecked({ path: resolve(cwd, name), name, what, schema: 'downstream-responses', code });
}
