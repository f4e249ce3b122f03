import {
  type Json,
  mentions,
  type ObjectInState,
  objectsIn,
  valuesNamed,
} from '../../../observation/index.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import type { TrunkDidInfo } from '../../../simulator/index.ts';

/** A value in the row of a DID that belongs to another DID, or to another field. */
interface MisplacedValue {
  readonly info: TrunkDidInfo;
  readonly field: RowField;
  readonly shown: string;
}

type RowField = 'didId' | 'trunkId' | 'trunkName';

/**
 * A row is an object about one of the DIDs. Its fields count only under the vendor's names. A receiver may use its own ids, so a value is
 * wrong only if it is one that was sent for something else, and no row of the DID shows the right one. Pure.
 *
 * @param mark The field by which the state shows the DIDs.
 * @param earlier What was sent about these DIDs before.
 */
export function misplacedValue(
  state: Json,
  mark: 'did' | 'didId',
  dids: readonly TrunkDidInfo[],
  earlier: readonly TrunkDidInfo[] = [],
): MisplacedValue | undefined {
  const objects = objectsIn(state);
  for (const info of dids) {
    const others = dids.flatMap((other) => (other === info ? [] : other[mark]));
    const rows = objects.filter((one) => isRowOf(one, info[mark], others));
    for (const [field, sources] of Object.entries(mixUps) as [RowField, readonly RowField[]][]) {
      const values = rows.flatMap((row) => valuesIn(row, field));
      const sent = [...dids, ...earlier].flatMap((one) => sources.map((source) => one[source]));
      const shown = values.find((value) => sent.includes(value));
      if (shown !== undefined && !values.includes(info[field])) return { info, field, shown };
    }
  }
  return undefined;
}

/** Whose values no correct receiver shows as this field. */
const mixUps: Readonly<Record<RowField, readonly RowField[]>> = {
  trunkName: ['trunkName'],
  trunkId: ['trunkId', 'didId'],
  didId: ['didId', 'trunkId'],
};

/** The DID is one of the row's values, or the key of the row. */
function isRowOf({ path, fields }: ObjectInState, mark: string, others: readonly string[]): boolean {
  const texts = [...path.slice(-1), ...Object.values(fields).filter(isPlain).map(String)];
  return texts.some((text) => text.includes(mark)) && !others.some((other) => mentions(fields, other));
}

/** The values of a field in a row, and in an object inside it, such as that of the trunk. */
function valuesIn({ fields }: ObjectInState, field: RowField): string[] {
  const inner = Object.values(fields).filter(isRecord) as ObjectInState['fields'][];
  return [fields, ...inner].flatMap((one) => valuesNamed(field, one).filter(isPlain).map(String));
}

function isPlain(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
