import { IntrinsicType, ReflectionKind, ReflectionType } from 'typedoc';
import { isGenerated } from './places.mjs';

/** Removes what is documented elsewhere, and copies descriptions that would be missing. */
export function leaveOutRepetitions(project) {
  const members = project.getReflectionsByKind(
    ReflectionKind.Property | ReflectionKind.FunctionOrMethod | ReflectionKind.Accessor,
  );
  for (const member of members.filter(isDocumentedElsewhere)) remove(member);
  for (const variable of project.getReflectionsByKind(ReflectionKind.Variable)) hideLiteral(variable);
  for (const property of project.getReflectionsByKind(ReflectionKind.Property)) describeReference(property);
}

/** Whether a member is inherited, and so documented with its type, or excluded by the types `never` and `undefined`. */
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

/** Constants are described by their docstrings, not by a type that repeats them. */
function hideLiteral(variable) {
  if (!(variable.type instanceof ReflectionType)) return;
  variable.project.removeTypeReflections(variable.type);
  variable.type = new IntrinsicType('object');
}

/** A schema describes the target of a reference, not the reference. */
function describeReference(property) {
  if (isGenerated(property)) property.comment ??= property.type?.reflection?.comment;
}
