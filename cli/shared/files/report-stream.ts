import { appendFileSync, closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { endLine, resultLine, startLine } from '../../../reports/formats/ndjson.ts';
import { writing } from '../../../runner/files/writing.ts';
import { markKnown } from '../../../runner/report/baseline.ts';
import { today } from '../../../runner/report/baseline-file.ts';
import type { RunEvent } from '../../../runner/run.ts';
import type { Baseline, Report, StartLine } from '../../../schemas/index.ts';
import type { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../io.ts';
import { otherPath, type ReportTarget } from './report-targets.ts';

/** A report that is written while the check runs: a line an event, whole or not at all. */
export interface ReportStream {
  start(facts: Omit<StartLine, 'kind' | 'tool'>): void;
  onEvent(event: RunEvent): void;
  /**
   * Writes the last line, unless there is no report, and closes.
   *
   * @throws HookswitchError `bad-file` when a line could not be written.
   */
  end(report?: Report): void;
}

/** @throws HookswitchError `bad-file` when a file cannot be opened. */
export function openReportStream(
  targets: readonly ReportTarget[],
  baseline: Baseline | undefined,
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
      const result = baseline ? markKnown(event.result, baseline, today()) : event.result;
      writeAll(resultLine({ checked, total, result }));
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
  /** Gives what kept it from being written, if anything did. */
  close(): HookswitchError | undefined;
}

function openLines(path: string, io: Io): Lines {
  if (path === '-') {
    return { write: (text) => io.raw.stdout.write(text), close: () => undefined };
  }
  const attempt = <T>(action: () => T) => writing(path, action, otherPath);
  const file = attempt(() => openSync(resolve(io.cwd, path), 'w'));
  let failure: HookswitchError | undefined;
  return {
    /** At once and to the end, so that whoever is killed leaves whole lines. The check goes on when the disk is full. */
    write(text) {
      if (failure) return;
      try {
        attempt(() => appendFileSync(file, text));
      } catch (error) {
        failure = error as HookswitchError;
      }
    },
    close() {
      closeSync(file);
      return failure;
    },
  };
}
