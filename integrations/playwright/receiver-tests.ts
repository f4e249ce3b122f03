import { relative } from 'node:path';
import { test } from '@playwright/test';
import type { CheckOptions } from '../../check/index.ts';
import { selectRules } from '../../runner/index.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { failsCheck, type Level } from '../../schemas/level.ts';
import { check, rules } from '../../suites/index.ts';
import { quoteForShell } from '../../text/formats/shell-quote.ts';
import { locatedAt } from '../call-stack.ts';
import { callSiteOf } from './call-site.ts';

/** The options of `check`, and which results fail a test. */
export type ReceiverTestsOptions = CheckOptions & {
  /** Failed rules below this level skip their test instead of failing it; default must. */
  readonly failOn?: Level;
  /** Skip the test of an inconclusive rule instead of failing it; default no. */
  readonly allowInconclusive?: boolean;
};

/**
 * Declares one Playwright test for each selected rule, tagged with its level (`--grep @must`), so you can use Playwright's workers, shards,
 * retries and reports. A failed rule fails its test, with the evidence attached as JSON.
 *
 * @param options The options of `check`, and which results fail a test.
 * @throws HookswitchError `no-rule` when the selection leaves nothing. Each test throws what `check` throws.
 */
export function receiverTests(options: ReceiverTestsOptions): void {
  const { declare, stack } = callSiteOf(receiverTests);
  const { failOn: _level, allowInconclusive: _accepted, ...checking } = options;
  for (const rule of selectRules(rules, options)) {
    const checkRule = async () => {
      // The suite has its own time limits. Playwright's 30 s would interfere.
      test.setTimeout(0);
      const report = await check({ ...checking, rules: [rule.id] });
      const [result] = report.results;
      if (result) await reportResult(result, report.seed, options, stack);
    };
    declare(test, `${rule.id}: ${rule.title}`, { tag: `@${rule.level}` }, checkRule);
  }
}

async function reportResult(
  result: RuleResult,
  seed: number,
  options: ReceiverTestsOptions,
  stack: string,
): Promise<void> {
  const evidence = JSON.stringify(result, null, 2);
  await test.info().attach('evidence', { body: evidence, contentType: 'application/json' });
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const isCounted = failsCheck(result, options.failOn ?? 'must');
  if (result.verdict === 'skipped') test.skip(true, result.reason);
  if (result.verdict === 'inconclusive') test.skip(options.allowInconclusive === true, result.reason);
  if (result.verdict === 'fail') test.skip(!isCounted, `failed (${result.level}): ${result.finding?.actual}`);
  if (result.verdict !== 'pass')
    throw locatedAt(stack, new Error(`${wording(result)}\n${rerun(result, seed)}`));
}

function rerun({ id }: RuleResult, seed: number): string {
  const spec = relative(process.cwd(), test.info().file);
  return [
    `rerun     npx playwright test ${quoteForShell(spec)} --grep ${id}:`,
    `seed      add seed: ${seed} to receiverTests to repeat the same cases`,
  ].join('\n');
}

function wording({ verdict, finding, reason, why }: RuleResult): string {
  if (!finding) return `${verdict}: ${reason}`;
  return [
    `expected  ${finding.expected}`,
    `actual    ${finding.actual}`,
    `why       ${why}`,
    `fix       ${finding.fix}`,
  ].join('\n');
}
