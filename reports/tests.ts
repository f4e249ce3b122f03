import type { Block } from './blocks.ts';
import { blocksIn, type ReportModel } from './model.ts';
import { halfText, outcomeOnWire, requestOnWire } from './wire.ts';

/** A test, for formats that are lists of those. */
export interface TestCase extends Block {
  /** `open`: it didn't pass, but doesn't fail the check. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'open' | 'skipped';
  /** Everything known about it; undefined if the message has it all. */
  readonly text: string | undefined;
}

/**
 * A whole report as tests. A test fails if its rule fails the check. A check that doesn't pass for another reason has a failed test too, and
 * so has each outdated entry of the baseline. What lies behind a cause doesn't fail the check by itself.
 */
export function testsOf(model: ReportModel): TestCase[] {
  const isOutcome = ({ suite }: Block) => suite === 'outcome';
  const results = model.results.map((block) => testOf(block));
  // A cause stands for its consequences.
  const hasFailed = results.some(({ outcome }) => outcome === 'failed');
  const causes = blocksIn(model, 'causes').map((block) => ({
    ...testOf(block),
    outcome: hasFailed ? ('failed' as const) : ('skipped' as const),
  }));
  const behind = blocksIn(model, 'behind').filter(({ result }) => result);
  return [
    ...model.problems.filter(isOutcome).map(testOf),
    ...causes,
    ...results,
    ...behind.map((block) => ({ ...testOf(block), outcome: 'open' as const })),
    ...model.problems.filter((block) => !isOutcome(block)).map(testOf),
  ];
}

function testOf(block: Block): TestCase {
  const { tone, severity, suite } = block;
  const failed = tone === 'fail' ? ('failed' as const) : ('error' as const);
  const hasText = tone === 'fail' || tone === 'known' || suite === 'diagnosis';
  return {
    ...block,
    outcome: severity === 'error' ? failed : outcomes[tone],
    text: hasText && block.rows.length > 1 ? textOf(block) : undefined,
  };
}

const outcomes: Record<Block['tone'], TestCase['outcome']> = {
  pass: 'passed',
  fail: 'open',
  known: 'open',
  inconclusive: 'open',
  skipped: 'skipped',
  error: 'error',
};

/** Everything known about a block as plain lines, with its exchange at the end. */
function textOf({ allTags, heading, rows, deciding }: Block): string {
  const halves = deciding ? [requestOnWire(deciding.request), outcomeOnWire(deciding.outcome)] : [];
  return [
    allTags.length > 0 ? `level: ${allTags.join(', ')}` : heading,
    ...rows.flatMap(({ label, kind, text, shown }) => {
      if (shown === 'on-request') return [];
      return kind === 'lines'
        ? [`${label}:`, ...text.split('\n').map((line) => `  ${line}`)]
        : [`${label}: ${text}`];
    }),
    ...halves.flatMap((half) => ['', halfText(half)]),
  ].join('\n');
}
