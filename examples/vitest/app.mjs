// A correct receiver of YCM webhooks in Express 5. Each test can create its own app.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import express from 'express';

const didEvents = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];
const isText = (value) => typeof value === 'string';
const isName = (value) => isText(value) && value !== '';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDid = (value) => ['did', 'didId', 'trunkId', 'trunkName'].every((key) => isText(value?.[key]));
const pickDid = ({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName });

/** Start it with `app.listen(3000)`; `stateOf(sn)` returns its state of a PBX, from memory. */
export function createApp(secret) {
  const pbxs = new Map();
  const app = express().disable('x-powered-by');
  // The signature covers the bytes as sent. Read them raw, whatever Content-Type says, and parse them later.
  const readRaw = express.raw({ type: () => true, limit: '1mb', inflate: false });
  app.post('/webhook', readRaw, ({ body = Buffer.alloc(0), headersDistinct }, res) => {
    must(isGenuine(body, headersDistinct['x-signature'], secret), 'X-Signature is invalid.', 401);
    // Every report is read before the first is stored, so a message is accepted completely or not at all.
    for (const report of readMessage(parse(body))) keep(pbxs, report);
    res.json({ received: true });
  });
  app.all('/webhook', (_req, res) => res.status(405).set('Allow', 'POST').json({ error: 'Use POST.' }));
  // Express's own error handler would respond with the stack trace.
  app.use(({ statusCode = 500, message }, _req, res, _next) => {
    res.status(statusCode).json({ error: statusCode < 500 ? message : 'Something went wrong here.' });
  });
  return { app, stateOf: (sn) => pbxs.get(sn) ?? null };
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
function must(holds, sentence, statusCode = 422) {
  if (!holds) throw Object.assign(new Error(sentence), { statusCode });
}
