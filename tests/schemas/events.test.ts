import { describe, expect, it } from 'vitest';
import { eventsMentioned } from '../../schemas/events.ts';
import { classify, documentedEvents, eventsIn, eventTitles, schemas, validate } from '../../schemas/index.ts';
import { eventNames } from '../../simulator/events.ts';
import { capacityReport, didReport, testMessage } from './examples.ts';

describe('a documented event', () => {
  it('has the title from the vendor’s page, and only the test message has none', () => {
    expect(documentedEvents.map(({ kind, title }) => [kind, title])).toEqual([
      ['test', undefined],
      ['did-change', 'PCE DID Change'],
      ['capacity-change', 'PCE Capacity Change'],
    ]);
    expect(eventTitles).toEqual(['PCE DID Change', 'PCE Capacity Change']);
  });

  it.each(documentedEvents)('$kind has examples that are valid and of its kind', ({ kind }) => {
    const examples = schemas[kind].examples as unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(validate(kind, example)).toBeUndefined();
      expect(classify(example)).toEqual({ kind });
    }
  });

  it('is in the registry under each of its names, in list order', () => {
    expect(eventNames).toEqual(documentedEvents.flatMap(({ names }) => Object.keys(names)));
  });
});

describe('detecting the event', () => {
  it.each([
    [testMessage, ['test']],
    [[didReport], ['did_change']],
    [[capacityReport], ['capacity_change']],
    [
      [capacityReport, didReport, capacityReport],
      ['capacity_change', 'did_change'],
    ],
    [[{ ...capacityReport, event: 'pce_create' }], ['pce_create']],
    [{ event: 'x'.repeat(50) }, ['x'.repeat(40)]],
    [[{ event: 5 }, null, 'did_change', []], ['unknown']],
    [[{ event: 5, repository: {} }], ['capacity_change']],
    [[], []],
    [undefined, ['unknown']],
  ])('finds that %j reports %j', (message, names) => expect(eventsIn(message)).toEqual(names));

  it('works for truncated text too', () => {
    expect(eventsMentioned('[{"event": "did_change"},{"event":"new"},{"repository":')).toEqual([
      'did_change',
      'capacity_change',
    ]);
    expect(eventsMentioned('{"event":"test","messa')).toEqual(['test']);
    expect(eventsMentioned('capacity_change')).toEqual([]);
  });
});
