import { banner, code, plain, table } from './markdown.mjs';

/** docs/self-test.md, and two pages with the data: which broken receiver fails which rule. tests/suites/kill-matrix/ proves it. */
export function selfTestPages(sources) {
  const { rules, brokenReceivers, gridsOf } = sources;
  const ids = rules.map(({ id }) => id);
  const rows = brokenReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  return {
    'docs/self-test.md': selfTestPage(ids, rows, sources),
    'docs/self-test/matrix.md': matrixPage(gridsOf(ids, rows)),
    'docs/self-test/receivers.md': receiversPage(sources),
  };
}

function selfTestPage(ids, rows, { brokenReceivers, correctReceivers, heldUpByOne, heldUpByNone }) {
  return [
    banner,
    '# Self-test',
    'Test the rules themselves: run them against receivers with known bugs.',
    '<!-- not run: it takes minutes, and another test does the same -->',
    '```sh\nnpx hookswitch self-test\n```',
    `This takes some minutes and ends with a score. There are ${brokenReceivers.length} broken receivers, each with one bug that real receivers have. Each must fail exactly the rules that its bug breaks. ${correctReceivers.length} correct receivers work in an unusual way, and must pass every must and should rule. Some fail a may rule, which they declare.`,
    'Every receiver is checked with everything that a check can be given: its state, a service that it calls, a retired secret, and a way to kill and restart it. The seed is always the same.',
    'To run one receiver only, name it:',
    '```sh\nnpx hookswitch self-test hex-signature\n```',
    '```text\n✓ hex-signature  fails 1 rule\n  expects the digest as hex\n  ✗ signature/accepts-genuine\n\n✓ 1 of 1 receiver checked correctly (1 broken, 0 correct): score 100 %\n```',
    '[The matrix](self-test/matrix.md) shows which receiver fails which rule, and [the receivers](self-test/receivers.md) are listed with their bugs.',
    '## Exceptions',
    'These receivers fail more rules than they declare in some runs. There may be at most ten of them.',
    table(
      ['receiver', 'rules that it may also fail', 'reason'],
      brokenReceivers.flatMap(({ name, exception }) =>
        exception
          ? [
              [
                code(name),
                exception.rules === 'any' ? 'any' : exception.rules.map(code).join(', '),
                plain(exception.because),
              ],
            ]
          : [],
      ),
    ),
    '## Rules that only one receiver fails',
    ...heldUpAlone(heldUpByOne(ids, rows)),
    ...heldUpByNone(ids, rows).map(
      (id) =>
        `No receiver here fails ${code(id)}. Another test does, with servers that have broken certificates.`,
    ),
    '',
  ].join('\n\n');
}

function matrixPage(grids) {
  return [
    banner,
    '# Self-test: the matrix',
    'Look up which broken receiver fails which rule. `×` marks a failed rule. A receiver appears in every group in which it fails a rule.',
    '```sh\nnpx hookswitch self-test --list\n```',
    ...grids.flatMap(({ group, lines }) => [`## ${group}`, ['```', ...lines, '```'].join('\n')]),
    '',
  ].join('\n\n');
}

function receiversPage({ brokenReceivers, correctReceivers }) {
  return [
    banner,
    '# Self-test: the receivers',
    'Find a receiver with a given bug, and run the rules against it.',
    '```sh\nnpx hookswitch self-test hex-signature\n```',
    '## Broken receivers',
    table(
      ['receiver', 'what it does', 'failed rules'],
      brokenReceivers.map(({ name, title, fails }) => [code(name), plain(title), String(fails.length)]),
    ),
    '## Correct receivers',
    'Each of them works in an unusual way, and passes every rule.',
    table(
      ['receiver', 'what it does'],
      correctReceivers.map(({ name, title }) => [code(name), plain(title)]),
    ),
    '',
  ].join('\n\n');
}

function heldUpAlone(held) {
  if (held.length === 0)
    return ['There are none: every rule is failed by at least two receivers, or by none.'];
  return [
    'Without this receiver, nothing would show that the rule can fail.',
    table(
      ['rule', 'its broken receiver'],
      held.map(([rule, name]) => [code(rule), code(name)]),
    ),
  ];
}
