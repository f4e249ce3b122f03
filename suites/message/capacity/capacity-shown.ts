import { isKeyOf, type Json, mentions, type ObjectInState, objectsIn } from '../../../observation/index.ts';
import { capacityFields } from '../../../schemas/words/learned-words.ts';

/** A field of a repository. */
type CapacityField = (typeof capacityFields)[number] | 'enableCallRecording';

/** A capacity report about a PBX that nothing else was sent about, and the state after it. */
export interface CapacitySeen {
  readonly sn: string;
  readonly sent: Readonly<Record<CapacityField, string>>;
  readonly state: Json;
}

/** Reports with other values for every field: small ones, large ones, and zeros with recording disabled. */
type CapacitiesSeen = Readonly<Record<'small' | 'large' | 'zero', CapacitySeen>>;

/** A field whose value is wrong. */
interface WrongCapacity {
  readonly field: CapacityField;
  readonly sent: string;
  readonly shown: Json;
  /** What else is known about the value, as a phrase that follows it. */
  readonly how?: string;
}

/** Every field that the vendor documents. */
const repositoryFields = [...capacityFields, 'enableCallRecording'] as const;

/** How many fields of an object must show values of the report, so that it isn't about usage or defaults. */
const enough = 4;

/** Whether a state shows most values of a report under the vendor's names. Pure. */
export function showsCapacities(seen: CapacitySeen): boolean {
  return capacityObjects(seen).length > 0;
}

/**
 * A field under the vendor's name that shows the value of another field, the same value for different ones, or wrong numbers although small
 * ones are right. Other values may be in a unit of the receiver's, and texts such as "unlimited" may mean anything. Pure.
 */
export function wrongCapacity(all: CapacitiesSeen): WrongCapacity | undefined {
  const objects = capacityObjects(all.small);
  for (const field of repositoryFields) {
    const places = placesOf(field, objects);
    const right = places.filter(({ shown }) => isShownAs(all.small.sent[field], shown));
    const wrong = right.length > 0 ? laterWrong(field, right, all) : alwaysWrong(field, places, all);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Counted fields that the state shows nowhere, although it shows most others under the vendor's names. Pure. */
export function missingCapacities({ small, large }: CapacitiesSeen): CapacityField[] {
  const isMissing = (field: CapacityField) =>
    [small, large].every((seen) => placesOf(field, objectsOf(seen)).length === 0) &&
    !mentions(large.state, large.sent[field]);
  return showsCapacities(small) ? capacityFields.filter(isMissing) : [];
}

/** Whether an object with the capacity shows this field too, which the vendor doesn't document. Pure. */
export function showsNewField(seen: CapacitySeen, field: string, value: string): boolean {
  return capacityObjects(seen).some(({ fields }) => fields[field] === value);
}

/** A key of an object, and its value after the report with small values. */
interface Place {
  readonly path: string;
  readonly key: string;
  readonly shown: Json;
}

function laterWrong(
  field: CapacityField,
  places: readonly Place[],
  { large, zero }: CapacitiesSeen,
): WrongCapacity | undefined {
  for (const seen of [large, zero]) {
    const shown = places.map((place) => valueAt(seen, place));
    const first = shown[0];
    if (first === undefined || !shown.every((value) => isWrong(seen.sent[field], value))) continue;
    return { field, sent: seen.sent[field], shown: first };
  }
  return undefined;
}

/** A value that isn't understood is not wrong. A word or a negative number may stand for 0. */
function isWrong(sent: string, shown: Json | undefined): boolean {
  const reading = readingOf(shown);
  if (reading === undefined || isShownAs(sent, shown)) return false;
  return sent !== '0' || (typeof reading === 'number' && reading > 0);
}

function alwaysWrong(
  field: CapacityField,
  places: readonly Place[],
  all: CapacitiesSeen,
): WrongCapacity | undefined {
  const found = places.map((place) => [place, wrongness(field, place, all)] as const);
  const [first] = found;
  if (!first || found.some(([, how]) => how === undefined)) return undefined;
  const [{ shown }, how = ''] = first;
  return { field, sent: all.small.sent[field], shown, how };
}

function wrongness(
  field: CapacityField,
  place: Place,
  { small, large, zero }: CapacitiesSeen,
): string | undefined {
  const reading = readingOf(place.shown);
  const owner = capacityFields.find((other) => other !== field && readingOf(small.sent[other]) === reading);
  if (owner) return `, the value of ${owner}`;
  // A flag differs only for 0 and for no.
  const other = typeof reading === 'boolean' || field === 'enableCallRecording' ? zero : large;
  const isComparable = reading !== undefined && small.sent[field] !== other.sent[field];
  if (!isComparable || readingOf(valueAt(other, place)) !== reading) return undefined;
  return `, as for ${other.sent[field]}`;
}

function isShownAs(sent: string, shown: Json | undefined): boolean {
  const [wanted, reading] = [readingOf(sent), readingOf(shown)];
  return reading === wanted || (typeof wanted === 'boolean' && reading === Number(wanted));
}

const yes = /^(yes|y|true|t|on|enabled)$/i;
const no = /^(no|n|false|f|off|disabled)$/i;

/** What a value says, if it is only a number or only yes or no. */
function readingOf(shown: Json | undefined): number | boolean | undefined {
  if (typeof shown === 'number' || typeof shown === 'boolean') return shown;
  if (typeof shown !== 'string') return undefined;
  const text = shown.trim();
  if (yes.test(text) || no.test(text)) return yes.test(text);
  const number = /^-?\d/.test(text) ? Number(text.replace(/[,.' ](?=\d{3}(?!\d))/g, '')) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

function capacityObjects(seen: CapacitySeen): ObjectInState[] {
  const values = Object.values(seen.sent);
  const isShown = (field: CapacityField, object: ObjectInState) =>
    placesOf(field, [object]).some(({ shown }) => values.some((value) => isShownAs(value, shown)));
  return objectsOf(seen).filter(
    (object) => repositoryFields.filter((field) => isShown(field, object)).length >= enough,
  );
}

/** A state may have the serial number as a key. */
function objectsOf({ sn, state }: CapacitySeen): ObjectInState[] {
  return objectsIn(state).map(({ path, fields }) => ({
    path: path.map((key) => key.replace(sn, '*')),
    fields,
  }));
}

function placesOf(field: CapacityField, objects: readonly ObjectInState[]): Place[] {
  return objects.flatMap(({ path, fields }) =>
    Object.entries(fields)
      .filter(([key]) => isKeyOf(field, key))
      .map(([key, shown]) => ({ path: JSON.stringify(path), key, shown })),
  );
}

function valueAt(seen: CapacitySeen, { path, key }: Place): Json | undefined {
  const object = objectsOf(seen).find((one) => JSON.stringify(one.path) === path);
  return object && Object.hasOwn(object.fields, key) ? object.fields[key] : undefined;
}
