import { banner, code, plain, table } from './markdown.mjs';

const howToGive = {
  observer: "the receiver's state: [`--observe-url`](observers.md)",
  state:
    'the state as it is now, and not only [the calls to a downstream](observers.md#by-the-calls-that-it-makes)',
  downstream:
    'the service that the receiver calls, [played by the check](observers.md#by-the-calls-that-it-makes): `--downstream-port`',
  restart:
    'a receiver that can be [killed and started again](observers.md#killed-and-started-again): `--exec`',
  carriage: 'a webhook that carries its message: not `--get-carriage none`',
  body: 'a webhook that carries its message in the body: POST, or GET with `--get-carriage body`',
  https: 'a receiver that is reached over https',
  'retired-secret': 'a secret that the webhook had before: `--retired-secret-env`',
  thorough: 'a check that may take its time: `--thorough`',
};

/** docs/rules.md: the catalogue. */
export function rulesPage({ rules, requirements }) {
  const groups = [...new Set(rules.map(groupOf))];
  return [
    banner,
    '# Rules',
    intro(rules),
    ...groups.flatMap((group) => groupOverview(group, rules)),
    '## Each rule',
    ...rules.flatMap((rule) => explained(rule, requirements)),
    '',
  ].join('\n\n');
}

function intro(rules) {
  const count = (level) => rules.filter((rule) => rule.level === level).length;
  return [
    `${rules.length} rules: ${count('must')} \`must\`, ${count('should')} \`should\`. A \`must\` holds what YCM's contract or its safety needs, and fails the check; a \`should\` is what a good receiver does, and fails it with \`--fail-on should\`. Each is \`documented\`, that is said by the vendor, or \`derived\` from what the vendor says. Quotations are the vendor's, from its page on webhooks and those on the events.`,
    "`npx hookswitch rules ID` shows the same in a terminal. To judge by some rules only: `--rules 'signature/*,retry/applies-once'`; to leave some out: `--exclude`.",
  ].join('\n\n');
}

function groupOverview(group, rules) {
  const rows = rules
    .filter((rule) => groupOf(rule) === group)
    .map(({ id, level, title, needs = [] }) => [
      `[${id.slice(group.length + 1)}](#${anchorOf(id)})`,
      level,
      plain(title) + (needs.includes('observer') ? ' (needs an observer)' : ''),
    ]);
  return [`## ${group}`, table(['rule', 'level', 'a right receiver'], rows)];
}

function explained(rule, requirements) {
  const said = requirements.filter(({ id }) => rule.requirements.includes(id));
  return [
    `### ${rule.id}`,
    `${code(rule.level)}, ${rule.basis}. A right receiver ${plain(rule.title)}.`,
    ...said.map((requirement) => `> ${plain(requirement.sentence)}`),
    [
      `- **Why it matters:** ${plain(rule.why)}`,
      `- **What to change:** ${plain(rule.hint)}`,
      ...(rule.needs ?? []).map((need) => `- **Needs** ${howToGive[need]}.`),
    ].join('\n'),
  ];
}

function groupOf({ id }) {
  return id.split('/')[0];
}

/** GitHub's name for the heading: it leaves the slash out. */
function anchorOf(id) {
  return id.replace('/', '');
}
