import { IntrinsicType, ReflectionKind, ReflectionType } from 'typedoc';
import { isGenerated } from './places.mjs';

/** Leaves out what the reader finds elsewhere, and fills in what stands elsewhere only. */
export function leaveOutRepetitions(project) {
  const members = project.getReflectionsByKind(
    ReflectionKind.Property | ReflectionKind.FunctionOrMethod | ReflectionKind.Accessor,
  );
  for (const member of members.filter(isDocumentedElsewhere)) remove(member);
  for (const variable of project.getReflectionsByKind(ReflectionKind.Variable)) hideLiteral(variable);
  for (const property of project.getReflectionsByKind(ReflectionKind.Property)) describeReference(property);
}

/** What is inherited, by the type that it comes from; what may not be given, by what may. */
function isDocumentedElsewhere({ inheritedFrom, type }) {
  return inheritedFrom?.reflection || (type && ['never', 'undefined'].includes(String(type)));
}

function remove(member) {
  const { parent, project } = member;
  project.removeReflection(member);
  for (const group of parent.groups ?? []) {
    group.children = group.children.filter((child) => child !== member);
  }
  parent.groups = parent.groups?.filter(({ children }) => children.length > 0);
}

/** Data that is written down in the code is told by its docstring, not by a type that repeats it. */
function hideLiteral(variable) {
  if (!(variable.type instanceof ReflectionType)) return;
  variable.project.removeTypeReflections(variable.type);
  variable.type = new IntrinsicType('object');
}

/** A schema describes what it refers to, and not the reference to it. */
function describeReference(property) {
  if (isGenerated(property)) property.comment ??= property.type?.reflection?.comment;
}
