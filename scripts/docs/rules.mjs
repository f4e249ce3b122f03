import { banner, code, plain, table } from './markdown.mjs';

/** Checks only these rules, with what they need. */
export function checkCommand(rules, selection, { exampleFor }) {
  const needs = new Set(rules.flatMap((rule) => rule.needs ?? []));
  const where = needs.has('https')
    ? 'https://staging.example.com/webhook --allow-host staging.example.com'
    : 'http://localhost:3000/webhook';
  const flags = new Set([...needs].map((need) => exampleFor(need)));
  flags.delete(undefined);
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
    'The level depends on who can send the messages that a rule checks:',
    table(
      ['sent by', 'the message', 'levels'],
      [
        ['YCM', "has a correct signature, and the vendor's page and the profile allow it", 'all'],
        ['anyone', 'has no correct signature, whatever its form', 'all'],
        [
          'nobody',
          'has a correct signature, but YCM never sends it: wrong types, missing fields, no JSON, deep nesting, broken UTF-8',
          '`should` if known data is destroyed, other reports are lost or the process ends; else `may`',
        ],
      ],
    ),
    "Messages that nobody sends come last in a check. Whatever they break doesn't count against the other rules.",
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
  const { requirements, lessons } = sources;
  const said = requirements.filter(({ id }) => rule.requirements.includes(id));
  const { lesson } = rule;
  return [
    banner,
    `# ${rule.id}`,
    `A correct receiver ${plain(rule.title)}.`,
    '<!-- not run: the kill matrix runs every rule -->',
    `\`\`\`sh\n${checkCommand([rule], rule.id, sources)}\n\`\`\``,
    `Level: ${code(rule.level)}, ${basisInWords[rule.basis]}. ${sources.senderInWords[rule.sentBy]} [All rules](../../rules.md)`,
    '## Why it matters',
    plain(rule.why),
    plain(rule.inProduction),
    '## How it is tested',
    rule.procedure.map((step, n) => `${n + 1}. ${plain(step)}`).join('\n'),
    ...needsInWords(rule, sources),
    '## How to fix it',
    plain(rule.fix),
    `Code examples: [${plain(lessons[lesson].title)}](../../lessons/${lesson}.md)`,
    ...(said.length === 0 ? [] : ['## What the vendor says']),
    ...said.map((requirement) => `> ${plain(requirement.sentence)}`),
    '',
  ].join('\n\n');
}

/** What the rule needs. Linked from docs/rules/GROUP/. */
function needsInWords({ needs = [] }, { needFacts, howToGive }) {
  const texts = needs.map((need) => {
    const { what, page } = needFacts[need];
    const text = howToGive(need).replace(/--[a-z-]+/, code('$&'));
    return page === undefined ? text : text.replace(what, `[${what}](../../${page})`);
  });
  if (texts.length === 0) return [];
  if (texts.length === 1) return [`This rule needs ${texts[0]}. Otherwise, it is skipped.`];
  return [
    'This rule needs the following. Otherwise, it is skipped.',
    texts.map((text) => `- ${text}`).join('\n'),
  ];
}

function groupOf({ id }) {
  return id.split('/')[0];
}

function nameOf({ id }) {
  return id.split('/')[1];
}
