import { type IdentityFacts, type Noted, newDidReport } from '../../runner/rule-kit.ts';
import { type Profile, serialize } from '../../simulator/index.ts';

/** Names of a trunk that an administrator can type or paste. */
const hostileNames: readonly (readonly [what: string, text: string])[] = [
  ['SQL', "'; DROP TABLE dids; --"],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['templates', '$' + '{7*7} {{7*7}} #{7*7} %s %n'],
  ['a path', '../../../../etc/passwd'],
  ['a line separator and reversed text', 'trunk\u2028\u202e'],
];

/** Names that no page of YCM accepts. */
const impossibleNames: typeof hostileNames = [
  ['control characters', 'trunk\u001b[2J\u0007\b\r\nX-Injected: yes'],
  ['noncharacters', 'trunk\ufffe\uffff\ufeff'],
  ['20,000 characters', 'x'.repeat(20_000)],
];

/** Properties of every JavaScript object, which careless merging overwrites. */
export const inheritedNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

/** What a hostile field adds to an object that it is merged into. */
export const injectedName = 'isAdmin';

/** A report with a field that careless merging writes to every object. */
export function withHostileField(report: object, name: string): object {
  return withField(report, name, { [injectedName]: true });
}

function namedBy(facts: IdentityFacts, names: typeof hostileNames): Noted {
  return names.map(([what, trunkName]) => [
    `a report with ${what} in the name of a trunk`,
    [newDidReport(facts, { trunkName })],
  ]);
}

/** Messages with hostile text that YCM can send, each with a description. */
export function hostileMessages(facts: IdentityFacts): Noted {
  return namedBy(facts, hostileNames);
}

/** The same with text that YCM never sends. */
export function impossibleText(facts: IdentityFacts, profile: Profile): Noted {
  const report = () => newDidReport(facts, { trunkName: 'trunk' });
  const asField = inheritedNames.map(
    (name) => [`a report with a field named ${name}`, [withHostileField(report(), name)]] as const,
  );
  const asEvent = inheritedNames.map(
    (event) => [`a report of an event named ${event}`, [{ ...report(), event }]] as const,
  );
  const asSerial = hostileSerials.map(
    ([what, sn]) =>
      [`a report whose sn is ${what}`, [{ ...report(), sn, updateTime: facts.updateTime(-120) }]] as const,
  );
  const asTime = [2 ** 53 + 2, 2 ** 63, 1e300].map(
    (updateTime) => [`a report whose updateTime is ${updateTime}`, [{ ...report(), updateTime }]] as const,
  );
  const asNested = [2000, 100_000].map(
    (depth) =>
      [
        `a report with ${depth} nested arrays in a new field`,
        nestedMessage(report(), depth, profile),
      ] as const,
  );
  return [...namedBy(facts, impossibleNames), ...asField, ...asEvent, ...asSerial, ...asTime, ...asNested];
}

const hostileSerials: readonly (readonly [what: string, sn: string])[] = [
  ...inheritedNames.map((name) => [name, name] as const),
  ['a path', '../../../../tmp/36'],
  ['SQL', "36'; DROP TABLE pbx; --"],
  ['a format string', '%s%n%x{0}'],
];

/** Made from entries, since setting `__proto__` doesn't add a field. */
function withField(item: object, name: string, value: unknown): object {
  return Object.fromEntries([...Object.entries(item), [name, value]]);
}

/**
 * Never indented: megabytes of whitespace would test the size limit instead. Built as text, since serializing this many levels would
 * overflow the stack.
 */
export function nestedMessage(report: object, depth: number, profile: Profile): Uint8Array {
  const plain = serialize([withField(report, 'nested', 'core')], { ...profile, spacing: 'compact' });
  const nested = `${'['.repeat(depth)}"core"${']'.repeat(depth)}`;
  return Buffer.from(Buffer.from(plain).toString('utf8').replace('"core"', nested));
}
