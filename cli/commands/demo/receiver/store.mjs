// Stores what YCM reports about each PBX. Every change is written to a file before the message is acknowledged.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const file = 'pbxs.jsonl';
/** Serial number -> { applied, dids, capacity }. `applied` counts changes. Both reports have an updateTime and a content. */
const pbxs = new Map(readLines().flat());
const didEvents = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];

/** Stores the reports of a message: all of them, or none if one is invalid. */
export function keep(message) {
  const reports = Array.isArray(message) ? readReport(message[0]) : readTest(message);
  const changed = new Map();
  for (const { sn, kind, ...report } of reports) {
    const pbx = changed.get(sn) ?? pbxs.get(sn) ?? { applied: 0 };
    changed.set(sn, { ...pbx, applied: pbx.applied + 1, [kind]: report });
  }
  if (changed.size === 0) return;
  appendFileSync(file, `\n${JSON.stringify([...changed])}`, { flush: true });
  for (const [sn, pbx] of changed) pbxs.set(sn, pbx);
}

export function stateOf(sn) {
  return pbxs.get(sn) ?? null;
}

function readTest(message) {
  must(isName(message?.event) && !didEvents.includes(message.event), 'reports must come in an array');
  must(message.event !== 'test' || isText(message.message), 'a test message must have a message');
  return [];
}

function readReport(report) {
  must(isObject(report) && Object.keys(report).length > 0, 'a report must be an object');
  const { event, sn, updateTime, trunkDidInfoList, modifier, repository } = report;
  must(event === undefined || isName(event), 'event must be a text');
  const isCapacity = event === undefined && repository !== undefined;
  // Unknown events are acknowledged and ignored.
  if (!isCapacity && !didEvents.includes(event)) return [];
  must(isName(sn), 'sn must be a serial number');
  must(Number.isInteger(updateTime) && updateTime >= 0, 'updateTime must be in whole seconds');
  if (isCapacity) {
    must(isText(modifier) && isObject(repository), 'a capacity report must have a modifier and a repository');
    must(Object.values(repository).every(isText), 'the repository must hold texts');
    return [{ sn, kind: 'capacity', updateTime, content: repository }];
  }
  // The list of a deleted PBX may be empty, missing, null or the last one.
  const dids = event === 'pce_delete' ? [] : trunkDidInfoList;
  const given = event === 'pce_delete' ? (trunkDidInfoList ?? []) : trunkDidInfoList;
  must(Array.isArray(given) && given.every(isDid), 'each DID must have four texts');
  return [{ sn, kind: 'dids', updateTime, content: dids.map(pickDid) }];
}

/** An unfinished last line was never acknowledged. */
function readLines() {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

function must(holds, sentence) {
  if (!holds) throw Object.assign(new Error(sentence), { statusCode: 422 });
}

const isText = (value) => typeof value === 'string';
const isName = (value) => isText(value) && value !== '';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDid = (value) => ['did', 'didId', 'trunkId', 'trunkName'].every((key) => isText(value?.[key]));
const pickDid = ({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName });
