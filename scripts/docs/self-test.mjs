import { recordedRun } from '../self-test-run.mjs';
import { banner, code, plain, table } from './markdown.mjs';

/** docs/self-test.md: which broken receivers fail the rules, as tests/suites/kill-matrix/ proves. The command prints each receiver. */
export function selfTestPages(sources) {
  const { rules, brokenReceivers } = sources;
  const ids = rules.map(({ id }) => id);
  const rows = brokenReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  return { 'docs/self-test.md': selfTestPage(ids, rows, sources) };
}

function selfTestPage(ids, rows, { brokenReceivers, correctReceivers, heldUpByOne, heldUpByNone }) {
  return [
    banner,
    '# Self-test',
    'Test the rules themselves by running them against receivers with known bugs.',
    '<!-- not run: it takes minutes, and another test does the same -->',
    '```sh\nnpx hookswitch self-test\n```',
    `This takes about 10 minutes with two cores, and ends with a score. Each of the ${brokenReceivers.length} broken receivers has one realistic bug, and must fail exactly the rules that notice this bug. The ${correctReceivers.length} correct receivers work in unusual ways, and must pass every \`must\` and \`should\` rule. Some are lenient by design and fail \`may\` rules, which their code lists.`,
    'Every check uses all options: an observer, a downstream service, a retired secret, and a way to kill and restart the receiver. All checks use the same seed.',
    'To run only one receiver, name it:',
    '```sh\nnpx hookswitch self-test hex-signature\n```',
    '```text\n✓ hex-signature  fails 1 rule\n  expects the digest as hex\n  ✗ signature/accepts-genuine\n\n✓ 1 of 1 receiver checked correctly (1 broken, 0 correct): score 100%\n```',
    '`npx hookswitch self-test --list` describes each receiver. A self-test ends with a matrix that shows which receiver fails which rule.',
    ...lastRun(recordedRun(), brokenReceivers),
    '## Exceptions',
    'In some runs, these receivers fail more rules than they declare. At most ten receivers may have such exceptions.',
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
        `No receiver here fails ${code(id)}. Another test covers that rule, with servers that have broken certificates.`,
    ),
    '',
  ].join('\n\n');
}

/** The figures of the recorded run: tests/docs/self-test-run.test.ts fails when it is stale. */
function lastRun(run, brokenReceivers) {
  if (!run) return [];
  const names = Object.keys(run.failed);
  const broken = brokenReceivers.filter(({ name }) => names.includes(name));
  const more = broken.flatMap(({ name, fails }) => {
    const others = run.failed[name].filter((id) => !fails.includes(id));
    return others.length === 0 ? [] : [[code(name), others.map(code).join(', ')]];
  });
  const score = Math.floor((100 * run.right) / names.length);
  return [
    '## Last recorded run',
    `On ${run.recordedOn}, ${run.right} of ${names.length} receivers were checked correctly by ${run.rules.length} rules (${broken.length} broken, ${names.length - broken.length} correct): score ${score}%.`,
    ...(more.length === 0
      ? ['No receiver failed more rules than it declares.']
      : [
          'Some receivers failed more rules than they declare:',
          table(['receiver', 'other failed rules'], more),
        ]),
  ];
}

function heldUpAlone(held) {
  if (held.length === 0) return ['None. If any receiver fails a rule, at least two do.'];
  return [
    'Without these receivers, nothing would show that these rules can fail.',
    table(
      ['rule', 'its broken receiver'],
      held.map(([rule, name]) => [code(rule), code(name)]),
    ),
  ];
}
