import type { Report } from '../../schemas/generated/types.ts';
import { withoutCiCommands } from '../../text/terminal/ci-commands.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import type { AnnotationLevel, Block, ModelOptions } from '../blocks.ts';
import { modelOf, type Section } from '../model.ts';
import { linesOfRow, titleOfRow } from '../rows.ts';

/** GitHub shows this many annotations of each kind per step, and silently drops the rest. */
const maxOfEachKind = 10;
const maxTitleLength = 200;
const maxMessageLength = 4000;

interface Annotation {
  readonly severity: AnnotationLevel | undefined;
  readonly title: string;
  /** Lines. */
  readonly message: readonly string[];
}

/**
 * Annotations of a GitHub Actions step, as commands to its runner: an error for each failure that fails the check, a warning for lesser
 * ones, a notice for known ones. A check that doesn't pass has at least one error. Print it on either stream.
 */
export function renderGithub(report: Report, options: ModelOptions = {}): string {
  const { problems, sections, changes } = modelOf(report, options);
  const all = [
    ...sections.flatMap(annotationsIn),
    ...problems.map(annotationOf),
    ...(changes.length > 0
      ? [{ severity: 'notice', title: 'since the last check', message: changes } as const]
      : []),
  ];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((kind) =>
      commands(
        kind,
        all.filter(({ severity }) => severity === kind),
      ),
    )
    .join('');
}

/** One for the whole section, or one for each block. A cause stands for its consequences. */
function annotationsIn({ title, severity, lines, blocks }: Section): Annotation[] {
  if (severity === undefined) return blocks.filter(({ isExplained }) => !isExplained).map(annotationOf);
  const named = blocks.filter(({ brief }) => brief !== '');
  const message = [
    ...lines.map(({ text }, n) => (lines.length > 1 ? `${n + 1}. ${text}` : text)),
    ...named.map(({ label, brief }, n) => `${n + 1}. ${label}: ${brief}`),
  ];
  return [{ severity, title, message }];
}

function annotationOf({ severity, heading, tags, rows }: Block): Annotation {
  const shown = rows.filter((row) => row.shown === undefined);
  return {
    severity,
    title: tags.length > 0 ? `${heading} (${tags.join(', ')})` : heading,
    message: shown.flatMap((row) =>
      linesOfRow(row).map((line, n) => (n === 0 ? `${titleOfRow(row)}: ${line}` : `  ${line}`)),
    ),
  };
}

function commands(kind: AnnotationLevel, all: readonly Annotation[]): string[] {
  const left = all.length - (maxOfEachKind - 1);
  const more = `GitHub shows ${maxOfEachKind} annotations of each kind per step. Other reports, such as html=report.html, contain them all.`;
  const shown =
    left <= 1 ? all : [...all.slice(0, maxOfEachKind - 1), { title: `${left} more`, message: [more] }];
  return shown.map(({ title, message }) => {
    const lines = clip(message.map(oneLine).join('\n'), maxMessageLength);
    return `::${kind} title=${property(clip(oneLine(title), maxTitleLength))}::${data(lines)}\n`;
  });
}

/** Escapes the message after the second `::`, like `@actions/core`. */
function data(text: string): string {
  return withoutCiCommands(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property, like `@actions/core`. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
