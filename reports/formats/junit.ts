import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { failsCheck, type Level } from '../../schemas/level.ts';
import { groupOf } from '../../schemas/rule-id.ts';
import { namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { defined } from '../../text/defined.ts';
import { behindPart } from '../behind.ts';
import { fixesFirst } from '../findings.ts';
import { baselineProblems } from '../known.ts';
import { type Counting, type UnshownOutcome, unshownOutcome } from '../outcome.ts';
import { plainFinding, plainMessage } from '../plain-finding.ts';
import { profileInWords } from '../profile-words.ts';
import { changesInWords } from '../since-last.ts';
import { baselineSuite } from './junit-baseline.ts';
import { diagnosisSuite } from './junit-diagnosis.ts';
import { xmlAttributes, xmlElement } from './xml.ts';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * JUnit XML for Jenkins (junit-10), GitLab and GitHub's actions. The number of failures agrees with the exit code: a failed rule is a
 * failure from level `failOn` on. Below it, or if the baseline accepts it, it is a skipped test with the finding. An outdated entry of the
 * baseline is a failed test, and so is a check that doesn't pass for another reason. GitLab shows bodies, Jenkins messages, so both have
 * everything. Names are unique, since GitLab drops duplicates.
 */
export function renderJunit(report: Report, counting: Counting = {}): string {
  const { failOn = 'must' } = counting;
  const groups = [...new Set(report.results.map((result) => groupOf(result.id)))];
  const suites = groups.map((group) =>
    testSuite(
      group,
      report.results.filter((result) => groupOf(result.id) === group),
      report,
      failOn,
    ),
  );
  const problems = baselineProblems(report);
  const unshown = unshownOutcome(report, counting);
  const { tests, failures, errors } = counts(report.results, failOn);
  const causes = namedCauses(report).length;
  const isFailing = failures > 0;
  const attributes = {
    name: report.tool.name,
    tests: tests + problems.length + causes + (report.behind?.results.length ?? 0) + (unshown ? 1 : 0),
    failures: failures + problems.length + (isFailing ? causes : 0) + (unshown?.outcome === 'failed' ? 1 : 0),
    errors: errors + (unshown && unshown.outcome !== 'failed' ? 1 : 0),
    time: seconds(report.durationMs),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes(attributes)}>`,
    ...(unshown ? outcomeSuite(unshown, report.startedAt) : []),
    ...diagnosisSuite(report, isFailing),
    ...suites.flat(),
    ...behindSuite(report),
    ...(problems.length === 0 ? [] : baselineSuite(problems, report.startedAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

/** The check itself as a test, if no other test shows that it doesn't pass. */
function outcomeSuite({ outcome, sentence }: UnshownOutcome, timestamp: string): string[] {
  const hasFailed = outcome === 'failed';
  const counts = { tests: 1, failures: hasFailed ? 1 : 0, errors: hasFailed ? 0 : 1, skipped: 0 };
  const attributes = { name: 'the check passes', classname: 'outcome', time: '0.000' };
  const detail = xmlElement(hasFailed ? 'failure' : 'error', { type: outcome, message: sentence }, sentence);
  return [
    `  <testsuite${xmlAttributes({ name: 'outcome', ...counts, time: '0.000', timestamp })}>`,
    `    <testcase${xmlAttributes(attributes)}>${detail}</testcase>`,
    '  </testsuite>',
  ];
}

function testSuite(group: string, results: readonly RuleResult[], report: Report, failOn: Level): string[] {
  const attributes = {
    name: group,
    ...counts(results, failOn),
    time: seconds(results.reduce((sum, result) => sum + result.durationMs, 0)),
    timestamp: report.startedAt,
  };
  const first = fixesFirst(report);
  const properties = {
    tool: `${report.tool.name} ${report.tool.version}`,
    url: report.receiver.url,
    method: report.receiver.method,
    seed: report.seed,
    ...defined({ 'since-last': changesInWords(report) }),
    profile: profileInWords(report.profile, report.receiver.method) || 'default',
  };
  return [
    `  <testsuite${xmlAttributes(attributes)}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([name, value]) => `      <property${xmlAttributes({ name, value })}/>`,
    ),
    '    </properties>',
    ...results.map((result) => testCase(result, first.get(result.id), failOn)),
    '  </testsuite>',
  ];
}

/** The findings behind a cause, as skipped tests: the cause alone decides whether the check fails. */
function behindSuite(report: Report): string[] {
  const part = behindPart(report);
  if (!part || part.findings.length === 0) return [];
  const { findings } = part;
  const first = fixesFirst(part.report);
  const tests = findings.length;
  const attributes = { name: 'behind', tests, failures: 0, errors: 0, skipped: tests, time: '0.000' };
  return [
    `  <testsuite${xmlAttributes({ ...attributes, timestamp: report.startedAt })}>`,
    ...findings.map(({ result }) => {
      const { id, title, behind = [], durationMs } = result;
      const name = `${id} behind ${behind.join(' and ')}: ${title}`;
      const open = `    <testcase${xmlAttributes({ name, classname: 'behind', time: seconds(durationMs) })}`;
      const message = `${part.heading}. ${plainMessage(result)}`;
      const text = plainFinding(result, first.get(id)) ?? message;
      return `${open}>${xmlElement('skipped', { type: 'behind', message }, text)}</testcase>`;
    }),
    '  </testsuite>',
  ];
}

function testCase(result: RuleResult, first: string | undefined, failOn: Level): string {
  const attributes = {
    name: `${result.id}: ${result.title}`,
    classname: groupOf(result.id),
    time: seconds(result.durationMs),
  };
  const open = `    <testcase${xmlAttributes(attributes)}`;
  const outcome = outcomeOf(result, failOn);
  if (outcome === 'passed') return `${open}/>`;
  const type = result.known ? 'known' : result.verdict === 'fail' ? result.level : result.verdict;
  const message = plainMessage(result);
  const detail = xmlElement(outcome, { type, message }, plainFinding(result, first) ?? message);
  return `${open}>${detail}</testcase>`;
}

function outcomeOf(result: RuleResult, failOn: Level): Outcome {
  if (result.verdict === 'pass') return 'passed';
  if (result.verdict === 'error') return 'error';
  return failsCheck(result, failOn) ? 'failure' : 'skipped';
}

function counts(results: readonly RuleResult[], failOn: Level) {
  const number = (outcome: Outcome) =>
    results.filter((result) => outcomeOf(result, failOn) === outcome).length;
  return {
    tests: results.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
