import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { terminalExamples } from '../../../cli/shared/option-words.ts';
import { textFinding, textFindings, textSummary } from '../../../reports/formats/text.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { failed, hostile, report, result, sampleReport } from '../support/sample-report.ts';

const plain = { colors: pc.createColors(false), words: terminalExamples };

describe('a finding as text', () => {
  it('shows what was expected and what happened, why it matters, the fix, the rerun command and the docs', () => {
    const finding = failed({
      id: 'signature/rejects-tampered-body',
      title: 'rejects a message that was changed after signing',
      basis: 'derived',
    });
    expect(textFinding(finding, { ...plain, width: 80 }, 'signature/rejects-other-secret')).toBe(
      `✗ signature/rejects-tampered-body  must
  rejects a message that was changed after signing
  cause     probably signature/rejects-other-secret: fix that first
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

  it('shows the exchange when asked to', () => {
    const finding = failed({ id: 'a/b' });
    expect(textFinding(finding, plain)).not.toContain('HTTP/1.1');
    const shown = textFinding(finding, { ...plain, isVerbose: true });
    expect(shown).toContain('    > POST /webhook?a=b HTTP/1.1\n    > Host: 127.0.0.1:3000\n');
    expect(shown).toContain(
      '    < HTTP/1.1 200 OK\n    < Content-Type: text/plain\n    <\n    < Received.\n',
    );
  });

  it('keeps every line but a command within the width', () => {
    const lines = textFindings(sampleReport(), { ...plain, width: 72, isVerbose: true }).split('\n');
    expect(lines.filter((line) => line.length > 72 && !line.startsWith('  rerun '))).toEqual([]);
  });

  it('is bounded, however much a receiver wrote', () => {
    const finding = { expected: 'answers', actual: 'x '.repeat(50_000), fix: 'y' };
    expect(textFinding(failed({ id: 'a/b', finding }), plain).length).toBeLessThan(3000);
  });

  it('says of an error that it is not the fault of the receiver', () => {
    const error = result({ id: 'a/b', verdict: 'error', reason: 'TypeError: x\n    at y' });
    expect(textFinding(error, plain)).toContain(
      '! a/b  must\n  does what a correct receiver does\n  reason    internal error in Hookswitch, not in the receiver: TypeError: x\n',
    );
  });
});

describe('all findings as text', () => {
  it('begin with what explains the others, and end with mistakes of the tool', () => {
    const marks = textFindings(sampleReport(), plain).match(/^[✗!] \S+/gm);
    expect(marks).toEqual([
      '✗ signature/accepts-genuine',
      '✗ signature/rejects-tampered-body',
      '✗ message/limits-size',
      '✗ signature/rejected-has-no-effect',
      '! security/reveals-no-secret',
    ]);
  });

  it('are nothing when all is met', () => {
    expect(textFindings(report([result({ id: 'a/b' })]), plain)).toBe('');
  });

  it('hold nothing that a terminal or the runner of a CI job obeys, whatever a receiver wrote', () => {
    const { results, ...rest } = reportSaying(hostile);
    const hostileReport = {
      ...rest,
      results: results.map(({ rerun: _ours, ...theirs }, n) => ({ ...theirs, id: `a/rule-${n}` })),
    };
    const style = { ...plain, isVerbose: true };
    const shown = textFindings(hostileReport, style) + textSummary(hostileReport, style);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ud800]|##\[/u);
    expect(shown).not.toMatch(/^\s*(?:[<>] )?::/m);
  });

  it('are coloured on a terminal', () => {
    expect(textFindings(sampleReport(), { colors: pc.createColors(true) })).toContain(
      '\u001b[31m✗\u001b[39m',
    );
  });
});

describe('the summary as text', () => {
  it('says what was not checked and why, and ends with the counts', () => {
    expect(textSummary(sampleReport(), plain)).toBe(`
Not checked
  2 rules inconclusive because genuine messages are not acknowledged: fix
  signature/accepts-genuine first
    retry/applies-once, retry/converges
  1 rule needs an https URL
    security/serves-valid-tls
  add --observe-url 'http://…/state?sn={sn}' to check 1 more rule
    message/applies-every-item

✗ 4 failed (3 must, 1 should) · 1 internal error · 2 inconclusive · 2 skipped · 1 passed  seed 42 · 5.23 s
`);
  });

  it('names the rules of a large group only when asked to', () => {
    const reason = "needs the receiver's state: add --observe-url";
    const many = report(['a/a', 'a/b', 'a/c', 'a/d'].map((id) => result({ id, verdict: 'skipped', reason })));
    expect(textSummary(many, plain)).not.toContain('a/d');
    expect(textSummary(many, { ...plain, isVerbose: true })).toContain('a/a, a/b, a/c, a/d');
  });

  it('is short when all rules passed', () => {
    expect(textSummary(report([result({ id: 'a/b' }), result({ id: 'a/c' })]), plain)).toBe(
      '\n✓ 2 passed  seed 42 · 5.23 s\n',
    );
  });
});
