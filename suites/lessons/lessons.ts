import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LessonName } from './generated/lesson-name.ts';
import type { Lesson } from './lesson.ts';
import { parseLesson } from './parse-lesson.ts';

const folder = new URL('./', import.meta.url);

/**
 * Every lesson by its name. When run from source, this module reads the files next to it. `scripts/build.mjs` replaces it with a module
 * that contains them.
 */
export const lessons: Readonly<Record<LessonName, Lesson>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => [basename(file, '.md'), parseLesson(file, readFileSync(new URL(file, folder), 'utf8'))]),
) as Record<LessonName, Lesson>;
