import { expectAcknowledged, expectCalm, given } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport, serialise } from '../../simulator/index.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'answers calmly to text that is meant to break it, and goes on serving',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'Names of trunks are typed in by people, some of them hostile: a message that always ends in a 500 is sent again and again, and one that ends the process ends it for all.',
  hint: 'Use bound parameters where text goes into SQL, look events up in a Map, limit your own recursion, and answer 400 to what your database or your parser cannot take.',
  inProduction:
    "A trunk is named O'Brien. The statement breaks, the message ends in a 500, and so do all its retries. The next name is chosen by somebody who has noticed.",
  tried:
    'After a genuine message, sends reports whose trunk names hold SQL, HTML, templates, a path, a NUL, control characters, half a character, noncharacters, or 20,000 characters; reports with fields and events named __proto__, constructor, toString and hasOwnProperty; and one with 2000 arrays within each other. Any 2xx or 4xx will do; a 5xx or a broken connection fails. At the end a genuine message has to be acknowledged.',
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver([report(ctx)]));
    const sendings = hostileMessages(ctx).map(([note, message]) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectCalm(sent);
    expectAcknowledged(ctx, await ctx.deliver([report(ctx)], { note: 'a genuine message after all these' }));
  },
});

const hostileNames: readonly (readonly [what: string, text: string])[] = [
  ['SQL', "'; DROP TABLE dids; --"],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['templates', '$' + '{7*7} {{7*7}} #{7*7} %s %n'],
  ['a path', '../../../../etc/passwd'],
  ['a NUL', 'trunk\u0000name'],
  ['control characters', 'trunk\u001b[2J\u0007\b\r\nX-Injected: yes\u2028\u202e'],
  ['half a character', 'trunk\ud800name'],
  ['noncharacters', 'trunk\ufffe\uffff\ufeff'],
  ['20,000 characters', 'x'.repeat(20_000)],
];

/** What every JavaScript object has, and what a merge of objects falls for. */
const inheritedNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

function hostileMessages(ctx: RuleContext): readonly (readonly [note: string, message: unknown])[] {
  const asName = hostileNames.map(
    ([what, text]) => [`a report with ${what} in the name of a trunk`, [report(ctx, text)]] as const,
  );
  const asField = inheritedNames.map(
    (name) =>
      [`a report with a field named ${name}`, [withField(report(ctx), name, { isAdmin: true })]] as const,
  );
  const asEvent = inheritedNames.map(
    (event) => [`a report of an event named ${event}`, [{ ...report(ctx), event }]] as const,
  );
  return [
    ...asName,
    ...asField,
    ...asEvent,
    ['a report with 2000 arrays within each other in a new field', nestedMessage(ctx)],
  ];
}

function report(ctx: RuleContext, trunkName = 'trunk') {
  const dids = ctx.dids(1).map((info) => ({ ...info, trunkName }));
  return didReport({ sn: ctx.serial(), dids, updateTime: ctx.updateTime() });
}

/** Made of entries, since to set `__proto__` is not to add a field. */
function withField(item: object, name: string, value: unknown): object {
  return Object.fromEntries([...Object.entries(item), [name, value]]);
}

/** Never indented: that would be 16 MB of white space, and the answer would be to its size. */
function nestedMessage(ctx: RuleContext): Uint8Array {
  const message = [withField(report(ctx), 'nested', nested(2000))];
  return serialise(message, { ...ctx.run.profile, spacing: 'compact' });
}

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 'core');
}
