import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { utf8Text } from '../../../files/index.ts';
import { scenarioSource } from '../../../sending/scenario-source.ts';
import { type MessageSource, sampleSource } from '../../../sending/source.ts';
import { HookswitchError, type Profile, type Scenario, scenarios } from '../../../simulator/index.ts';
import { parseScenario } from '../../../simulator/scenarios/parse-scenario.ts';
import { unknownName } from '../../../text/words/unknown-name.ts';
import { parseEventName } from '../../shared/event-name.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import type { Io } from '../../shared/io.ts';
import { bodySource, validated } from './body.ts';
import type { SendFlags } from './command.ts';
import { edited, isEdited } from './edit.ts';

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
  return flags.body === undefined
    ? samples(flags, drawing)
    : bodySource(flags.body, flags, drawing.profile, io);
}

/** All messages are generated and validated before the first is sent. */
function samples(
  flags: SendFlags,
  drawing: { readonly seed: number; readonly profile: Profile },
): MessageSource {
  const isAboutDids = flags.sn !== undefined || flags.did.length > 0;
  const event = parseEventName(flags.event ?? (isAboutDids ? 'did_change' : 'test'));
  const messages = flags.count ?? 1;
  if (!isEdited(flags)) return sampleSource(event, messages, drawing);
  const source = sampleSource(event, messages, drawing, (message) =>
    validated(edited(message, flags), flags),
  );
  for (const _ of source.due());
  return source;
}

function assertAlone({ event, body, count, sn, did, updateTime, set }: SendFlags): void {
  const given = { event, body, count, sn, did: did[0], 'update-time': updateTime, set: set[0] };
  const [other] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
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
  const from = name === '-' ? 'standard input' : name;
  return bytes && parseScenario(utf8Text(bytes, `the scenario ${from}`), from);
}
