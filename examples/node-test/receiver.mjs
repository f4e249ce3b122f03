// A correct receiver of YCM webhooks that needs only Node. Each test can create its own.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

const maxBytes = 1024 * 1024;
const didEvents = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];
const isText = (value) => typeof value === 'string';
const isName = (value) => isText(value) && value !== '';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDid = (value) => ['did', 'didId', 'trunkId', 'trunkName'].every((key) => isText(value?.[key]));
const pickDid = ({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName });

/** Serve `listener` with `createServer(listener)`; `stateOf(sn)` returns its state of a PBX, from memory. */
export function createReceiver(secret) {
  const pbxs = new Map();
  const listener = async (request, response) => {
    const { status, answer } = await receive(request, secret, pbxs).catch(refusal);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(status === 405 && { Allow: 'POST' }),
    });
    response.end(JSON.stringify(answer));
  };
  return { listener, stateOf: (sn) => pbxs.get(sn) ?? null };
}

async function receive(request, secret, pbxs) {
  must(request.url === '/webhook', 'Not found.', 404);
  must(request.method === 'POST', 'Use POST.', 405);
  const body = await readBody(request);
  must(isGenuine(body, request.headersDistinct['x-signature'], secret), 'X-Signature is invalid.', 401);
  // Every report is read before the first is stored, so a message is accepted completely or not at all.
  for (const report of readMessage(parse(body))) keep(pbxs, report);
  return { status: 200, answer: { received: true } };
}

/** Reads the bytes as sent, which are what was signed. If the body is too large, reads the rest and drops it. */
async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  must(size <= maxBytes, 'A message must be at most 1 MiB.', 413);
  return Buffer.concat(chunks);
}

/** Base64(HMAC-SHA256(secret, raw body)): one header, an exact match, compared in constant time. */
function isGenuine(body, signatures = [], secret) {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'));
  const actual = Buffer.from(signatures.length === 1 ? signatures[0] : '');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function parse(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return must(false, 'The body is not JSON.', 400);
  }
}

/** The reports of a message. They come in an array. An object is the test message, or a newer one. */
function readMessage(message) {
  if (Array.isArray(message)) return message.flatMap(readReport);
  must(isName(message?.event) && !didEvents.includes(message.event), 'Reports must come in an array.');
  must(message.event !== 'test' || isText(message.message), 'A test message must have a message.');
  return [];
}

function readReport(report) {
  must(isObject(report) && Object.keys(report).length > 0, 'A report must be a non-empty object.');
  const { event, sn, updateTime, trunkDidInfoList: dids, modifier, repository } = report;
  must(event === undefined || isName(event), 'event must be a string.');
  const isCapacity = event === undefined && repository !== undefined;
  // Unknown events are acknowledged and ignored.
  if (!isCapacity && !didEvents.includes(event)) return [];
  must(isName(sn), 'sn must be the serial number of a PBX.');
  must(Number.isInteger(updateTime) && updateTime >= 0, 'updateTime must be in whole seconds.');
  if (isCapacity) {
    must(isText(modifier), 'modifier must be a string.');
    must(isObject(repository) && Object.values(repository).every(isText), 'repository must hold strings.');
    return { sn, kind: 'capacity', updateTime, content: repository };
  }
  // A deleted PBX has no DIDs, whether its list is empty, missing, null or the last one.
  const isDeleted = event === 'pce_delete';
  must(
    (isDeleted && dids == null) || (Array.isArray(dids) && dids.every(isDid)),
    'A DID needs four strings.',
  );
  return { sn, kind: 'dids', updateTime, content: isDeleted ? [] : dids.map(pickDid) };
}

/** The newest report of each kind counts. Different ones in the same second are all stored, the latest first. */
function keep(pbxs, { sn, kind, ...report }) {
  const pbx = pbxs.get(sn) ?? { applied: 0 };
  const known = pbx[kind] ?? [];
  if (known.some((other) => other.updateTime > report.updateTime || isDeepStrictEqual(other, report))) return;
  const sameSecond = known.filter(({ updateTime }) => updateTime === report.updateTime);
  pbxs.set(sn, { ...pbx, applied: pbx.applied + 1, [kind]: [report, ...sameSecond] });
}

/** Rejects the message with this sentence unless the condition holds. */
function must(holds, sentence, status = 422) {
  if (!holds) throw Object.assign(new Error(sentence), { status });
}

function refusal({ status = 500, message }) {
  return { status, answer: { error: status < 500 ? message : 'Something went wrong here.' } };
}
