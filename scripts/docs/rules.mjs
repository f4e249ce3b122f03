import { banner, code, plain, table } from './markdown.mjs';

/** A rule's needs, linked from docs/rules/GROUP/. */
const howToGive = {
  observer: "your receiver's state: [`--observe-url`](../../observers.md)",
  state:
    "your receiver's current state, not just its [calls to a downstream service](../../downstream.md): `--observe-url` or `--observe-cmd`",
  'pbx-state': 'the state of each PBX separately: `{sn}` in `--observe-url`, or `YCM_SN` in `--observe-cmd`',
  'did-effects': 'an observer that shows what a DID report changes',
  'capacity-effects': 'an observer that shows what a capacity report changes',
  'shown-dids': 'an observer that shows DIDs, their ids or the names of their trunks',
  'shown-capacity': 'an observer that shows capacity values',
  downstream:
    'the [service that your receiver calls](../../downstream.md), simulated by the check: `--downstream-port`',
  restart: 'a receiver that can be [killed and restarted](../../kill-and-restart.md): `--exec`',
  output: 'the output of the receiver: `--exec` or `--app`',
  carriage: 'a message in the request: POST, or GET with `--get-carriage body` or `query`',
  body: 'a message in the request body: POST, or GET with `--get-carriage body`',
  https: 'an `https` URL',
  'retired-secret': 'the previous secret of the webhook: `--retired-secret-env`',
  thorough: 'time for many measurements, about a minute: `--thorough`',
  'real-time': 'real time, which is the default, except with `--app`: `--time real`',
};

/** Checks only these rules, with what they need. */
export function checkCommand(rules, selection, { exampleFor, inWords, terminalWords }) {
  const needs = new Set(rules.flatMap((rule) => rule.needs ?? []));
  const where = needs.has('https')
    ? 'https://staging.example.com/webhook --allow-host staging.example.com'
    : 'http://localhost:3000/webhook';
  const flags = new Set([...needs].map((need) => inWords(exampleFor(need), terminalWords)));
  flags.delete('');
  return ['npx hookswitch check', where, `--rules ${selection}`, ...flags].join(' ');
}

const basisInWords = {
  documented: "stated in the vendor's documentation",
  derived: "derived from the vendor's documentation",
};

/** docs/rules.md: the list, and a page per rule. */
export function rulesPages(sources) {
  const groups = [...new Set(sources.rules.map(groupOf))];
  const pages = sources.rules.map((rule) => [`docs/${placeOf(rule)}`, rulePage(rule, sources)]);
  return { 'docs/rules.md': catalog(groups, sources), ...Object.fromEntries(pages) };
}

/** The page of a rule, relative to docs/. */
export function placeOf({ id }) {
  return `rules/${id}.md`;
}

function catalog(groups, sources) {
  return [
    banner,
    '# Rules',
    intro(sources),
    ...groups.flatMap((group) => groupOverview(group, sources.rules)),
    '',
  ].join('\n\n');
}

function intro({ rules, levels }) {
  const count = (level) => rules.filter((rule) => rule.level === level).length;
  const counts = levels.filter(count).map((level) => `${count(level)} ${code(level)}`);
  return [
    'Find out what a rule checks, why, and how to fix a failure.',
    '```sh\nnpx hookswitch rules retry/applies-once\n```',
    `This prints the same as the rule's page, with code in one language. Add \`--lang py\` for Python. To check only some rules, use \`--rules 'signature/*,retry/applies-once'\`. To leave some out, use \`--exclude\`.`,
    `There are ${rules.length} rules: ${counts.join(', ')}. If a \`must\` rule fails, the check fails: your receiver breaks YCM's contract or isn't safe. A \`should\` rule is good practice, and fails the check only with \`--fail-on should\`. A \`may\` rule is optional. A rule is *documented* if the vendor's page states it, and *derived* if it follows from that page.`,
    'Some rules need an [observer](observers.md). Rules that fail for the same reason share a [lesson](lessons/README.md), with wrong and right code.',
  ].join('\n\n');
}

function groupOverview(group, rules) {
  const rows = rules
    .filter((rule) => groupOf(rule) === group)
    .map((rule) => [
      `[${nameOf(rule)}](${placeOf(rule)})`,
      rule.level,
      plain(rule.title),
      rule.needs?.includes('observer') ? 'yes' : '',
    ]);
  return [`## ${group}`, table(['rule', 'level', 'a correct receiver', 'needs an observer'], rows)];
}

function rulePage(rule, sources) {
  const { requirements, lessons, inWords, terminalWords } = sources;
  const said = requirements.filter(({ id }) => rule.requirements.includes(id));
  const { lesson } = rule;
  return [
    banner,
    `# ${rule.id}`,
    `A correct receiver ${plain(rule.title)}.`,
    '<!-- not run: the kill matrix runs every rule -->',
    `\`\`\`sh\n${checkCommand([rule], rule.id, sources)}\n\`\`\``,
    `Level: ${code(rule.level)}, ${basisInWords[rule.basis]}. [All rules](../../rules.md)`,
    '## Why it matters',
    plain(rule.why),
    '## In production',
    plain(rule.inProduction),
    '## How it is tested',
    plain(inWords(rule.tried, terminalWords)),
    ...needed(rule),
    '## How to fix it',
    plain(inWords(rule.fix, terminalWords)),
    `Code examples: [${plain(lessons[lesson].title)}](../../lessons/${lesson}.md)`,
    ...(said.length === 0 ? [] : ['## What the vendor says']),
    ...said.map((requirement) => `> ${plain(requirement.sentence)}`),
    '',
  ].join('\n\n');
}

function needed({ id, needs = [] }) {
  const unknown = needs.find((need) => howToGive[need] === undefined);
  if (unknown) throw new Error(`${id} needs ${unknown}, which scripts/docs/rules.mjs doesn't explain`);
  return needs.length === 0
    ? []
    : ['The rule is skipped without:', needs.map((need) => `- ${howToGive[need]}`).join('\n')];
}

function groupOf({ id }) {
  return id.split('/')[0];
}

function nameOf({ id }) {
  return id.split('/')[1];
}
