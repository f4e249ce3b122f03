import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSequence, saveSequences } from '../../../check/sequences/file.ts';
import { sequenceProblem } from '../../../check/sequences/usable.ts';
import type { Report, Sequence } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { capacity, dids, sent, step } from '../../suites/retry/sequences/steps.ts';

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

describe('an invalid sequence', () => {
  it.each([
    [{}, 'the sequence must have "steps"'],
    [{ steps: [{ how: 'sent' }] }, 'step 1: sent needs reports; give at least one'],
    [
      { steps: [{ how: 'restart', reports: [dids(1, 1, [1])] }] },
      "step 1: a restart can't have reports; remove them",
    ],
    [{ steps: [{ how: 'restart' }] }, 'no step has a report; add a step with one'],
    [
      { steps: [sent({ pbx: 1, at: 1 })] },
      'step 1: a report needs either an event with its dids or a capacity, not both',
    ],
    [
      { steps: [sent({ pbx: 1, at: 1, event: 'did_change' })] },
      'step 1: only a pce_delete can omit dids; list the DIDs that the PBX has now',
    ],
    [
      { steps: [sent(dids(1, 1, [1]), capacity(2, 1))] },
      'step 1: one message never reports both DIDs and capacity; split the step into two',
    ],
    [{ steps: [step('test', dids(1, 1, [1]))] }, "step 1: the test message can't have reports; remove them"],
    [
      { steps: [sent(dids(1, 1, [1]), dids(1, 1, []))] },
      'step 1: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
    [
      { steps: [sent(dids(1, 1, [1])), sent(dids(1, 1, [2]))] },
      'step 2: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
  ])('is refused with one sentence: %j', (value, sentence) => {
    expect(sequenceProblem(value)?.message).toBe(sentence);
  });
});
