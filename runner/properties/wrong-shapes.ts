import type { CapacityReport, DidReport } from '../../simulator/index.ts';

/** An impossible DID report, as a phrase that follows "a report". */
export interface WrongReport {
  readonly what: string;
  readonly make: (right: DidReport) => unknown;
  /** Whether it still names its PBX. */
  readonly namesPbx: boolean;
}

/**
 * Only shapes that no correct receiver accepts, now or in future: documented fields of the wrong JSON type. Left out are values that
 * decoders of several languages convert by default: numbers and booleans for text, digits for a number, null for an empty list or object,
 * an object for a list.
 */
export const wrongReports: readonly WrongReport[] = [
  wrongSn('without an sn', ({ sn: _, ...others }) => others),
  wrongSn('whose sn is null', (right) => ({ ...right, sn: null })),
  wrongSn('whose sn is an object', (right) => ({ ...right, sn: { number: right.sn } })),
  wrongSn('whose sn is an array', (right) => ({ ...right, sn: [right.sn, right.sn] })),
  wrongField('whose updateTime is a non-numeric string', () => ({ updateTime: 'soon' })),
  wrongField('whose updateTime is an object', ({ updateTime }) => ({ updateTime: { seconds: updateTime } })),
  wrongField('whose trunkDidInfoList is a string', () => ({ trunkDidInfoList: 'none' })),
  wrongField('whose trunkDidInfoList is a number', () => ({ trunkDidInfoList: 5 })),
  wrongField('whose trunkDidInfoList is true', () => ({ trunkDidInfoList: true })),
  wrongField('whose trunkDidInfoList contains strings', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map(({ did }) => did),
  })),
  wrongField('whose trunkDidInfoList contains numbers', () => ({ trunkDidInfoList: [5, 6] })),
  wrongField('with an object as a did', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map((info) => ({ ...info, did: { number: info.did } })),
  })),
];

/** Messages that are neither an array nor an object, and arrays of such items: each with a phrase that follows "a message". */
export const wrongMessages: readonly (readonly [what: string, message: unknown])[] = [
  ['that is a number', 5],
  ['that is a string', 'did_change'],
  ['that is true', true],
  ['whose items are numbers', [5, 6]],
  ['whose items are strings', ['did_change']],
  ['whose items are true', [true]],
];

/** Some correct receivers accept these, others reject them. All must respond, and none may crash. */
export function doubtfulMessages(
  did: DidReport,
  capacity: CapacityReport,
): readonly (readonly [what: string, message: unknown])[] {
  const { updateTime: _, ...timeless } = did;
  const deletion = { ...did, event: 'pce_delete' };
  return [
    ['that is null', null],
    ['that is an empty object', {}],
    ['that is a report outside an array', did],
    ['whose items are null', [null]],
    ['whose items are a pce_delete and null', [deletion, null]],
    ['whose items are null and a pce_delete', [null, deletion]],
    ['whose pce_delete has a list that contains null', [{ ...deletion, trunkDidInfoList: [null] }]],
    ['whose pce_delete has null as its updateTime', [{ ...deletion, updateTime: null }]],
    ['whose items are empty arrays', [[]]],
    ['whose items are empty objects', [{}]],
    ['whose items have neither event nor repository', [{ sn: did.sn, firmware: { version: '91.2.0.1' } }]],
    ['whose sn is empty', [{ ...did, sn: '' }]],
    ['without an updateTime', [timeless]],
    ['whose updateTime is too large for any date', [{ ...did, updateTime: 1e30 }]],
    ...wronglyTypedMessages(did, capacity),
  ];
}

/** Documented fields of another JSON type, which decoders in several languages accept by default. */
export function wronglyTypedMessages(
  did: DidReport,
  capacity: CapacityReport,
): readonly (readonly [what: string, message: unknown])[] {
  const [info] = did.trunkDidInfoList ?? [];
  return [
    ['whose event is null', [{ ...did, event: null }]],
    ['whose event is an object', [{ ...did, event: { name: did.event } }]],
    ['whose sn is a number', [{ ...did, sn: 36 }]],
    ['whose updateTime is null', [{ ...did, updateTime: null }]],
    ['whose updateTime is a numeric string', [{ ...did, updateTime: String(did.updateTime) }]],
    ['whose trunkDidInfoList is null', [{ ...did, trunkDidInfoList: null }]],
    ['whose trunkDidInfoList is an object', [{ ...did, trunkDidInfoList: { 0: info } }]],
    ['whose trunkDidInfoList contains null', [{ ...did, trunkDidInfoList: [null] }]],
    ['whose did is a number', [{ ...did, trunkDidInfoList: [{ ...info, did: 900 }] }]],
    ['whose repository is null', [{ ...capacity, repository: null }]],
    ['whose repository is a string', [{ ...capacity, repository: 'none' }]],
    ['whose repository is an array', [{ ...capacity, repository: [] }]],
    ['whose repository contains null', [{ ...capacity, repository: { extensions: null } }]],
    ['whose repository contains numbers', [{ ...capacity, repository: { extensions: 5 } }]],
    ['whose modifier is an object', [{ ...capacity, modifier: {} }]],
  ];
}

function wrongSn(what: string, make: WrongReport['make']): WrongReport {
  return { what, make, namesPbx: false };
}

function wrongField(what: string, change: (right: DidReport) => Record<string, unknown>): WrongReport {
  return { what, make: (right) => ({ ...right, ...change(right) }), namesPbx: true };
}
