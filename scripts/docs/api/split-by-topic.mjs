import { Comment, DeclarationReflection, ReflectionGroup, ReflectionKind } from 'typedoc';
import { placeOf } from './places.mjs';
import { importOf, rankIn, topicOf, topics } from './topics.mjs';

/** Above the list of all pages. */
const about = `Look up a function, an option or a type. The exports of \`hookswitch\` come first, by topic. The other entry points follow. [In your own tests](../library.md) shows how to use them together.

<!-- written: imports.ts -->

\`\`\`ts
import { check } from 'hookswitch';
\`\`\``;

/** A module is a page: the main entry point has a page per topic, others are named like their `import`. */
export function splitByTopic(project, entryPoints, sourceOf) {
  const [main, ...others] = entryPoints.map(({ name, file }) => {
    const module = project.children.find((child) => placeOf(child) === file);
    module.name = name;
    return module;
  });
  const pages = [...topics.map((topic) => topicPage(project, main, topic, sourceOf)), ...others];
  project.children = pages.filter(({ children }) => children !== undefined);
  project.childrenIncludingDocuments = project.children;
  project.comment = new Comment([{ kind: 'text', text: about }]);
  project.groups = [groupOf(project, 'Modules', project.children)];
  for (const page of project.children) arrange(page);
}

function topicPage(project, main, topic, sourceOf) {
  const page = new DeclarationReflection(topic.name, ReflectionKind.Module, project);
  page.comment = new Comment([{ kind: 'text', text: topic.about }]);
  project.registerReflection(page);
  const children = main.children.filter((child) => topicOf(sourceOf(child)) === topic);
  const rank = (child) => rankIn(topic.places, sourceOf(child));
  for (const child of children.sort((a, b) => rank(a) - rank(b))) {
    child.parent = page;
    page.addChild(child);
  }
  return page;
}

const valuesFirst = [ReflectionKind.Function, ReflectionKind.Class, ReflectionKind.Variable];

/** First functions and values, then types. */
function arrange(page) {
  const isType = ({ kind }) => !valuesFirst.includes(kind);
  const groups = [
    ...valuesFirst.map((kind) => [
      ReflectionKind.pluralString(kind),
      page.children.filter((child) => child.kind === kind),
    ]),
    ['Types', page.children.filter(isType)],
  ];
  page.groups = groups
    .filter(([, children]) => children.length > 0)
    .map(([title, children]) => groupOf(page, title, children));
  page.children = page.groups.flatMap(({ children }) => children);
  page.childrenIncludingDocuments = page.children;
  page.comment?.summary.push({ kind: 'text', text: `\n\n${importOfPage(page)}` });
}

/** An `import` of some of the names on the page. */
function importOfPage({ name, children, groups }) {
  const names = children.slice(0, 4).map((child) => child.name);
  const words = groups[0]?.title === 'Types' ? 'import type' : 'import';
  return `<!-- written: imports.ts -->\n\n\`\`\`ts\n${words} { ${names.join(', ')} } from '${importOf(name)}';\n\`\`\``;
}

function groupOf(owner, title, children) {
  return Object.assign(new ReflectionGroup(title, owner), { children });
}
