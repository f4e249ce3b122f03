import { ReflectionKind, ReflectionType, UnionType } from 'typedoc';
import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';
import { table } from '../markdown.mjs';
import { overview, pageIndex } from './indexes.mjs';

/** The plugin's theme with less decoration, an index on each page, and tables of the members of a union. */
export class PlainTheme extends MarkdownTheme {
  getRenderContext(page) {
    const context = new MarkdownThemeContext(this, page, this.application.options);
    const { reflection } = context.templates;
    const { body, declaration, signatureReturns } = context.partials;
    Object.assign(context.templates, {
      reflection: (event) => (event.model.isProject() ? overview(context, event.model) : reflection(event)),
    });
    Object.assign(context.partials, {
      body: (model, options) =>
        `${model.kind === ReflectionKind.Module ? pageIndex(context, model) : ''}\n\n${body(model, options)}`,
      declaration: (model, options) =>
        isDescribedUnion(context, model) ? describedUnion(context, model) : declaration(model, options),
      hierarchy: (types) => parentsLine(context, types),
      inheritance: () => '',
      // The type is already in the signature.
      signatureReturns: (model, options) =>
        model.comment?.getTag('@returns') ? signatureReturns(model, options) : '',
    });
    return context;
  }
}

/** The types that it extends. Those that extend it don't help. */
function parentsLine({ helpers }, { types, isTarget }) {
  if (isTarget) return '';
  const parents = types.map((type) => helpers.getHierarchyType(type, { isTarget: false }));
  return `Everything in ${parents.join(' and ')}, and:`;
}

function isDescribedUnion({ helpers }, { kind, type }) {
  return kind === ReflectionKind.TypeAlias && type instanceof UnionType && helpers.hasUsefulTypeDetails(type);
}

function describedUnion(context, { comment, type: { types, elementSummaries = [] } }) {
  const rows = types.map((type, at) => [
    cell(context.partials.someType(type, { forceCollapse: true })),
    [partsOf(context, elementSummaries[at]), ...propertiesOf(context, type)].join('<br>'),
  ]);
  return [comment ? context.partials.comment(comment) : '', table(['One of', 'Description'], rows)].join(
    '\n\n',
  );
}

function propertiesOf(context, type) {
  if (!(type instanceof ReflectionType)) return [];
  return (type.declaration.children ?? [])
    .filter((property) => property.hasComment())
    .map(({ name, comment }) => `\`${name}\`: ${partsOf(context, comment.summary)}`);
}

function partsOf({ helpers }, parts = []) {
  return cell(helpers.getCommentParts(parts));
}

function cell(text) {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
