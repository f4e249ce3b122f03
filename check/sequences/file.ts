import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolderOf, readText, replaceFile } from '../../files/index.ts';
import type { Report, Sequence } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { whyNotWritten } from '../../text/errors/system-error.ts';
import { withoutSecrets } from '../../text/secrets/without-secrets.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { sequenceProblem } from './usable.ts';

/** The folder of the check. */
interface Folder {
  readonly cwd: string;
}

const savedIn = '.hookswitch/sequences';
const idForm = /^[0-9a-f]{8}$/;

/**
 * The sequence in a file, or the one with this id that a check in this folder saved.
 *
 * @throws HookswitchError `bad-file` if it can't be read, `bad-sequence` with the place of a mistake.
 */
export function readSequence(name: string, { cwd }: Folder): Sequence {
  const isId = idForm.test(name);
  const path = isId ? savedAt(name) : name;
  if (!existsSync(resolve(cwd, path))) {
    throw new HookswitchError(
      'bad-file',
      isId
        ? `there is no sequence ${name} in ${savedIn} here; run this command in the folder where the check saved it, or give a file`
        : `there is no file ${clip(oneLine(name), 80)} here; for a sequence that a check saved in ${savedIn}, give the 8 characters of its id`,
    );
  }
  const text = readText(
    resolve(cwd, path),
    isId ? `the sequence ${name} in ${savedIn}` : `the sequence ${path}`,
  );
  const refuse = ({ message }: Error): never => {
    throw new HookswitchError(
      'bad-sequence',
      `${clip(oneLine(path), 80)}: ${oneLine(withoutSecrets(message))}`,
    );
  };
  return parseChecked(text, sequenceProblem, refuse);
}

/** Saves each sequence that made a rule fail, and prints a line with the file, or why it couldn't. */
export function saveSequences({ results }: Report, { cwd }: Folder, print: (line: string) => void): void {
  for (const { finding } of results) {
    const { id, steps } = finding?.sequence ?? {};
    if (id === undefined) continue;
    const path = savedAt(id);
    try {
      makeFolderOf(resolve(cwd, path));
      const kept = { id, description: finding?.steps, steps };
      replaceFile(resolve(cwd, path), `${JSON.stringify(kept, null, 2)}\n`);
      print(`The sequence is saved in ${path}. To retry it, use --sequence ${id}.`);
    } catch (error) {
      const why = whyNotWritten(error);
      print(`The sequence ${id} could not be saved in ${path} (${why}); a JSON report contains it too.`);
    }
  }
}

function savedAt(id: string): string {
  return join(savedIn, `${id}.json`);
}
