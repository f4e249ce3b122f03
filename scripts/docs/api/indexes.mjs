import { ReflectionKind } from 'typedoc';
import { table } from '../markdown.mjs';
import { importOf, titleOf } from './topics.mjs';

/** The first page: what there is on each of the others. */
export function overview(context, project) {
  return [
    '# API reference',
    'What `hookswitch` exports, by topic; then each other entry point of the package. How the parts go together: [In your own tests](../library.md).',
    ...project.children.flatMap((page) => [
      `## [${titleOf(page.name)}](${context.urlTo(page)})`,
      context.helpers.getDescriptionForComment(page.comment) ?? '',
      names(context, valuesOf(page)),
      typeNames(context, page),
    ]),
  ].join('\n\n');
}

/** What is on a page: what can be called or used in a table, then the types. */
export function pageIndex(context, page) {
  const rows = valuesOf(page).map((value) => [linkTo(context, value), summaryOf(context, value)]);
  return [
    `Import from \`${importOf(page.name)}\`. All pages: [API reference](README.md).`,
    rows.length === 0 ? '' : table(['Name', 'What it is'], rows),
    typeNames(context, page),
  ].join('\n\n');
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
