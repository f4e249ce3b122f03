import type { AttemptRecord, Observation } from '../../schemas/generated/types.ts';

/** A report shows the first and the last attempts, and the one that decided. */
const shownFirst = 4;
const shownLast = 12;
/** Any of them may have decided when the rule ends. */
const maxKept = 256;
const keptObservations = 24;
const keptNotes = 8;

/** An attempt, which is recorded only if the report shows it. */
interface Kept {
  readonly n: number;
  readonly record: () => AttemptRecord;
}

/** What was seen for a rule, for one of its parts, or for one case of a property; bounded. */
export class EvidenceSection {
  readonly attempts: Kept[] = [];
  readonly observations: Observation[] = [];
  notes: string[] = [];

  addAttempt(attempt: Kept): void {
    if (this.attempts.length >= maxKept) this.attempts.splice(shownFirst, 1);
    this.attempts.push(attempt);
  }

  /** Keeps the first and the last ones. */
  addObservation(observation: Observation): void {
    if (this.observations.length >= keptObservations) this.observations.splice(keptObservations >> 1, 1);
    this.observations.push(observation);
  }

  addNote(text: string): void {
    if (this.notes.length < keptNotes) this.notes.push(text);
  }

  /** Adds a case of a property. Its first notes are always kept. */
  addCase({ attempts, observations, notes }: EvidenceSection): void {
    for (const attempt of attempts) this.addAttempt(attempt);
    for (const observation of observations) this.addObservation(observation);
    this.notes.push(...notes.slice(0, keptNotes >> 1));
  }

  /** The attempts that a report shows. @param decisive The number of the one that decided. */
  shown(decisive: number | undefined): readonly Kept[] {
    const { length } = this.attempts;
    return this.attempts.filter(({ n }, at) => at < shownFirst || at >= length - shownLast || n === decisive);
  }
}

/** The content of all sections, in chronological order. */
export function inOrderOfTime(sections: readonly EvidenceSection[]): EvidenceSection {
  const whole = new EvidenceSection();
  const attempts = sections.flatMap((section) => section.attempts).sort((a, b) => a.n - b.n);
  for (const attempt of attempts) whole.addAttempt(attempt);
  const observations = sections.flatMap((section) => section.observations).sort((a, b) => a.atMs - b.atMs);
  for (const observation of observations) whole.addObservation(observation);
  for (const note of sections.flatMap(({ notes }) => notes)) whole.addNote(note);
  return whole;
}
