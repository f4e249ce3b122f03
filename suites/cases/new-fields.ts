import {
  fieldPlaces,
  type IdentityFacts,
  type NewField,
  newCapacityReport,
  newDidReport,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

/** A message for each place that may have a new field. */
export function messagesWithNewFields(facts: IdentityFacts) {
  return fieldPlaces.map((place) => ({ place, ...messageWithField(facts, { place, ...exampleField }) }));
}

export const exampleField = { name: 'region', value: 'emea' } as const;

/** Where a new field is. */
export const placeNames = {
  report: 'in a report',
  did: 'in an entry of trunkDidInfoList',
  repository: 'in a repository',
  test: 'in the test message',
} as const;

export function messageWithField(facts: IdentityFacts, field: Pick<NewField, 'place'> & Partial<NewField>) {
  const { place, name, value } = field;
  const extra = name === undefined ? {} : { [name]: value };
  const sn = facts.serial();
  const note = `a message with a new field ${placeNames[place]}`;
  return { sn, note, message: build(facts, sn, place, extra) };
}

function build(
  facts: IdentityFacts,
  sn: string,
  place: NewField['place'],
  extra: Record<string, unknown>,
): unknown {
  if (place === 'test') return { ...testMessage, ...extra };
  if (place === 'repository') {
    const report = newCapacityReport(facts, { sn });
    return [{ ...report, repository: { ...report.repository, ...extra } }];
  }
  const dids = facts.dids(2).map((info) => (place === 'did' ? { ...info, ...extra } : info));
  const report = newDidReport(facts, { sn, dids });
  return [place === 'report' ? { ...report, ...extra } : report];
}
