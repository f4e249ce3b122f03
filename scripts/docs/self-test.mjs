import { banner, code, plain, table } from './markdown.mjs';

/** docs/self-test.md: which broken receiver fails which rule. That it is so, tests/suites/kill-matrix/ proves. */
export function selfTestPage({
  rules,
  brokenReceivers,
  correctReceivers,
  gridsOf,
  heldUpByOne,
  heldUpByNone,
}) {
  const ids = rules.map(({ id }) => id);
  const rows = brokenReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  return [
    banner,
    '# Self-test',
    intro(ids, brokenReceivers, correctReceivers),
    '## Held up by one alone',
    ...heldUpAlone(heldUpByOne(ids, rows)),
    ...heldUpByNone(ids, rows).map(
      (id) =>
        `${code(id)} is failed by no receiver here: servers with such certificates prove it in a test of their own.`,
    ),
    '## Rules by broken receivers',
    '`×` is a rule that the receiver fails; a receiver stands in each group of rules of which it fails one.',
    ...gridsOf(ids, rows).flatMap(({ group, lines }) => [
      `### ${group}`,
      ['```', ...lines, '```'].join('\n'),
    ]),
    '## The broken receivers',
    table(
      ['receiver', 'what it does', 'fails'],
      brokenReceivers.map(({ name, title, fails }) => [code(name), plain(title), String(fails.length)]),
    ),
    '## The correct receivers',
    'Each does something in an unusual way, and no rule may fail it.',
    table(
      ['receiver', 'what it does'],
      correctReceivers.map(({ name, title }) => [code(name), plain(title)]),
    ),
    '',
  ].join('\n\n');
}

function heldUpAlone(held) {
  if (held.length === 0)
    return ['No rule rests on one broken receiver: each that is failed at all is failed by two or more.'];
  return [
    'Were this receiver not there, nothing would show that the rule can fail.',
    table(
      ['rule', 'its broken receiver'],
      held.map(([rule, name]) => [code(rule), code(name)]),
    ),
  ];
}

function intro(ids, broken, right) {
  return [
    `Who checks the checker? ${broken.length} broken receivers, each with one mistake of the kind that real ones have, and ${right.length} that are correct in an unusual way. A broken receiver has to fail exactly the rules that its mistake breaks, and no other; a correct one has to meet all ${ids.length}.`,
    'To run it yourself, in some minutes, with the score at the end:',
    '```sh\nnpx hookswitch self-test\n```'.replace(
      /^/,
      '<!-- not run: it takes minutes, and another test does the same -->\n\n',
    ),
    'One receiver alone, in seconds:',
    '```sh\nnpx hookswitch self-test hex-signature\n```',
    '```text\n✓ hex-signature  fails 1 rule\n  expects the digest in hex\n  ✗ signature/accepts-genuine\n\n✓ 1 of 1 receiver judged as it is (1 broken, 0 correct): score 100 %\n```',
  ].join('\n\n');
}
