import { Comment, DeclarationReflection, ReflectionGroup, ReflectionKind } from 'typedoc';
import { placeOf } from './places.mjs';
import { rankIn, topicOf, topics } from './topics.mjs';

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
  const groups = [...valuesFirst.map((kind) => (child) => child.kind === kind), isType].map((isPart) => {
    const group = new ReflectionGroup('', page);
    group.children = page.children.filter(isPart);
    return group;
  });
  page.groups = groups.filter(({ children }) => children.length > 0);
  page.children = page.groups.flatMap(({ children }) => children);
  page.childrenIncludingDocuments = page.children;
}
