// A correct receiver of YCM webhooks in Express 5. Copy it, and replace `keep` with your own code.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import express from 'express';

const {
  YCM_WEBHOOK_SECRET: secret,
  PORT: port = '3000',
  STATE_FILE: stateFile = 'ycm-state.jsonl',
} = process.env;
if (!secret) stop('Set YCM_WEBHOOK_SECRET to the secret that YCM shows for this webhook, then start again.');
if (!/^\d{1,5}$/.test(port) || port > 65_535) stop('Set PORT to a number from 0 to 65535.');
/** sn -> { applied, dids, capacity }. Every change is written to a file. Use a database in production. */
const pbxs = new Map(readState(stateFile));
const didEvents = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];
const isText = (value) => typeof value === 'string';
const isName = (value) => isText(value) && value !== '';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDid = (value) => ['did', 'didId', 'trunkId', 'trunkName'].every((key) => isText(value?.[key]));
const pickDid = ({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName });

const app = express().disable('x-powered-by');
// The signature covers the bytes as sent. Read them raw, whatever Content-Type says, and parse them later.
app.post('/webhook', express.raw({ type: () => true, limit: '1mb', inflate: false }), (req, res) => {
  const body = req.body ?? Buffer.alloc(0);
  must(isGenuine(body, req.headersDistinct['x-signature']), 'X-Signature is invalid.', 401);
  // Every report is read before any is stored, so a message is accepted completely or not at all.
  keep(readMessage(parse(body)));
  res.json({ received: true }); // YCM waits 3 to 10 seconds for this. Slow work belongs in a queue.
});
app.all('/webhook', (_req, res) => res.status(405).set('Allow', 'POST').json({ error: 'Use POST.' }));
// For `hookswitch check --observe-url`. Remove or protect it in production.
app.get('/state', (req, res) => res.json(pbxs.get(req.query.sn) ?? null));
// Express's own error handler would respond with the stack trace.
app.use(({ statusCode = 500, message }, _req, res, _next) => {
  res.status(statusCode).json({ error: statusCode < 500 ? message : 'Something went wrong here.' });
});
const server = app.listen({ port, host: '127.0.0.1' }, (error) => {
  if (error) stop(`Port ${port} cannot be used (${error.code}): set PORT to another.`);
  console.log(`listening on http://127.0.0.1:${server.address().port}/webhook`);
});

/** Base64(HMAC-SHA256(secret, raw body)): one header, an exact match, compared in constant time. */
function isGenuine(body, signatures = []) {
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
function keep(reports) {
  const changed = new Map();
  for (const { sn, kind, ...report } of reports) {
    const pbx = changed.get(sn) ?? pbxs.get(sn) ?? { applied: 0 };
    const known = pbx[kind] ?? [];
    const isNoNews = (other) => other.updateTime > report.updateTime || isDeepStrictEqual(other, report);
    if (known.some(isNoNews)) continue;
    const sameSecond = known.filter(({ updateTime }) => updateTime === report.updateTime);
    changed.set(sn, { ...pbx, applied: pbx.applied + 1, [kind]: [report, ...sameSecond] });
  }
  if (changed.size === 0) return;
  // Written to disk before the acknowledgement, and only then remembered. If this fails, YCM gets a 500 and retries.
  appendFileSync(stateFile, `\n${JSON.stringify([...changed])}`, { flush: true });
  for (const [sn, pbx] of changed) pbxs.set(sn, pbx);
}

/** An incomplete last line was never acknowledged. */
function readState(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    try {
      return JSON.parse(line);
    } catch {
      return [];
    }
  });
}

/** Rejects the message with this sentence unless the condition holds. */
function must(holds, sentence, statusCode = 422) {
  if (!holds) throw Object.assign(new Error(sentence), { statusCode });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
