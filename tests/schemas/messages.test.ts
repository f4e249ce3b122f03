import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, schemas, validate } from '../../schemas/index.ts';
import { capacityReport, did, didReport, testMessage } from './examples.ts';

function without(value: object, key: string): unknown {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}

const right: Record<string, [unknown, string]> = {
  'the test message': [testMessage, 'test'],
  did_change: [[didReport], 'did-change'],
  did_delete: [[{ ...didReport, event: 'did_delete' }], 'did-change'],
  'trunk_delete of two PBXs': [
    [
      { ...didReport, event: 'trunk_delete' },
      { ...didReport, event: 'trunk_delete', sn: 'B', trunkDidInfoList: [] },
    ],
    'did-change',
  ],
  'pce_delete, empty list': [[{ ...didReport, event: 'pce_delete', trunkDidInfoList: [] }], 'did-change'],
  'pce_delete, no list': [[without({ ...didReport, event: 'pce_delete' }, 'trunkDidInfoList')], 'did-change'],
  'pce_delete, null': [[{ ...didReport, event: 'pce_delete', trunkDidInfoList: null }], 'did-change'],
  'pce_delete, last list': [[{ ...didReport, event: 'pce_delete' }], 'did-change'],
  capacity: [[capacityReport], 'capacity-change'],
  'capacity with a newer value': [
    [{ ...capacityReport, repository: { extensions: '5', video: '1' } }],
    'capacity-change',
  ],
  'both kinds': [[didReport, capacityReport], 'mixed'],
  'a newer item beside a known one': [[{ event: 'pce_create' }, didReport], 'mixed'],
  'a newer event': [[{ event: 'pce_create', sn: 5 }], 'unknown'],
  'a newer event with a repository': [[{ event: 'pce_create', repository: 5 }], 'unknown'],
  'an item with neither event nor repository': [[{ kind: 'x' }], 'unknown'],
  'a newer object': [{ event: 'upgrade' }, 'unknown'],
  'the empty list': [[], 'empty'],
};

