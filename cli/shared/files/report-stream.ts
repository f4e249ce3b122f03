import { resolve } from 'node:path';
import { openReplacement, writing } from '../../../files/index.ts';
import { endLine, resultLine, startLine } from '../../../reports/formats/ndjson.ts';
import type { RunEvent } from '../../../runner/index.ts';
import type { Report, RuleResult, StartLine } from '../../../schemas/index.ts';
import type { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../io.ts';
import { otherPath, type ReportTarget } from './report-targets.ts';

/** A report that is written during the check, one complete line per event. */
export interface ReportStream {
  start(facts: Omit<StartLine, 'kind' | 'tool'>): void;
  onEvent(event: RunEvent): void;
  /**
   * Writes the last line, if there is a report, and closes the file.
   *
   * @throws HookswitchError `bad-file` if a line could not be written.
   */
  end(report?: Report): void;
}

/**
 * `mark` adds what the check knows about a result besides its verdict.
 *
 * @throws HookswitchError `bad-file` if a file can't be opened.
 */
export function openReportStream(
  targets: readonly ReportTarget[],
  mark: (result: RuleResult) => RuleResult,
  io: Io,
): ReportStream {
  const lines = targets.filter(({ format }) => format === 'ndjson').map(({ path }) => openLines(path, io));
  const writeAll = (text: string) => {
    for (const { write } of lines) write(text);
  };
  return {
    start: (facts) => writeAll(startLine(facts)),
    onEvent(event) {
      if (event.kind !== 'checked' || lines.length === 0) return;
      const { checked, total } = event;
      writeAll(resultLine({ checked, total, result: mark(event.result) }));
    },
    end(report) {
      if (report) writeAll(endLine(report));
      const [failure] = lines.map(({ close }) => close()).filter((error) => error !== undefined);
      if (report && failure) throw failure;
    },
  };
}

interface Lines {
  write(text: string): void;
  /** Returns the error if the line could not be written. */
  close(): HookswitchError | undefined;
}

function openLines(path: string, io: Io): Lines {
  if (path === '-') {
    return { write: (text) => io.raw.stdout.write(text), close: () => undefined };
  }
  const attempt = <T>(action: () => T) => writing(path, action, otherPath);
  const file = attempt(() => openReplacement(resolve(io.cwd, path)));
  let failure: HookswitchError | undefined;
  return {
    /** Synchronous, so that a killed process leaves complete lines. The check continues if the disk is full. */
    write(text) {
      if (failure) return;
      try {
        attempt(() => file.append(text));
      } catch (error) {
        failure = error as HookswitchError;
      }
    },
    close() {
      file.close();
      return failure;
    },
  };
}
