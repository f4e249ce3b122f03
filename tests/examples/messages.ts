/** Messages as the vendor's page writes them, and invalid ones. */

export const updateTime = 1_773_110_920;

export function did(number: string): Record<string, unknown> {
  return { did: number, didId: '1192488', trunkId: '114529', trunkName: 'register-trunk-shared_32YFS4' };
}

export function didReport(
  sn: string,
  numbers: readonly string[],
  more: object = {},
): Record<string, unknown> {
  return { event: 'did_change', sn, trunkDidInfoList: numbers.map(did), updateTime, ...more };
}

export function capacityReport(sn: string, more: object = {}): Record<string, unknown> {
  const repository = { extensions: '50', concurrentCalls: '12', enableCallRecording: 'yes' };
  return { modifier: 'admin@example.com', repository, sn, updateTime, ...more };
}

export const testMessage = { event: 'test', message: 'This is a webhook connectivity test.' };

/** Not JSON, with a name for the test title. */
export const malformed: ReadonlyArray<readonly [string, string | Uint8Array]> = [
  ['nothing', ''],
  ['half an array', '[{"event":"did_change"'],
  ['a trailing comma', '[1,]'],
  ['NaN', '[NaN]'],
  ['a raw control character in a text', '[{"event":"a\u0001b"}]'],
  ['text that is not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d])],
  ['two values', '[] []'],
];

const dids = (more: object) => (sn: string) => didReport(sn, ['1'], more);
const capacity = (more: object) => (sn: string) => capacityReport(sn, more);
const secondDid = (more: object) => dids({ trunkDidInfoList: [did('1'), { ...did('2'), ...more }] });

/** JSON in wrong shapes, as items of a list for the PBX that `sn` names. */
export const wrongReports: ReadonlyArray<readonly [string, (sn: string) => unknown]> = [
  ['null', () => null],
  ['a number', () => 5],
  ['a text', () => 'did_change'],
  ['a list', (sn) => [didReport(sn, ['1'])]],
  ['an empty object', () => ({})],
  ['event as a number', dids({ event: 1 })],
  ['event as null', dids({ event: null })],
  ['event as a list', dids({ event: ['did_change'] })],
  ['an empty event', dids({ event: '' })],
  ['no sn', dids({ sn: undefined })],
  ['sn as a number', dids({ sn: 36 })],
  ['an empty sn', dids({ sn: '' })],
  ['no updateTime', dids({ updateTime: undefined })],
  ['updateTime as a text', dids({ updateTime: String(updateTime) })],
  ['updateTime as true', dids({ updateTime: true })],
  ['updateTime with a fraction', dids({ updateTime: updateTime + 0.5 })],
  ['a negative updateTime', dids({ updateTime: -1 })],
  ['no list', dids({ trunkDidInfoList: undefined })],
  ['null as the list', dids({ trunkDidInfoList: null })],
  ['an object as the list', dids({ trunkDidInfoList: {} })],
  ['a text as the list of a deletion', dids({ event: 'pce_delete', trunkDidInfoList: '' })],
  ['a DID that is null', dids({ trunkDidInfoList: [null] })],
  ['a DID that is a list', dids({ trunkDidInfoList: [[]] })],
  ['a DID without trunkName', secondDid({ trunkName: undefined })],
  ['didId as a number', secondDid({ didId: 1_192_488 })],
  ['no modifier', capacity({ modifier: undefined })],
  ['modifier as a number', capacity({ modifier: 1 })],
  ['repository as null', capacity({ repository: null })],
  ['repository as a list', capacity({ repository: ['50'] })],
  ['repository as a text', capacity({ repository: '50' })],
  ['a repository with a number', capacity({ repository: { extensions: 50 } })],
];

/** Values that are neither a list of reports, nor the test message or a newer message. */
export const wrongMessages: ReadonlyArray<readonly [string, unknown]> = [
  ['null', 'null'],
  ['a number', '5'],
  ['a text', '"test"'],
  ['an empty object', {}],
  ['a report outside a list', didReport('3600000000000000', ['1'])],
  ['a capacity report outside a list', capacityReport('3600000000000000')],
  ['an empty event', { event: '' }],
];