describe('a valid message', () => {
  it.each(Object.entries(right))('%s is valid and identified by its shape', (_name, [message, kind]) => {
    expect(validate('message', message)).toBeUndefined();
    expect(classify(message)).toEqual({ kind });
  });

  it('may have more keys, with any names and values', () => {
    const known = ['event', 'repository', ...Object.keys(didReport), ...Object.keys(capacityReport)];
    const extra = fc.dictionary(
      fc.string().filter((key) => !known.includes(key) && !['message', ...Object.keys(did)].includes(key)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(extra, (more) => {
        const dids = [{ ...more, ...did }];
        expect(classify([{ ...more, ...didReport, trunkDidInfoList: dids }])).toEqual({ kind: 'did-change' });
        expect(classify([{ ...more, ...capacityReport }])).toEqual({ kind: 'capacity-change' });
        expect(classify({ ...more, ...testMessage })).toEqual({ kind: 'test' });
      }),
    );
  });
});

const wrong: Record<string, [unknown, string]> = {
  'a text': ['[]', ''],
  nothing: [null, ''],
  'an object without event': [{ message: 'x' }, ''],
  'a report outside a list': [didReport, ''],
  'a capacity report outside a list': [capacityReport, ''],
  'a test without message': [{ event: 'test' }, ''],
  'an event that is no text': [{ event: 5 }, '/event'],
  'an empty event': [[{ event: '' }], '/0/event'],
  'an empty item': [[didReport, {}], '/1'],
  'an item that is no object': [[didReport, [didReport]], '/1'],
  'an event of an item that is no text': [[{ ...didReport, event: null }], '/0/event'],
  'no serial number': [[without(didReport, 'sn')], '/0'],
  'an empty serial number': [[{ ...didReport, sn: '' }], '/0/sn'],
  'a numeric serial number': [[{ ...capacityReport, sn: 36 }], '/0/sn'],
  'a time as text': [[{ ...didReport, updateTime: '1773110920' }], '/0/updateTime'],
  'a time with a fraction': [[{ ...capacityReport, updateTime: 1773110920.5 }], '/0/updateTime'],
  'a time before 1970': [[{ ...didReport, updateTime: -1 }], '/0/updateTime'],
  'a time of a capacity before 1970': [[{ ...capacityReport, updateTime: -1 }], '/0/updateTime'],
  'an endless time': [
    JSON.parse('[{"repository":{},"modifier":"","sn":"A","updateTime":1e999}]'),
    '/0/updateTime',
  ],
  'did_change without list': [[without(didReport, 'trunkDidInfoList')], '/0'],
  'did_delete with null': [
    [{ ...didReport, event: 'did_delete', trunkDidInfoList: null }],
    '/0/trunkDidInfoList',
  ],
  'pce_delete with an object': [
    [{ ...didReport, event: 'pce_delete', trunkDidInfoList: {} }],
    '/0/trunkDidInfoList',
  ],
  'a numeric id': [
    [didReport, { ...didReport, trunkDidInfoList: [did, { ...did, didId: 1192488 }] }],
    '/1/trunkDidInfoList/1/didId',
  ],
  'a DID without trunk': [
    [{ ...didReport, trunkDidInfoList: [without(did, 'trunkId')] }],
    '/0/trunkDidInfoList/0',
  ],
  'a capacity as number': [
    [{ ...capacityReport, repository: { extensions: 5 } }],
    '/0/repository/extensions',
  ],
  'a newer capacity as number': [[{ ...capacityReport, repository: { video: 5 } }], '/0/repository/video'],
  'a newer capacity of an odd name': [
    [{ ...capacityReport, repository: { 'a/b~': 5 } }],
    '/0/repository/a~1b~0',
  ],
  'no modifier': [[without(capacityReport, 'modifier')], '/0'],
};

describe('an invalid message', () => {
  it.each(Object.entries(wrong))('%s is invalid at the expected place', (_name, [message, path]) => {
    expect(validate('message', message)?.path).toBe(path);
    expect(classify(message)).toMatchObject({ kind: 'invalid', problem: { path } });
  });
});

describe('the schema of one kind', () => {
  const kinds = ['test', 'did-change', 'capacity-change', 'unknown-message'] as const;
  const takes = (message: unknown) => kinds.filter((kind) => validate(kind, message) === undefined);

  it('accepts only its own kind', () => {
    expect(takes(testMessage)).toEqual(['test']);
    expect(takes([didReport])).toEqual(['did-change']);
    expect(takes([capacityReport])).toEqual(['capacity-change']);
    expect(takes([{ event: 'pce_create' }])).toEqual(['unknown-message']);
    expect(takes({ event: 'upgrade' })).toEqual(['unknown-message']);
    expect(takes([didReport, capacityReport])).toEqual([]);
    expect(takes([])).toEqual([]);
  });
});

describe('message.schema.json by itself', () => {
  const ajv = new Ajv2020({
    allowUnionTypes: true,
    keywords: ['x-event'],
    ownProperties: true,
    formats: { 'date-time': true },
  });
  ajv.addSchema(Object.values(schemas));
  const bySchema = ajv.getSchema(schemas.message.$id);

  const field = fc.constantFrom<unknown>(
    'did_change',
    'pce_delete',
    'test',
    'new',
    '',
    'x',
    5,
    null,
    [],
    [did],
    {},
    1.5,
  );
  const item = fc.oneof(
    fc.constantFrom<unknown>(didReport, capacityReport, testMessage, {}, 5, []),
    fc.record(
      {
        event: field,
        sn: field,
        trunkDidInfoList: field,
        updateTime: field,
        repository: field,
        message: field,
      },
      { requiredKeys: [] },
    ),
    fc
      .tuple(
        fc.constantFrom(didReport, capacityReport, testMessage),
        fc.constantFrom('event', 'sn', 'repository'),
        field,
      )
      .map(([base, key, value]) => ({ ...base, [key]: value })),
  );

  it('agrees with classify on everything', () => {
    fc.assert(
      fc.property(fc.oneof(item, fc.array(item, { maxLength: 3 })), (message) => {
        expect(bySchema?.(message)).toBe(classify(message).kind !== 'invalid');
      }),
      { numRuns: 2000 },
    );
  });
});
