import { describe, expect, it } from 'vitest';
import type { TextStyle } from '../../../reports/formats/text/style.ts';
import { textFindings, textReport, textSummary } from '../../../reports/formats/text.ts';
import type { RuleResult } from '../../../schemas/generated/types.ts';
import { colorsFor, noColors } from '../../../text/terminal/colors.ts';
import { terminalText } from '../../../text/terminal/terminal-text.ts';
import { failed, report, result, sampleReport } from '../support/sample-report.ts';

const plain = { colors: noColors };

/** What a report with this finding says about it. */
const textFinding = (finding: RuleResult, style: TextStyle) =>
  textFindings(report([finding]), style).trimStart();

describe('a finding as text', () => {
  it('shows what was expected and what happened, why it matters, the fix, the rerun command and the docs', () => {
    const finding = failed({
      id: 'signature/rejects-tampered-body',
      title: 'rejects a message that was changed after signing',
      basis: 'derived',
    });
    const { rerun: _none, ...cause } = failed({ id: 'signature/rejects-other-secret' });
    const both = report([{ ...finding, explainedBy: [cause.id] }, cause]);
    expect(textFindings(both, { ...plain, width: 80 })).toContain(
      `✗ signature/rejects-tampered-body  must
  rejects a message that was changed after signing
  cause     probably signature/rejects-other-secret; fix that first
  expected  a 4xx for a message with one bit of the body changed after signing
  actual    200 OK in 3.2 ms, body "Received."
  why       Whoever can change a message on its way can assign DIDs and capacity
            as they like.
  fix       Compute the HMAC over the raw bytes as they arrived, before anything
            parses them, and refuse with 401 when it differs.
  rerun     npx hookswitch check http://127.0.0.1:3000/webhook --observe-url 'http://127.0.0.1:3000/state?sn={sn}' --rules signature/rejects-tampered-body --seed 42
  docs      npx hookswitch rules signature/rejects-tampered-body
`,
    );
  });

  it('shows the counterexample and the notes', () => {
    const [, finding] = sampleReport().results;
    const shown = finding && textFinding(finding, plain);
    expect(shown).toContain('\n  case      {"kind":"bit","at":0}\n  note      found in case 3, shrunk');
  });

  it('shows the exchange on request', () => {
    const finding = failed({ id: 'a/b' });
    expect(textFinding(finding, plain)).not.toContain('HTTP/1.1');
    const shown = textFinding(finding, { ...plain, isVerbose: true });
    expect(shown).toContain('    > POST /webhook?a=b HTTP/1.1\n    > Host: 127.0.0.1:3000\n');
    expect(shown).toContain(
      '    < HTTP/1.1 200 OK\n    < Content-Type: text/plain\n    <\n    < Received.\n',
    );
  });

  it('keeps every line except commands within the width', () => {
    const lines = textFindings(sampleReport(), { ...plain, width: 72, isVerbose: true }).split('\n');
    expect(lines.filter((line) => line.length > 72 && !line.startsWith('  npx hookswitch check '))).toEqual(
      [],
    );
  });

  it('is limited in size, however much a receiver wrote', () => {
    const finding = { expected: 'answers', actual: 'x '.repeat(50_000), fix: 'y' };
    expect(textFinding(failed({ id: 'a/b', finding }), plain).length).toBeLessThan(3000);
  });

  it("says that an error is not the receiver's fault", () => {
    const error = result({ id: 'a/b', verdict: 'error', reason: 'TypeError: x\n    at y' });
    expect(textFinding(error, plain)).toContain(
      '! a/b  must\n  does what a correct receiver does\n  reason    internal error in Hookswitch, not in the receiver: TypeError: x\n',
    );
  });
});

describe('all findings as text', () => {
  it('begin with causes, and end with internal errors', () => {
    const marks = textFindings(sampleReport(), plain).match(/^[✗!] \S+/gm);
    expect(marks).toEqual([
      '✗ signature/accepts-genuine',
      '✗ signature/rejects-tampered-body',
      '✗ message/limits-size',
      '✗ signature/rejected-has-no-effect',
      '! security/reveals-no-secret',
    ]);
  });

  it('are empty when everything passed', () => {
    expect(textFindings(report([result({ id: 'a/b' })]), plain)).toBe('');
  });

  it('are colored on a terminal', () => {
    const text = textFindings(sampleReport(), { colors: colorsFor({ isTTY: true }, {}) });
    expect(terminalText(text)).toContain('\u001b[31m✗\u001b[39m');
  });
});

