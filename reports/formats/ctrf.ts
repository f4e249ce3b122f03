import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { failsCheck, type Level } from '../../schemas/level.ts';
import { groupOf } from '../../schemas/rule-id.ts';
import { defined } from '../../text/defined.ts';
import { visible } from '../../text/terminal/visible.ts';
import { behindPart } from '../behind.ts';
import { fixesFirst } from '../findings.ts';
import { type BaselineProblem, baselineProblems, shownAs } from '../known.ts';
import { type Counting, type UnshownOutcome, unshownOutcome } from '../outcome.ts';
import { plainFinding, plainMessage } from '../plain-finding.ts';

const specVersion = '0.0.0';

type Status = 'passed' | 'failed' | 'skipped' | 'other';

interface Test {
  readonly status: Status;
  readonly suite: readonly string[];
  readonly [more: string]: unknown;
}

/**
 * The Common Test Report Format, which CI tools read without a plugin for each kind of test. A test has failed if its rule fails the check.
 * A check that doesn't pass for another reason is a failed test too. Failures below `failOn`, behind a cause or accepted by the baseline,
 * and unchecked rules are `other`; `rawStatus` distinguishes them.
 */
export function renderCtrf(report: Report, counting: Counting = {}): string {
  const { failOn = 'must' } = counting;
  const unshown = unshownOutcome(report, counting);
  const {
    tool,
    startedAt,
    receiver,
    settings,
    profile,
    observer,
    seed,
    interrupted,
    diagnosis,
    otherCauses,
  } = report;
  const start = Date.parse(startedAt);
  const stop = start + Math.round(report.durationMs);
  const first = fixesFirst(report);
  const tests = [
    ...(unshown ? [testOfOutcome(unshown)] : []),
    ...report.results.map((result) => testOf(result, first.get(result.id), failOn)),
    ...behindOf(report),
    ...baselineProblems(report).map(testOfProblem),
  ];
  const ctrf = {
    reportFormat: 'CTRF',
    specVersion,
    timestamp: new Date(stop).toISOString(),
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool,
      summary: { ...countsOf(tests), start, stop, duration: stop - start },
      tests,
      extra: {
        receiver,
        settings,
        profile,
        observer,
        seed,
        interrupted,
        ...defined({ diagnosis, otherCauses }),
      },
    },
  };
  return `${JSON.stringify(ctrf, null, 2)}\n`;
}

function testOf(result: RuleResult, first: string | undefined, failOn: Level): Test {
  const { id, title, level, basis, requirements, known, rerun, verdict, flaky, sinceLast } = result;
  const finding = plainFinding(result, first);
  return {
    testId: id,
    name: `${id}: ${title}`,
    suite: [groupOf(id)],
    status: statusOf(result, failOn),
    rawStatus: shownAs(result),
    duration: Math.round(result.durationMs),
    ...(verdict === 'pass' ? {} : { message: visible(plainMessage(result)) }),
    ...(finding === undefined ? {} : { trace: visible(finding) }),
    tags: [level, basis, ...(flaky ? ['flaky'] : []), ...(sinceLast ? [sinceLast] : [])],
    extra: { requirements, known, rerun, sinceLast },
  };
}

/** The findings behind a cause. They don't fail the check by themselves, and a rule may also be among the others. */
function behindOf(report: Report): Test[] {
  const part = behindPart(report);
  if (!part) return [];
  const first = fixesFirst(part.report);
  return part.findings.map(({ result }) => {
    const test = testOf(result, first.get(result.id), 'must');
    const { id, title, behind = [] } = result;
    return {
      ...test,
      testId: `behind/${id}`,
      name: `${id} behind ${behind.join(' and ')}: ${title}`,
      suite: ['behind', ...test.suite],
      status: 'other',
      message: visible(`${part.heading}. ${plainMessage(result)}`),
    };
  });
}

function testOfProblem({ id, kind, text }: BaselineProblem): Test {
  return {
    testId: `baseline/${id}`,
    name: `baseline/${id}: is up to date`,
    suite: ['baseline'],
    status: 'failed',
    rawStatus: kind,
    duration: 0,
    message: text,
  };
}

function testOfOutcome({ outcome, sentence }: UnshownOutcome): Test {
  return {
    testId: 'outcome',
    name: 'the check passes',
    suite: ['outcome'],
    status: 'failed',
    rawStatus: outcome,
    duration: 0,
    message: visible(sentence),
  };
}

function statusOf(result: RuleResult, failOn: Level): Status {
  if (result.verdict === 'fail') return failsCheck(result, failOn) ? 'failed' : 'other';
  return statuses[result.verdict];
}

const statuses = { pass: 'passed', error: 'failed', inconclusive: 'other', skipped: 'skipped' } as const;

function countsOf(tests: readonly Test[]) {
  const count = (status: Status) => tests.filter((test) => test.status === status).length;
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: count('other'),
  };
}
