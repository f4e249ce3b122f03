import type { EndLine, Report, ReportLine, ResultLine, StartLine } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { jsonWithoutCiCommands } from '../../text/terminal/ci-commands.ts';
import { toolName, toolVersion } from '../../text/version.ts';

/** The first line of a report that is written during the check. */
export function startLine(facts: Omit<StartLine, 'kind' | 'tool'>): string {
  return line({ kind: 'start', tool: { name: toolName, version: toolVersion }, ...facts });
}

/** The line of a checked rule. */
export function resultLine(checked: Omit<ResultLine, 'kind'>): string {
  return line({ kind: 'result', ...checked });
}

/** The last line: everything that the other lines don't have. */
export function endLine(report: Report): string {
  const { durationMs, settings, profile, observer, interrupted, summary } = report;
  const { time, simulatedMs, isExact, budgetMs, rateLimit, baseline } = report;
  const { diagnosis, otherCauses, behind } = report;
  const end: EndLine = { kind: 'end', durationMs, settings, profile, observer, interrupted, summary };
  return line({
    ...end,
    ...defined({ time, simulatedMs, isExact, budgetMs, rateLimit, baseline }),
    ...defined({ diagnosis, otherCauses, behind }),
  });
}

/** As in `schemas/report-line.schema.json`. */
function line(value: ReportLine): string {
  return `${jsonWithoutCiCommands(JSON.stringify(value))}\n`;
}
