import { LiteralType, ReflectionKind, ReflectionType, UnionType } from 'typedoc';
import { isGenerated } from './places.mjs';

/** A sentence for each export without a docstring. */
export function missingDocstrings(project) {
  return project.children.flatMap((page) => [
    ...(page.hasComment() ? [] : [`${page.name}: the entry point has no docstring (with @module)`]),
    ...page.children.flatMap(undescribedIn).map((name) => `${page.name}: ${name} has no docstring`),
  ]);
}

function undescribedIn(declaration) {
  const { name, getSignature, setSignature, children = [], type } = declaration;
  const signatures = declaration.signatures ?? [getSignature ?? setSignature].filter(Boolean);
  if (signatures.length > 0)
    return signatures.flatMap((signature) => undescribedCall(signature, declaration));
  return [
    ...(declaration.hasComment() || isDiscriminator(declaration) ? [] : [name]),
    ...children.flatMap(undescribedIn).map((inner) => `${name}.${inner}`),
    ...undescribedMembers(declaration, type).map((inner) => `${name}${inner}`),
  ];
}

function undescribedCall(signature, { name, kind, comment }) {
  const isDescribed = signature.hasComment() || comment || kind === ReflectionKind.Constructor;
  const parameters = (signature.parameters ?? []).filter((parameter) => !parameter.hasComment());
  return [
    ...(isDescribed ? [] : [`${name}()`]),
    ...parameters.map((parameter) => `${name}(${parameter.name}) (@param)`),
  ];
}

/** A literal type, such as that of `kind: 'timeout'`, describes the property. */
function isDiscriminator({ type }) {
  return type instanceof LiteralType;
}

function undescribedMembers(declaration, type) {
  if (type instanceof ReflectionType) {
    return (type.declaration.children ?? []).flatMap(undescribedIn).map((inner) => `.${inner}`);
  }
  if (!(type instanceof UnionType) || !isAliasWrittenByHand(declaration)) return [];
  return type.types.flatMap((member, at) => [
    ...(needsSummary(member) && !type.elementSummaries?.[at]?.length ? [` as ${member}`] : []),
    ...undescribedMembers(declaration, member).map((inner) => `${inner} of ${member}`),
  ]);
}

function needsSummary(member) {
  return member instanceof LiteralType || member instanceof ReflectionType;
}

/** The description of a schema covers all of its values. */
function isAliasWrittenByHand(declaration) {
  return declaration.kindOf(ReflectionKind.TypeAlias) && !isGenerated(declaration);
}
