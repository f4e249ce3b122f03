import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const languages = ['ts', 'py', 'php', 'java', 'go'];
const banner = '// Made by `npm run generate` from suites/lessons/*.md: change those, not this file.\n';

/** suites/lessons/generated/lessons.ts: what the command line shows, so that it reads no files. */
export function lessonsModule(root) {
  const lessons = readLessons(join(root, 'suites/lessons'));
  const names = Object.keys(lessons).map((name) => `  | '${name}'`);
  return [
    `${banner}import type { Lesson } from '../lesson.ts';\n`,
    `export type LessonName =\n${names.join('\n')};\n`,
    `export const lessons: Readonly<Record<LessonName, Lesson>> = ${JSON.stringify(lessons, null, 2)};\n`,
  ].join('\n');
}

function readLessons(folder) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort();
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.md'.length),
      readLesson(file, readFileSync(join(folder, file), 'utf8')),
    ]),
  );
}

/** A heading, paragraphs, and a fenced block of wrong and one of right code in each language. */
function readLesson(file, page) {
  const [, title, text] = /^# (.+)\n\n([\s\S]*?)\n\n```/.exec(page) ?? [];
  if (title === undefined) throw new Error(`${file} begins with a heading, a text, and then code`);
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  const block = (language, side) => {
    const found = page.split(`\n\`\`\`${language} ${side}\n`);
    if (found.length !== 2)
      throw new Error(`${file} has ${found.length - 1} blocks of ${side} ${language}, not 1`);
    return found[1].slice(0, found[1].indexOf('\n```'));
  };
  const code = Object.fromEntries(
    languages.map((language) => [
      language,
      { wrong: block(language, 'wrong'), right: block(language, 'right') },
    ]),
  );
  return { title, text: paragraphs.join('\n\n'), code };
}
