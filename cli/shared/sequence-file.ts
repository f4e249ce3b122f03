import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../runner/files/make-folder.ts';
import { readText } from '../../runner/files/read-text.ts';
import { sequenceProblem } from '../../runner/sequences/usable.ts';
import type { Report, RuleResult, Sequence } from '../../schemas/index.ts';
import { parseJson, placeOf } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { clip, oneLine } from '../../text/visible.ts';
import { withoutSecrets } from '../../text/without-secrets.ts';
import type { Io } from './io.ts';

const folder = '.hookswitch/sequences';
const idForm = /^[0-9a-f]{8}$/;

/**
 * The sequence of `--sequence`: a file, or the id of one that a check in this folder saved.
 *
 * @throws HookswitchError `bad-file` when it cannot be read, `bad-sequence` with the place of the mistake.
 */
export function readSequence(name: string, io: Pick<Io, 'cwd'>): Sequence {
  const isId = idForm.test(name);
  const path = isId ? savedAt(name) : name;
  if (!existsSync(resolve(io.cwd, path))) {
    throw new HookswitchError(
      'bad-file',
      isId
        ? `there is no sequence ${name} in ${folder} here; run this where the check ran that saved it, or give a file`
        : `there is no file ${clip(oneLine(name), 80)} here; a sequence that a check saved in ${folder} is named by the 8 characters of its id`,
    );
  }
  const text = readText(
    resolve(io.cwd, path),
    isId ? `the sequence ${name} in ${folder}` : `the sequence ${path}`,
  );
  const refuse = (sentence: string): never => {
    throw new HookswitchError(
      'bad-sequence',
      `${clip(oneLine(path), 80)}: ${oneLine(withoutSecrets(sentence))}`,
    );
  };
  const value = parsed(text, refuse);
  const problem = sequenceProblem(value);
  return problem ? refuse(`${placeOf(text, problem.path)}: ${problem.sentence}`) : (value as Sequence);
}

/** Saves each sequence that a rule was found not to meet, and says in one line where, or why it could not. */
export function saveSequences(report: Report, io: Pick<Io, 'cwd'>, tell: (line: string) => void): void {
  for (const result of report.results) saveSequence(result, io, tell);
}

function saveSequence({ finding }: RuleResult, io: Pick<Io, 'cwd'>, tell: (line: string) => void): void {
  const { sequence, story } = finding ?? {};
  const id = sequence?.id;
  if (!sequence || id === undefined) return;
  const path = savedAt(id);
  try {
    makeFolder(dirname(resolve(io.cwd, path)));
    const kept = { id, ...(story ? { story } : {}), steps: sequence.steps };
    writeFileSync(resolve(io.cwd, path), `${JSON.stringify(kept, null, 2)}\n`);
    tell(`The sequence is saved in ${path}; --sequence ${id} tries it again.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    tell(`The sequence ${id} could not be saved in ${path} (${code}); a JSON report holds it too.`);
  }
}

function savedAt(id: string): string {
  return join(folder, `${id}.json`);
}

function parsed(text: string, refuse: (sentence: string) => never): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
