import { HookswitchError } from '../../../simulator/index.ts';
import { unknownName } from '../../../text/words/unknown-name.ts';
import type { Io } from '../../shared/io.ts';
import { type Ask, canPrompt, prompting } from '../../shared/prompt.ts';
import { type CiName, ciNames, type InitFlags } from './command.ts';

/** The content of the files. An empty text is left out. */
export interface Answers {
  readonly url: string;
  readonly exec: string;
  readonly observeUrl: string;
  readonly ci: CiName;
}

const suggestions: Answers = {
  url: 'http://localhost:3000/webhook',
  exec: '',
  observeUrl: '',
  ci: 'github',
};

/** The flags, and the user's answers for missing ones, on a terminal only. `undefined` after Ctrl-C or the end of the input. */
export async function answersFor(flags: InitFlags, io: Io): Promise<Answers | undefined> {
  if (flags.yes || !canPrompt(io)) return { ...suggestions, ...flags };
  return prompting(io, (ask) => askAll(flags, ask));
}

async function askAll(flags: InitFlags, ask: Ask): Promise<Answers> {
  const { url, exec, observeUrl, ci } = suggestions;
  return {
    url: flags.url ?? (await ask('Where does the receiver listen?', url)),
    exec: flags.exec ?? (await ask('Which command starts it? (leave empty to start it yourself)', exec)),
    observeUrl:
      flags.observeUrl ??
      (await ask(
        "Which URL shows a PBX's state as JSON, with {sn} for its serial number? (leave empty for none)",
        observeUrl,
      )),
    ci: flags.ci ?? asCi(await ask(`Which CI? (${ciNames.join(', ')})`, ci)),
  };
}

function asCi(text: string): CiName {
  const known = ciNames.find((name) => name === text.toLowerCase());
  if (known) return known;
  throw new HookswitchError('bad-flag', `there is no CI ${unknownName(text, ciNames)}`);
}
