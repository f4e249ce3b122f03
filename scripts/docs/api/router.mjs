import { ReflectionKind } from 'typedoc';
import { ModuleRouter } from 'typedoc-plugin-markdown';

/** A page per module, with GitHub's anchors for headings: lower case, and numbered from the second on. */
export class PageRouter extends ModuleRouter {
  buildPages(project) {
    const pages = super.buildPages(project);
    for (const page of project.children) {
      const times = new Map();
      for (const declaration of page.children.flatMap(withHeadingsInside)) {
        const slug = declaration.name.toLowerCase();
        const before = times.get(slug) ?? 0;
        times.set(slug, before + 1);
        const anchor = before === 0 ? slug : `${slug}-${before}`;
        this.anchors.set(declaration, anchor);
        this.fullUrls.set(declaration, `${this.fullUrls.get(page)}#${anchor}`);
      }
    }
    return pages;
  }
}

/** Properties are in a table. */
function withHeadingsInside(declaration) {
  const isHeading = (child) => child.kindOf([ReflectionKind.Method, ReflectionKind.Accessor]);
  return [declaration, ...(declaration.children ?? []).filter(isHeading)];
}
