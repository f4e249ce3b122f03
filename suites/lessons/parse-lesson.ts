import { type Language, type Lesson, languages } from './lesson.ts';

/**
 * Parses a page with a heading, paragraphs, and for each language a code block that is wrong and one that is right.
 *
 * @throws Error with the file and what is missing.
 */
export function parseLesson(file: string, page: string): Lesson {
  const [, title, text] = /^# (.+)\n\n([\s\S]*?)\n\n```/.exec(page) ?? [];
  if (title === undefined || text === undefined)
    throw new Error(`${file} begins with a heading, a text, and then code`);
  const block = (language: Language, side: 'wrong' | 'right') => {
    const [, found, ...others] = page.split(`\n\`\`\`${language} ${side}\n`);
    if (found === undefined || others.length > 0) {
      const blocks = found === undefined ? 0 : others.length + 1;
      throw new Error(`${file} has ${blocks} blocks of ${side} ${language}, not 1`);
    }
    return found.slice(0, found.indexOf('\n```'));
  };
  const blocks = (Object.keys(languages) as Language[]).map((language) => [
    language,
    { wrong: block(language, 'wrong'), right: block(language, 'right') },
  ]);
  const paragraphs = text.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  return { title, text: paragraphs.join('\n\n'), code: Object.fromEntries(blocks) };
}
