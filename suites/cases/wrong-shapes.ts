import type { Noted } from '../../runner/rule-kit.ts';
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
  wrongField('whose trunkDidInfoList is a number', () => ({ trunkDidInfoList: 73519 })),
  wrongField('whose trunkDidInfoList is true', () => ({ trunkDidInfoList: true })),
  wrongField('whose trunkDidInfoList contains strings', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map(({ did }) => did),
  })),
  wrongField('whose trunkDidInfoList contains numbers', () => ({ trunkDidInfoList: [73519, 73520] })),
  wrongField('with an object as a did', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map((info) => ({ ...info, did: { number: info.did } })),
  })),
];

/** Those that name their PBX, and two that many decoders take for an empty list. */
export const reportsAboutKnownPbx: readonly WrongReport[] = [
  wrongField('without a trunkDidInfoList', () => ({ trunkDidInfoList: undefined })),
  wrongField('whose trunkDidInfoList is null', () => ({ trunkDidInfoList: null })),
  ...wrongReports.filter(({ namesPbx }) => namesPbx),
];

/** Messages that are neither an array nor an object, and arrays of such items. */
export const wrongMessages: Noted = [
  ['a message that is a number', 5],
  ['a message that is a string', 'did_change'],
  ['a message that is true', true],
  ['a message whose items are numbers', [5, 6]],
  ['a message whose items are strings', ['did_change']],
  ['a message whose items are true', [true]],
];

/** Messages that are neither, and arrays of items that are not objects. */
export const unreadableMessages: Noted = [
  ...wrongMessages,
  ['a message that is null', null],
  ['a message whose items are null', [null]],
  ['a message whose items are empty arrays', [[]]],
];

/** Some correct receivers accept these, others reject them. All must respond, and none may crash. */
export function doubtfulMessages(did: DidReport): Noted {
  const { updateTime: _, ...timeless } = did;
  const deletion = { ...did, event: 'pce_delete' };
  return [
    ['a message that is null', null],
    ['a message that is an empty object', {}],
    ['a message that is a report outside an array', did],
    ['a message whose items are null', [null]],
    ['a message whose items are a pce_delete and null', [deletion, null]],
    ['a message whose items are null and a pce_delete', [null, deletion]],
    ['a message whose pce_delete has a list that contains null', [{ ...deletion, trunkDidInfoList: [null] }]],
    ['a message whose pce_delete has null as its updateTime', [{ ...deletion, updateTime: null }]],
    ['a message whose items are empty arrays', [[]]],
    ['a message whose items are empty objects', [{}]],
    [
      'a message whose items have neither event nor repository',
      [{ sn: did.sn, firmware: { version: '91.2.0.1' } }],
    ],
    ['a message whose sn is empty', [{ ...did, sn: '' }]],
    ['a message without an updateTime', [timeless]],
    ['a message whose updateTime is too large for any date', [{ ...did, updateTime: 1e30 }]],
  ];
}

/** Documented fields of another JSON type, which decoders in several languages accept by default. */
export function wronglyTypedMessages(did: DidReport, capacity: CapacityReport): Noted {
  const [info] = did.trunkDidInfoList ?? [];
  return [
    ['a message whose event is null', [{ ...did, event: null }]],
    ['a message whose event is an object', [{ ...did, event: { name: did.event } }]],
    ['a message whose sn is a number', [{ ...did, sn: 36 }]],
    ['a message whose updateTime is null', [{ ...did, updateTime: null }]],
    ['a message whose updateTime is a numeric string', [{ ...did, updateTime: String(did.updateTime) }]],
    ['a message whose trunkDidInfoList is null', [{ ...did, trunkDidInfoList: null }]],
    ['a message whose trunkDidInfoList is an object', [{ ...did, trunkDidInfoList: { 0: info } }]],
    ['a message whose trunkDidInfoList contains null', [{ ...did, trunkDidInfoList: [null] }]],
    ['a message whose did is a number', [{ ...did, trunkDidInfoList: [{ ...info, did: 900 }] }]],
    ['a message whose repository is null', [{ ...capacity, repository: null }]],
    ['a message whose repository is a string', [{ ...capacity, repository: 'none' }]],
    ['a message whose repository is an array', [{ ...capacity, repository: [] }]],
    ['a message whose repository contains null', [{ ...capacity, repository: { extensions: null } }]],
    ['a message whose repository contains numbers', [{ ...capacity, repository: { extensions: 5 } }]],
    ['a message whose modifier is an object', [{ ...capacity, modifier: {} }]],
  ];
}

function wrongSn(what: string, make: WrongReport['make']): WrongReport {
  return { what, make, namesPbx: false };
}

function wrongField(what: string, change: (right: DidReport) => Record<string, unknown>): WrongReport {
  return { what, make: (right) => ({ ...right, ...change(right) }), namesPbx: true };
}
