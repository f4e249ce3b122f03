import { ReflectionKind } from 'typedoc';
import { table } from '../markdown.mjs';
import { importOf, titleOf } from './topics.mjs';

/** The first page: the content of each of the others. */
export function overview(context, project) {
  return [
    '# API reference',
    'Look up a function, an option or a type. The exports of `hookswitch` come first, by topic. The other entry points follow. [In your own tests](../library.md) shows how to use them together.',
    "<!-- written: imports.ts -->\n\n```ts\nimport { check } from 'hookswitch';\n```",
    ...project.children.flatMap((page) => [
      `## [${titleOf(page.name)}](${context.urlTo(page)})`,
      context.helpers.getDescriptionForComment(page.comment) ?? '',
      names(context, valuesOf(page)),
      typeNames(context, page),
    ]),
  ].join('\n\n');
}

/** The content of a page: functions and values in a table, then the types. */
export function pageIndex(context, page) {
  const rows = valuesOf(page).map((value) => [linkTo(context, value), summaryOf(context, value)]);
  return [
    `<!-- written: imports.ts -->\n\n\`\`\`ts\n${importLine(page)}\n\`\`\``,
    '[All pages](README.md)',
    rows.length === 0 ? '' : table(['Name', 'What it is'], rows),
    typeNames(context, page),
  ].join('\n\n');
}

/** An `import` of some of the names on the page. */
function importLine(page) {
  const values = valuesOf(page);
  const named = (values.length > 0 ? values : page.children).slice(0, 4).map(({ name }) => name);
  return `import ${values.length > 0 ? '' : 'type '}{ ${named.join(', ')} } from '${importOf(page.name)}';`;
}

function typeNames(context, { children }) {
  const types = children.filter(isType);
  return types.length === 0 ? '' : `Types: ${names(context, types)}`;
}

function names(context, declarations) {
  return declarations.map((declaration) => linkTo(context, declaration)).join(' · ');
}

function linkTo(context, declaration) {
  return `[\`${declaration.name}\`](${context.urlTo(declaration)})`;
}

function summaryOf({ helpers }, { comment, signatures = [] }) {
  return helpers.getDescriptionForComment(comment ?? signatures[0]?.comment) ?? '';
}

function valuesOf({ children }) {
  return children.filter((child) => !isType(child));
}

function isType({ kind }) {
  return kind === ReflectionKind.Interface || kind === ReflectionKind.TypeAlias;
}
