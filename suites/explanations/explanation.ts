import type { LessonName } from '../lessons/generated/lesson-name.ts';

/** What is to be said of a rule beside what it says itself. */
export interface Explanation {
  /** What it comes down to, with code. */
  readonly lesson: LessonName;
  /** What goes wrong in production without it, as it comes about. */
  readonly production: string;
  /** What the rule sends, in what order, and what it takes for right: whole sentences. */
  readonly tried: string;
}

/** By the id of the rule. */
export type Explanations = Readonly<Record<string, Explanation>>;
