import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSequence, saveSequences } from '../../../check/sequences/file.ts';
import type { Report, Sequence } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';

const steps: Sequence['steps'] = [
  { how: 'sent', reports: [{ pbx: 1, at: 1, event: 'did_change', dids: [1] }] },
];
const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-sequence-'));
const savedIn = '.hookswitch/sequences';

/** What is printed while the sequences of these findings are saved. */
function saying(cwd: string, ...findings: unknown[]): string[] {
  const lines: string[] = [];
  const report = { results: findings.map((finding) => ({ finding })) } as unknown as Report;
  saveSequences(report, { cwd }, (line) => lines.push(line));
  return lines;
}

function refusal(name: string, cwd: string): string {
  try {
    readSequence(name, { cwd });
  } catch (error) {
    if (error instanceof HookswitchError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

it('reads a saved sequence by its id and by its file', () => {
  const cwd = folder();
  const finding = { sequence: { id: 'd12dc617', steps }, steps: ['1. YCM sends'] };
  expect(saying(cwd, undefined, finding, { sequence: { steps } }, {})).toEqual([
    `The sequence is saved in ${savedIn}/d12dc617.json. To retry it, use --sequence d12dc617.`,
  ]);
  const path = `${savedIn}/d12dc617.json`;
  const saved = { id: 'd12dc617', description: ['1. YCM sends'], steps };
  expect(readFileSync(join(cwd, path), 'utf8')).toBe(`${JSON.stringify(saved, null, 2)}\n`);
  expect(readSequence('d12dc617', { cwd }).steps).toEqual(steps);
  expect(readSequence(path, { cwd }).steps).toEqual(steps);
  saying(cwd, { sequence: { id: 'aaaaaaaa', steps } });
  expect(readSequence('aaaaaaaa', { cwd })).toEqual({ id: 'aaaaaaaa', steps });
});

it('says that a sequence could not be saved', () => {
  const cwd = folder();
  writeFileSync(join(cwd, '.hookswitch'), 'a file in the way');
  const [line] = saying(cwd, { sequence: { id: 'd12dc617', steps } });
  expect(line).toMatch(
    /^The sequence d12dc617 could not be saved in \S+ \(a folder in its path is a file\); a JSON report contains it too\.$/,
  );
});

it('refuses what it cannot read, in one sentence', () => {
  const cwd = folder();
  const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
  expect(refusal('d12dc617', cwd)).toBe(
    `bad-file: there is no sequence d12dc617 in ${savedIn} here; run this command in the folder where the check saved it, or give a file`,
  );
  for (const name of ['d12dc617.json', 'xd12dc617', 'd12dc6170'])
    expect(refusal(name, cwd)).toBe(
      `bad-file: there is no file ${name} here; for a sequence that a check saved in ${savedIn}, give the 8 characters of its id`,
    );
  expect(refusal(`a\n${'x'.repeat(200)}`, cwd)).toMatch(/^bad-file: there is no file a x{70,80}… here; /);
  mkdirSync(join(cwd, savedIn, 'bbbbbbbb.json'), { recursive: true });
  expect(refusal('bbbbbbbb', cwd)).toContain(`the sequence bbbbbbbb in ${savedIn}`);
  expect(refusal(savedIn, cwd)).toContain(`the sequence ${savedIn}`);
  writeFileSync(join(cwd, 'bad.json'), `{"steps": [{ "how": "${secret}" }]}`);
  expect(refusal('bad.json', cwd)).toMatch(/^bad-sequence: bad\.json: line 1, column \d+: /);
  expect(refusal('bad.json', cwd)).not.toContain(secret);
});
