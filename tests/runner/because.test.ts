import { describe, expect, it } from 'vitest';
import { terminalWords } from '../../cli/shared/option-words.ts';
import { consoleWords } from '../../console/server/option-words.ts';
import { type Because, becauseCodes, becauseSentence } from '../../runner/because.ts';
import { reportedVerdict } from '../../runner/report/reported-verdict.ts';
import { needSentence, needs } from '../../schemas/need.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { inWords, libraryWords } from '../../text/option-words.ts';

const rule = 'message/applies-every-item';

const examples: { [C in Because['because']]: [Extract<Because, { because: C }>, string] } = {
  interrupted: [{ because: 'interrupted' }, 'the run was interrupted before this was judged'],
  'receiver-gone': [
    { because: 'receiver-gone', detail: 'it ended' },
    'the receiver is not listening any more: it ended',
  ],
  'out-of-time': [{ because: 'out-of-time', budgetMs: 90_000 }, 'not judged within 90 s'],
  'measured-late': [
    { because: 'measured-late', lateMs: 1200 },
    "Hookswitch itself was held up for 1.20 s during an attempt, so the receiver can't be blamed; run it on a machine that is less busy",
  ],
  'not-acknowledged': [
    { because: 'not-acknowledged', what: 'a message', response: '500 in 3 ms' },
    'a message must be acknowledged before this can be checked: 500 in 3 ms',
  ],
  'nothing-acknowledged': [{ because: 'nothing-acknowledged', detail: 'none was' }, 'none was'],
  'forgery-acknowledged': [
    { because: 'forgery-acknowledged' },
    'a forged message was acknowledged, which the rules of signature/ judge: mend that first',
  ],
  'no-effect-shown': [
    { because: 'no-effect-shown', detail: 'nothing shows', rule },
    `nothing shows; see ${rule}`,
  ],
  'nothing-shown': [
    { because: 'nothing-shown', settleMs: 2000 },
    "the receiver acknowledged genuine messages, and the observer showed no effect of them within 2.00 s: either the observer doesn't show this receiver's state (check --observe-url), or the receiver applies nothing",
  ],
  'observer-failed': [{ because: 'observer-failed', detail: 'it answered 500' }, 'it answered 500'],
  'did-not-catch-up': [
    { because: 'did-not-catch-up', withinMs: 30_000, ownRule: 'a/b' },
    'the receiver did not catch up within 30 s with what was sent before; try --rules a/b alone',
  ],
  'no-downstream-call': [
    { because: 'no-downstream-call' },
    'the receiver made no call after a genuine message, or not the same number each time; configure it to call the downstream',
  ],
  'no-downstream-effect': [
    { because: 'no-downstream-effect', what: 'a DID change' },
    'the service is asked about a DID change, and told nothing: give --observe-url to show what comes of it',
  ],
  'too-many-downstream-calls': [
    { because: 'too-many-downstream-calls' },
    'the receiver made more calls to the downstream than are kept',
  ],
  'too-many-nameless-calls': [
    { because: 'too-many-nameless-calls', wanted: 1, found: 2 },
    '2 calls came after a report that leads to 1, and no call names its PBX, so they may be about an earlier report; have your receiver send the serial number',
  ],
  'not-restarted': [
    { because: 'not-restarted', detail: 'the port is taken' },
    'after it was killed, the receiver started only at the second try; at the first: the port is taken',
  ],
  'not-killed': [{ because: 'not-killed', detail: 'it lives' }, 'the receiver could not be killed: it lives'],
  'need-missing': [
    { because: 'need-missing', need: 'downstream' },
    'this needs a downstream: give --downstream-port',
  ],
  'times-unclear': [{ because: 'times-unclear', detail: 'too unsteady' }, 'too unsteady'],
  'too-slow': [{ because: 'too-slow', detail: 'the line is slow' }, 'the line is slow'],
  'no-response': [{ because: 'no-response', detail: 'nothing was answered' }, 'nothing was answered'],
  'no-handshake': [
    { because: 'no-handshake', detail: 'it was reset' },
    'no handshake came about: it was reset',
  ],
  'no-such-signature': [{ because: 'no-such-signature', detail: 'none of 300' }, 'none of 300'],
};

describe('a reason', () => {
  it.each(Object.values(examples))('is a sentence on the terminal: $because', (because, words) => {
    expect(inWords(becauseSentence(because), terminalWords)).toBe(words);
    expect(inWords(becauseSentence(because), libraryWords)).not.toContain(' --');
    expect(inWords(becauseSentence(because), consoleWords)).not.toContain(' --');
  });

  it('has its code in the schema of reports, and each code of the schema is one', () => {
    const { because, need } = reportSchema.$defs.RuleResult.properties;
    expect([...because.enum].sort()).toEqual([...becauseCodes].sort());
    expect([...need.enum].sort()).toEqual([...needs].sort());
  });

  it('is data in a report: the code, the rule that tells more, and what happened', () => {
    const [noEffect] = examples['no-effect-shown'];
    expect(reportedVerdict({ verdict: 'inconclusive', ...noEffect }, terminalWords)).toEqual({
      verdict: 'inconclusive',
      because: 'no-effect-shown',
      rule,
      detail: 'nothing shows',
      reason: `nothing shows; see ${rule}`,
    });
    const [missed] = examples['not-acknowledged'];
    expect(reportedVerdict({ verdict: 'inconclusive', ...missed }, terminalWords)).toMatchObject({
      because: 'not-acknowledged',
      detail: '500 in 3 ms',
    });
  });
});

describe('a need', () => {
  it.each(needs)('has words in each front end: %s', (need) => {
    for (const words of [terminalWords, libraryWords, consoleWords])
      expect(inWords(needSentence(need), words)).toMatch(/^needs .{10}/);
    for (const words of [libraryWords, consoleWords])
      expect(inWords(needSentence(need), words)).not.toContain('--');
  });
});
