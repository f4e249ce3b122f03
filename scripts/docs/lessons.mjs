import { banner, plain } from './markdown.mjs';
import { checkCommand, placeOf } from './rules.mjs';

/** docs/lessons/: the list, and a page for each lesson with its code in every language. */
export function lessonPages(sources) {
  const pages = Object.entries(sources.lessons).map(([name, lesson]) => [
    `docs/lessons/${name}.md`,
    lessonPage(name, lesson, sources),
  ]);
  return { 'docs/lessons/README.md': overview(sources), ...Object.fromEntries(pages) };
}

function overview({ lessons }) {
  return [
    banner,
    '# Lessons',
    'Fix the cause of a failed rule. Each lesson explains one cause, with wrong and right code in TypeScript, Python, PHP, Java and Go.',
    '```sh\nnpx hookswitch rules retry/applies-once --lang py\n```',
    Object.entries(lessons)
      .map(([name, { title }]) => `- [${plain(title)}](${name}.md)`)
      .join('\n'),
    '',
  ].join('\n\n');
}

function lessonPage(name, { title, text, code }, sources) {
  const { rules, languages } = sources;
  const covered = rules.filter(({ lesson }) => lesson === name);
  const links = covered.map((rule) => `[${rule.id}](../${placeOf(rule)})`);
  const selection = covered.map(({ id }) => id).join(',');
  return [
    banner,
    `# ${title}`,
    text,
    '<!-- not run: the kill matrix runs every rule -->',
    `\`\`\`sh\n${checkCommand(covered, `'${selection}'`, sources)}\n\`\`\``,
    `This lesson covers these rules: ${links.join(', ')}.`,
    'The code shows only the part that matters. Replace names that it does not define, such as `store` or `db`, with your own.',
    ...Object.entries(languages).flatMap(([language, named]) => [
      `## ${plain(named)}`,
      'Wrong:',
      block(language, code[language].wrong),
      'Right:',
      block(language, code[language].right),
    ]),
    '',
  ].join('\n\n');
}

/** tests/suites/lessons tests the code. */
function block(language, text) {
  return `<!-- not run: a part of a receiver -->\n\n\`\`\`${language}\n${text}\n\`\`\``;
}
