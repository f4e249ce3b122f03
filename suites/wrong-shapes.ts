import type { DidReport } from '../simulator/index.ts';

/** A DID report that cannot mean anything, in words that go on after "a report". */
export interface WrongReport {
  readonly what: string;
  readonly make: (right: DidReport) => unknown;
  /** Whether it still says which PBX it is about. */
  readonly namesPbx: boolean;
}

/**
 * Only what no right receiver takes for a message, now or in future: documented fields of a wrong JSON type. Left out is what
 * decoders of several languages take for the right type without being told to: numbers and booleans where text is due, text of digits
 * where a number is due, null for an empty list or object, an object for a list.
 */
export const wrongReports: readonly WrongReport[] = [
  wrongSn('without an sn', ({ sn: _, ...others }) => others),
  wrongSn('whose sn is null', (right) => ({ ...right, sn: null })),
  wrongSn('whose sn is an object', (right) => ({ ...right, sn: { number: right.sn } })),
  wrongSn('whose sn is an array', (right) => ({ ...right, sn: [right.sn, right.sn] })),
  wrongField('whose updateTime is a word', () => ({ updateTime: 'soon' })),
  wrongField('whose updateTime is an object', ({ updateTime }) => ({ updateTime: { seconds: updateTime } })),
  wrongField('whose trunkDidInfoList is a word', () => ({ trunkDidInfoList: 'none' })),
  wrongField('whose trunkDidInfoList is a number', () => ({ trunkDidInfoList: 5 })),
  wrongField('whose trunkDidInfoList is true', () => ({ trunkDidInfoList: true })),
  wrongField('whose trunkDidInfoList holds words', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map(({ did }) => did),
  })),
  wrongField('whose trunkDidInfoList holds numbers', () => ({ trunkDidInfoList: [5, 6] })),
  wrongField('with an object as a did', (right) => ({
    trunkDidInfoList: right.trunkDidInfoList?.map((info) => ({ ...info, did: { number: info.did } })),
  })),
];

/** Messages that are neither an array nor an object, and arrays of what is none: each with its name after "a message". */
export const wrongMessages: readonly (readonly [what: string, message: unknown])[] = [
  ['that is a number', 5],
  ['that is a text', 'did_change'],
  ['that is true', true],
  ['whose items are numbers', [5, 6]],
  ['whose items are texts', ['did_change']],
  ['whose items are true', [true]],
];

function wrongSn(what: string, make: WrongReport['make']): WrongReport {
  return { what, make, namesPbx: false };
}

function wrongField(what: string, change: (right: DidReport) => Record<string, unknown>): WrongReport {
  return { what, make: (right) => ({ ...right, ...change(right) }), namesPbx: true };
}
