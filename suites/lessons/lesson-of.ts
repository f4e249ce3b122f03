import type { Rule } from '../../runner/index.ts';
import type { Lesson } from './lesson.ts';
import { lessons } from './lessons.ts';

/** A test checks that every rule has a lesson. */
export function lessonOf({ id, lesson }: Pick<Rule, 'id' | 'lesson'>): Lesson {
  const found = Object.entries(lessons).find(([name]) => name === lesson);
  if (found === undefined) throw new Error(`the rule ${id} names a lesson that doesn't exist: ${lesson}`);
  return found[1];
}
