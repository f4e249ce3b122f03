import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { scenarioSource } from '../../../sending/scenario-source.ts';
import { fileSource, type MessageSource, sampleSource } from '../../../sending/source.ts';
import { HookswitchError, type Profile, type Scenario, scenarios } from '../../../simulator/index.ts';
import { parseScenario } from '../../../simulator/scenarios/parse-scenario.ts';
import { unknownName } from '../../../text/unknown-name.ts';
import { parseEventName } from '../../shared/event-name.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import type { Io } from '../../shared/io.ts';
import type { SendFlags } from './options.ts';

/** @throws HookswitchError `bad-flag`, `bad-file`, `bad-scenario`. `undefined` when Ctrl-C came while a file was read. */
export async function messageSourceOf(
  flags: SendFlags,
  drawing: { readonly seed: number; readonly profile: Profile },
  io: Io,
): Promise<MessageSource | undefined> {
  if (flags.scenario !== undefined) {
    assertAlone(flags);
    const builtIn = scenarios.find(({ name }) => name === flags.scenario);
    const scenario = builtIn?.make(drawing.seed) ?? (await scenarioIn(flags.scenario, io));
    return scenario && scenarioSource(scenario, builtIn !== undefined, drawing.profile);
  }
  if (flags.body !== undefined && flags.event !== undefined)
    throw new HookswitchError('bad-flag', '--body contains the message; leave out --event');
  const event = parseEventName(flags.event ?? 'test');
  const messages = flags.count ?? 1;
  if (flags.body === undefined) return sampleSource(event, messages, drawing);
  const bytes = await readMessage(flags.body, io);
  return bytes && fileSource(flags.body, bytes, messages);
}

function assertAlone({ event, body, count }: SendFlags): void {
  const [other] = Object.entries({ event, body, count }).find(([, value]) => value !== undefined) ?? [];
  if (other === undefined) return;
  throw new HookswitchError('bad-flag', `--scenario decides what is sent; leave out --${other}`);
}

async function scenarioIn(name: string, io: Io): Promise<Scenario | undefined> {
  const names = scenarios.map((scenario) => scenario.name);
  // A word without a dot or a slash is more likely a misspelled name than a missing file.
  if (name !== '-' && /^[\w-]+$/.test(name) && !existsSync(resolve(io.cwd, name))) {
    throw new HookswitchError(
      'bad-flag',
      `--scenario: there is no scenario or file ${unknownName(name, names)}`,
    );
  }
  const bytes = await readMessage(name, io, 'the scenario');
  return bytes && parseScenario(bytes.toString('utf8'), name === '-' ? 'standard input' : name);
}
