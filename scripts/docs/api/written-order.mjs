import { ReflectionKind, UnionType } from 'typedoc';

/**
 * The compiler gives the members of some unions in the order in which it came across them anywhere, so that a change elsewhere would
 * turn them round: puts them back into the order of the declaration.
 */
export function keepWrittenOrder(context) {
  for (const property of context.project.getReflectionsByKind(ReflectionKind.Property)) {
    if (!(property.type instanceof UnionType)) continue;
    const written = context.getSymbolFromReflection(property)?.declarations?.[0]?.type?.types ?? [];
    const places = new Map(written.map((node, at) => [node.getText().replaceAll("'", '"'), at]));
    const placeOf = (member) => places.get(String(member)) ?? places.size;
    property.type.types.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
