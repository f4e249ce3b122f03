import { banner, code, plain, table } from './markdown.mjs';

/** docs/self-test/: which broken receiver fails which rule, as the receivers declare it. tests/suites/kill-matrix/ proves it. */
export function selfTestPages(sources) {
  const { rules, brokenReceivers } = sources;
  const ids = rules.map(({ id }) => id);
  const rows = brokenReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  return {
    'docs/self-test/matrix.md': matrixPage(ids, rows, sources),
    ...receiverPages(sources),
  };
}

function matrixPage(ids, rows, { brokenReceivers, gridsOf, heldUpByOne, heldUpByNone }) {
  return [
    banner,
    '# Self-test: the matrix',
    'Look up which broken receiver fails which rule. `×` marks a failed rule. A receiver appears in every group in which it fails a rule.',
    '```sh\nnpx hookswitch self-test --list\n```',
    ...gridsOf(ids, rows).flatMap(({ group, lines }) => [`## ${group}`, ['```', ...lines, '```'].join('\n')]),
    '## Exceptions',
    'In some runs, these receivers fail more rules than they declare. At most ten receivers may have such exceptions.',
    table(
      ['receiver', 'rules that it may also fail', 'reason'],
      brokenReceivers
        .filter(({ exception }) => exception)
        .map(({ name, exception: { rules, because } }) => [
          code(name),
          rules === 'any' ? 'any' : rules.map(code).join(', '),
          plain(because),
        ]),
    ),
    '## Rules that only one receiver fails',
    ...heldUpAlone(heldUpByOne(ids, rows)),
    ...heldUpByNone(ids, rows).map(
      (id) =>
        `No receiver here fails ${code(id)}. Another test covers that rule, with servers that have broken certificates.`,
    ),
    '',
  ].join('\n\n');
}

/** The list of pages, then a page for each group of rules, with the receivers whose first failed rule is in it. */
function receiverPages({ brokenReceivers, correctReceivers }) {
  const failing = brokenReceivers.filter(({ fails }) => fails.length > 0);
  const groups = [...new Set(failing.map(groupOf))];
  const pages = [
    ...groups.map((group) => [group, failing.filter((receiver) => groupOf(receiver) === group)]),
    ['exceptions', brokenReceivers.filter(({ fails }) => fails.length === 0)],
  ].map(([name, receivers]) => ({ name, receivers, ...headingOf(name) }));
  const correct = { name: 'correct', receivers: correctReceivers, ...headingOf('correct') };
  return {
    'docs/self-test/receivers.md': receiversPage([...pages, correct]),
    ...Object.fromEntries([...pages, correct].map((page) => [placeOf(page), receiverPage(page)])),
  };
}

function headingOf(name) {
  if (name === 'correct')
    return {
      title: 'Correct receivers',
      about: 'Find a receiver that works in an unusual way, but passes every `must` and `should` rule.',
    };
  if (name === 'exceptions')
    return {
      title: 'Receivers that fail different rules in each run',
      about: 'Find a receiver whose failed rules vary from run to run.',
    };
  return {
    title: `Broken receivers: ${name}`,
    about: `Find a receiver that fails a rule in the group \`${name}\`, and run the rules against it.`,
  };
}

/** The first rule is the one that the bug is about. */
function groupOf({ fails }) {
  return fails[0].split('/')[0];
}

function placeOf({ name }) {
  return `docs/self-test/receivers/${name}.md`;
}

function receiversPage(pages) {
  return [
    banner,
    '# Self-test: the receivers',
    'Find a receiver with a given bug, and run the rules against it.',
    '```sh\nnpx hookswitch self-test hex-signature\n```',
    pages
      .map(({ name, title, receivers }) => `- [${title}](receivers/${name}.md) (${receivers.length})`)
      .join('\n'),
    '',
  ].join('\n\n');
}

function receiverPage({ name: group, title, about, receivers }) {
  const hasFailures = !['correct', 'exceptions'].includes(group);
  return [
    banner,
    `# ${title}`,
    about,
    `<!-- not run: another test runs every receiver -->\n\n\`\`\`sh\nnpx hookswitch self-test ${receivers[0].name}\n\`\`\``,
    table(
      ['receiver', 'what it does', ...(hasFailures ? ['failed rules'] : [])],
      receivers.map(({ name, title: bug, fails }) => [
        code(name),
        plain(bug),
        ...(hasFailures ? [String(fails.length)] : []),
      ]),
    ),
    '[All receivers](../receivers.md)',
    '',
  ].join('\n\n');
}

function heldUpAlone(held) {
  if (held.length === 0) return ['None. If any receiver fails a rule, at least two do.'];
  return [
    'Without this receiver, nothing would show that the rule can fail.',
    table(
      ['rule', 'its broken receiver'],
      held.map(([rule, name]) => [code(rule), code(name)]),
    ),
  ];
}
