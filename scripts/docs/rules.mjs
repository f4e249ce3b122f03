import { banner, code, plain, table } from './markdown.mjs';

const howToGive = {
  observer: "the receiver's state: [`--observe-url`](../observers.md)",
  state:
    'the state as it is now, and not only [the calls to a downstream](../observers.md#by-the-calls-that-it-makes)',
  downstream:
    'the service that the receiver calls, [played by the check](../observers.md#by-the-calls-that-it-makes): `--downstream-port`',
  restart:
    'a receiver that can be [killed and started again](../observers.md#killed-and-started-again): `--exec`',
  carriage: 'a webhook that carries its message: not `--get-carriage none`',
  body: 'a webhook that carries its message in the body: POST, or GET with `--get-carriage body`',
  https: 'a receiver that is reached over https',
  'retired-secret': 'a secret that the webhook had before: `--retired-secret-env`',
  thorough: 'a check that may take its time: `--thorough`',
};

/** docs/rules.md: the catalogue, and a page for each group of rules. */
export function rulesPages(sources) {
  const groups = [...new Set(sources.rules.map(groupOf))];
  const pages = groups.map((group) => [`docs/rules/${group}.md`, groupPage(group, sources)]);
  return { 'docs/rules.md': catalogue(groups, sources), ...Object.fromEntries(pages) };
}

/** Where a rule is explained, from docs/. */
export function placeOf({ id }) {
  const [group, name] = id.split('/');
  return `rules/${group}.md#${name}`;
}

function catalogue(groups, sources) {
  return [
    banner,
    '# Rules',
    intro(sources.rules),
    ...groups.flatMap((group) => groupOverview(group, sources.rules)),
    '## Lessons',
    'Many rules come down to one thing. Each of these has a page, with wrong and right code in TypeScript, Python, PHP, Java and Go.',
    Object.entries(sources.lessons)
      .map(([name, { title }]) => `- [${plain(title)}](lessons/${name}.md)`)
      .join('\n'),
    '',
  ].join('\n\n');
}

function intro(rules) {
  const count = (level) => rules.filter((rule) => rule.level === level).length;
  const counts = ['must', 'should', 'may'].filter(count).map((level) => `${count(level)} ${code(level)}`);
  return [
    `${rules.length} rules: ${counts.join(', ')}. A \`must\` holds what YCM's contract or its safety needs, and fails the check; a \`should\` is what a good receiver does, and fails it with \`--fail-on should\`. Each is \`documented\`, that is said by the vendor, or \`derived\` from what the vendor says. Quotations are the vendor's, from its page on webhooks and those on the events.`,
    "`npx hookswitch rules ID` explains a rule in a terminal as its page does, with code in one language: `--lang py`. To judge by some rules only: `--rules 'signature/*,retry/applies-once'`; to leave some out: `--exclude`.",
  ].join('\n\n');
}

function groupOverview(group, rules) {
  const rows = rules
    .filter((rule) => groupOf(rule) === group)
    .map((rule) => [
      `[${nameOf(rule)}](${placeOf(rule)})`,
      rule.level,
      plain(rule.title) + (rule.needs?.includes('observer') ? ' (needs an observer)' : ''),
    ]);
  return [`## ${group}`, table(['rule', 'level', 'a right receiver'], rows)];
}

function groupPage(group, sources) {
  const rules = sources.rules.filter((rule) => groupOf(rule) === group);
  const sections = rules.flatMap((rule) => explained(rule, sources));
  return [banner, `# Rules: ${group}`, `[All rules](../rules.md)`, ...sections, ''].join('\n\n');
}

function explained(rule, { requirements, lessons, inWords, terminalWords }) {
  const said = requirements.filter(({ id }) => rule.requirements.includes(id));
  const { lesson } = rule;
  return [
    `## ${nameOf(rule)}`,
    `${code(rule.level)}, ${rule.basis}. A right receiver ${plain(rule.title)}.`,
    ...said.map((requirement) => `> ${plain(requirement.sentence)}`),
    [
      `- **Why it matters:** ${plain(rule.why)}`,
      `- **What happens without it:** ${plain(rule.inProduction)}`,
      `- **How it is tried:** ${plain(inWords(rule.tried, terminalWords))}`,
      `- **What to change:** ${plain(inWords(rule.hint, terminalWords))}`,
      `- **Wrong and right code:** [${plain(lessons[lesson].title)}](../lessons/${lesson}.md)`,
      ...(rule.needs ?? []).map((need) => `- **Needs** ${howToGive[need]}.`),
    ].join('\n'),
  ];
}

function groupOf({ id }) {
  return id.split('/')[0];
}

function nameOf({ id }) {
  return id.split('/')[1];
}
