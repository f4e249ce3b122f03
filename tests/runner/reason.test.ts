import { describe, expect, it } from 'vitest';
import { type Reason, reasonCodes, reasonSentence } from '../../runner/reason.ts';
import { reportedVerdict } from '../../runner/reported-verdict.ts';
import { needSentence, needs } from '../../schemas/need.ts';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };

const rule = 'message/applies-every-item';

const examples: { [C in Reason['reasonCode']]: [Extract<Reason, { reasonCode: C }>, string] } = {
  interrupted: [{ reasonCode: 'interrupted' }, 'the run was interrupted'],
  bail: [{ reasonCode: 'bail', failed: 2 }, 'the check stopped after 2 failed rules (--bail)'],
  'receiver-gone': [
    { reasonCode: 'receiver-gone', detail: 'it ended' },
    'the receiver stopped listening: it ended',
  ],
  'not-responding': [
    { reasonCode: 'not-responding' },
    "the receiver didn't respond to anything for several timeouts, so the check ended early",
  ],
  crashes: [
    { reasonCode: 'crashes', what: 'did_delete' },
    'this rule sends a kind of message that crashes the receiver (did_delete), so that message was not sent',
  ],
  'out-of-time': [
    { reasonCode: 'out-of-time', budgetMs: 90_000 },
    'the budget of 90 s was too short; try --budget 3m',
  ],
  'measured-late': [
    { reasonCode: 'measured-late', lateMs: 1200 },
    'Hookswitch itself was delayed by 1.20 s during an attempt, so the receiver may not be at fault; rerun on a less busy machine',
  ],
  'not-acknowledged': [
    { reasonCode: 'not-acknowledged', what: 'a message', response: '500 in 3 ms' },
    'needs a 2xx within the timeout for a message; actual: 500 in 3 ms',
  ],
  'nothing-acknowledged': [{ reasonCode: 'nothing-acknowledged', detail: 'none was' }, 'none was'],
  'forgery-acknowledged': [
    { reasonCode: 'forgery-acknowledged' },
    'a forged message was acknowledged; fix the failed signature/ rules first',
  ],
  'no-effect-shown': [
    { reasonCode: 'no-effect-shown', detail: 'nothing shows', rule },
    `nothing shows; see ${rule}`,
  ],
  'nothing-shown': [
    { reasonCode: 'nothing-shown', settleMs: 2000, observer: 'observeUrl' },
    "the receiver acknowledged genuine messages, but the observer showed no effect within 2.00 s: either the observer doesn't show this receiver's state (check --observe-url), or the receiver doesn't apply the messages",
  ],
  'rate-limited': [{ reasonCode: 'rate-limited', detail: 'it asks to wait' }, 'it asks to wait'],
  'observer-unstable': [{ reasonCode: 'observer-unstable', detail: 'it counts' }, 'it counts'],
  'observer-failed': [{ reasonCode: 'observer-failed', detail: 'it answered 500' }, 'it answered 500'],
  'did-not-catch-up': [
    { reasonCode: 'did-not-catch-up', withinMs: 30_000, ownRule: 'a/b' },
    'the receiver needed more than 30 s to process earlier messages; rerun this rule alone with --rules a/b',
  ],
  'no-downstream-call': [
    { reasonCode: 'no-downstream-call', waitedMs: 15_000 },
    'genuine messages led to no call to the downstream service within 15.00 s; configure the receiver to call it, or increase --settle if its calls come later',
  ],
  'downstream-calls-vary': [
    { reasonCode: 'downstream-calls-vary' },
    'equal messages led to different numbers of calls to the downstream service, and no call names a PBX; make your receiver include the serial number in each call',
  ],
  'no-downstream-effect': [
    { reasonCode: 'no-downstream-effect', what: 'a DID change' },
    'for a DID change, the receiver only reads from the downstream service; add --observe-url to show the effect',
  ],
  'too-many-downstream-calls': [
    { reasonCode: 'too-many-downstream-calls' },
    'the receiver made more calls to the downstream service than Hookswitch records',
  ],
  'too-many-nameless-calls': [
    { reasonCode: 'too-many-nameless-calls', wanted: 1, found: 2 },
    '2 calls followed a report that usually causes 1, and none of them names a PBX, so some may belong to an earlier report; make your receiver include the serial number in each call',
  ],
  'not-restarted': [
    { reasonCode: 'not-restarted', detail: 'the port is taken' },
    'after a kill, the receiver started only on the second try; the first failed: the port is taken',
  ],
  'not-killed': [
    { reasonCode: 'not-killed', detail: 'it lives' },
    'the receiver could not be killed: it lives',
  ],
  'need-missing': [
    { reasonCode: 'need-missing', need: 'downstream' },
    'this rule needs a simulated downstream service: add --downstream-port',
  ],
  'times-unclear': [{ reasonCode: 'times-unclear', detail: 'too unsteady' }, 'too unsteady'],
  'too-slow': [{ reasonCode: 'too-slow', detail: 'the line is slow' }, 'the line is slow'],
  'no-response': [{ reasonCode: 'no-response', detail: 'nothing was answered' }, 'nothing was answered'],
  'no-handshake': [
    { reasonCode: 'no-handshake', detail: 'it was reset' },
    'the TLS handshake failed: it was reset',
  ],
  'no-such-signature': [{ reasonCode: 'no-such-signature', detail: 'none of 300' }, 'none of 300'],
  'hidden-by-cause': [
    { reasonCode: 'hidden-by-cause' },
    'only a receiver without the root cause can show this',
  ],
};

describe('a reason', () => {
  it.each(Object.values(examples))('is one sentence: $reasonCode', (reason, words) => {
    expect(reasonSentence(reason)).toBe(words);
  });

  it('has its code in the report schema, which has no other codes', () => {
    const { reasonCode, need } = reportSchema.$defs.RuleResult.properties;
    expect([...reasonCode.enum].sort()).toEqual([...reasonCodes].sort());
    expect([...need.enum].sort()).toEqual([...needs].sort());
  });

  it('is structured in a report: the code, the rule with details, and what happened', () => {
    const [noEffect] = examples['no-effect-shown'];
    expect(reportedVerdict({ verdict: 'inconclusive', ...noEffect })).toEqual({
      verdict: 'inconclusive',
      reasonCode: 'no-effect-shown',
      rule,
      detail: 'nothing shows',
      reason: `nothing shows; see ${rule}`,
    });
    const [missed] = examples['not-acknowledged'];
    expect(reportedVerdict({ verdict: 'inconclusive', ...missed })).toMatchObject({
      reasonCode: 'not-acknowledged',
      detail: '500 in 3 ms',
    });
  });
});

describe('a need', () => {
  it.each(needs)('has a text: %s', (need) => {
    expect(needSentence(need)).toMatch(/^needs .{10}/);
  });
});