describe('the summary as text', () => {
  it('says what was not checked and what to add, and ends with the counts', () => {
    expect(textSummary(sampleReport(), plain)).toBe(`
Not checked
  2 rules inconclusive because genuine messages were not acknowledged; fix signature/accepts-genuine
  first
  1 rule needs an https URL
  add --observe-url 'http://…/state?sn={sn}' to check 1 more rule

! 4 failed (3 must, 1 should) · 1 internal error · 2 inconclusive · 2 skipped · 1 passed   seed 42 · 5.23 s
`);
  });

  it('names the unchecked rules only on request', () => {
    const many = report(['a/a', 'a/b'].map((id) => result({ id, verdict: 'skipped', need: 'observer' })));
    expect(textSummary(many, plain)).not.toContain('a/b');
    expect(textSummary(many, { ...plain, isVerbose: true })).toContain('a/a, a/b');
  });

  it('counts the rules whose reason does not fit', () => {
    const reasons = ['the budget was too short; increase --budget', `it needs ${'many words '.repeat(30)}`];
    const unclear = [0, 0, 1].map((at, n) =>
      result({ id: `a/unclear-${n}`, verdict: 'inconclusive', reason: reasons[at] ?? '' }),
    );
    const shown = textSummary(report(unclear), { ...plain, width: 80 }).split('\n');
    expect(shown.slice(2, 4)).toEqual([
      '  2 rules inconclusive: the budget was too short; increase --budget',
      '  … and 1 more rule, for other reasons',
    ]);
  });

  it('gives a last reason that takes no more room than its count', () => {
    const long = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'many words '.repeat(12) });
    const needs = (['observer', 'downstream', 'thorough', 'restart', 'https'] as const).map((need, n) =>
      result({ id: `a/needs-${n}`, verdict: 'skipped', need }),
    );
    const shown = textSummary(report([long, ...needs]), { ...plain, width: 100 });
    expect(shown).toContain('\n  1 rule needs an https URL\n');
    expect(shown).not.toContain('other reasons');
  });

  it('says in at most four lines what was not checked, and always what to add', () => {
    const unclear = Array.from({ length: 7 }, (_, n) =>
      result({ id: `a/unclear-${n}`, verdict: 'inconclusive', reason: `reason ${n} ${'long '.repeat(40)}` }),
    );
    const needs = (['observer', 'downstream', 'downstream', 'thorough', 'restart', 'state'] as const).map(
      (need, n) => result({ id: `a/needs-${n}`, verdict: 'skipped', need }),
    );
    const shown = textSummary(report([...unclear, ...needs]), { ...plain, width: 120 }).split('\n');
    expect(shown.slice(0, 2)).toEqual(['', 'Not checked']);
    expect(shown[2]).toMatch(/^ {2}1 rule inconclusive: reason 0 /);
    // A sentence is not cut, even if it needs more lines.
    expect(shown[3]).toMatch(/^ {2}long .*long$/);
    expect(shown.slice(4, 8)).toEqual([
      '  … and 6 more rules, for other reasons',
      "  add --downstream-port PORT to check 2 more rules, --observe-url 'http://…/state?sn={sn}' for 2 more, --thorough for 1",
      "  more, --exec 'COMMAND' for 1 more",
      '',
    ]);
  });

  it('is short when all rules passed', () => {
    expect(textSummary(report([result({ id: 'a/b' }), result({ id: 'a/c' })]), plain)).toBe(
      '\n✓ 2 passed   seed 42 · 5.23 s\n',
    );
  });
});

