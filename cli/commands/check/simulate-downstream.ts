import { resolve } from 'node:path';
import { readChecked } from '../../../files/index.ts';
import { type Downstream, portWarning, startDownstream } from '../../../observation/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import type { DownstreamResponses } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';

/**
 * The responses of the service that the receiver calls.
 *
 * @throws HookswitchError `bad-file`, `bad-downstream`.
 */
export function downstreamResponsesOf(
  { downstreamPort, downstreamResponse }: CheckFlags,
  { cwd }: Pick<Io, 'cwd'>,
): DownstreamResponses {
  if (downstreamPort === undefined && downstreamResponse !== undefined)
    throw new HookswitchError(
      'bad-downstream',
      '--downstream-response only works with --downstream-port; add it',
    );
  return readResponses(downstreamResponse, cwd);
}

/**
 * Starts the service that the receiver calls, if a port is given.
 *
 * @throws HookswitchError `bad-file`, `bad-downstream`.
 */
export async function simulateDownstream(
  flags: CheckFlags,
  io: Pick<Io, 'cwd' | 'stderr'>,
): Promise<Downstream | undefined> {
  const responses = downstreamResponsesOf(flags, io);
  const { downstreamPort } = flags;
  if (downstreamPort === undefined) return undefined;
  const warning = portWarning(downstreamPort);
  if (warning !== undefined) io.stderr.write(`hookswitch: --downstream-port: ${warning}\n`);
  return startDownstream(downstreamPort, responses);
}

function readResponses(name: string | undefined, cwd: string): DownstreamResponses {
  if (name === undefined) return [];
  const what = `the --downstream-response file ${name}`;
  const code = 'bad-downstream';
  return readChecked({ path: resolve(cwd, name), name, what, schema: 'downstream-responses', code });
}
