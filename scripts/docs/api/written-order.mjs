import { ReflectionKind, UnionType } from 'typedoc';

/**
 * The compiler orders the members of some unions by first use anywhere, so that an unrelated change would reorder them. Restores the order
 * of the declaration.
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