describe('a whole report as text', () => {
  const twelve = report(
    Array.from({ length: 12 }, (_, n) => failed({ id: `a/rule-${n}`, level: n < 11 ? 'must' : 'should' })),
  );

  it('shows ten findings in full and the others on one line each, and lists all failed rules', () => {
    const shown = textReport(twelve, plain);
    expect(shown.match(/^ {2}expected /gm)).toHaveLength(10);
    expect(shown.match(/^✗ a\/rule-1[01] {2}200 OK in 3\.2 ms, body "Received\."$/gm)).toHaveLength(2);
    const listed = /^Failed\n((?: .*\n)+)/m.exec(shown)?.[1]?.trimEnd().split('\n');
    expect(listed).toHaveLength(12);
    expect(listed?.at(-1)).toBe('  12 ✗ a/rule-11  should');
    expect(textReport(twelve, { ...plain, isVerbose: true }).match(/^ {2}expected /gm)).toHaveLength(12);
  });

  it('names a cause by its number in the list, so that no line is cut off', () => {
    const id = 'retry/ends-with-the-newest-of-concurrent-reports';
    const cause = failed({ id: 'retry/ignores-a-late-older-message' });
    const other = failed({
      id,
      level: 'should',
      flaky: { evidence: cause.evidence },
      explainedBy: [cause.id],
    });
    const shown = textReport(report([other, cause]), { ...plain, width: 100 });
    expect(shown).toContain(
      `\nFailed\n  1 ✗ ${cause.id.padEnd(id.length)}  must\n  2 ✗ ${id}  should, probably because of no. 1, flaky\n`,
    );
  });

  it('prints the full rerun command once, and the part that changes for each finding', () => {
    const shown = textReport(twelve, plain);
    const commands = shown.match(/^.*npx hookswitch check .*$/gm) ?? [];
    expect(commands).toHaveLength(1);
    const [, replaced = ''] = /replace (--rules \S+)\)/.exec(shown) ?? [];
    const added = [...shown.matchAll(/^ {2}rerun {5}(.*)$/gm)].map(([, words = '']) => words);
    const given = added.map((words) => commands[0]?.trim().replace(replaced, words));
    expect(given).toEqual(twelve.results.slice(0, 10).map(({ rerun }) => rerun));
  });

  it('prints a sequence as the option that selects its rule', () => {
    const rerun = "npx hookswitch check 'http://a/?x=1' --sequence d12dc617 --seed 42";
    const sequence = { id: 'd12dc617', steps: [] };
    const finding = { expected: 'a', actual: 'b', fix: 'c', sequence };
    const other = failed({ id: 'a/b', rerun: "npx hookswitch check 'http://a/?x=1' --rules a/b --seed 42" });
    const shown = textReport(report([other, failed({ id: 'retry/converges', rerun, finding })]), plain);
    expect(shown).toContain('  rerun     --sequence d12dc617\n');
    expect(shown).toContain('  rerun     --rules a/b\n');
  });

  it('indents the further lines of a step below its first word', () => {
    const steps = [`1. YCM sends ${'a long message '.repeat(6)}end`, '2. YCM retries'];
    const finding = { expected: 'a', actual: 'b', fix: 'c', steps };
    const shown = textReport(report([failed({ id: 'retry/converges', finding })]), plain);
    expect(shown).toContain('  steps     1. YCM sends a long');
    expect(shown).toContain('\n               message a long message end\n            2. YCM retries\n');
  });

  it('shares the command of findings that have one, though another has none', () => {
    const command = (id: string) => `npx hookswitch check http://a/ --rules ${id} --seed 42`;
    const own = ['b/b', 'c/c'].map((id) => failed({ id, rerun: command(id) }));
    const { rerun: _none, ...without } = failed({ id: 'a/a' });
    const shown = textReport(report([without, ...own]), plain);
    expect([...shown.matchAll(/^ {2}rerun {5}(.*)$/gm)].map(([, words]) => words)).toEqual([
      '--rules b/b',
      '--rules c/c',
    ]);
    expect(shown).toContain(`(for another, replace --rules b/b)\n  ${command('b/b')}\n`);
  });

  it('keeps the whole command with its finding if the commands differ', () => {
    const rerun = 'npx vitest run a.test.ts';
    const shown = textReport(report([failed({ id: 'a/a', rerun }), failed({ id: 'a/b' })]), plain);
    expect(shown).toContain(`  rerun     ${rerun}\n`);
    expect(shown).not.toContain('Rerun the first');
  });

  it('shows only findings and counts with --quiet', () => {
    const shown = textReport(sampleReport(), { ...plain, isQuiet: true });
    expect(shown).toContain('✗ signature/accepts-genuine');
    expect(shown).toMatch(/^! INTERNAL ERROR .*\n\n[\s\S]*\n! 4 failed .*\n$/);
    expect(shown).not.toMatch(/^(?:Not checked|Failed)$/m);
  });

  it('marks the consequences of the diagnosis', () => {
    const diagnosis = { cause: 'crash', title: 't', evidence: [], fix: 'f', explains: ['a/a'] } as const;
    const two = report([failed({ id: 'a/a' }), failed({ id: 'a/b' })], {
      diagnosis: { ...diagnosis, evidence: [], explains: ['a/a'] },
    });
    expect(textReport(two, plain)).toContain('  2 ✗ a/a  must, explained by the diagnosis\n');
    const inFull = textReport(two, { ...plain, isVerbose: true });
    expect(inFull).toContain('  cause     see the diagnosis; fix that first\n');
  });
});
