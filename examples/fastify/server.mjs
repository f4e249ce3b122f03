// A correct receiver of YCM webhooks in Fastify 5. Copy it, and replace `keep` with your own code.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import Fastify from 'fastify';

const {
  YCM_WEBHOOK_SECRET: secret,
  PORT: port = '3000',
  STATE_FILE: stateFile = 'ycm-state.jsonl',
} = process.env;
if (!secret) stop('Set YCM_WEBHOOK_SECRET to the secret that YCM shows for this webhook, then start again.');
if (!/^\d{1,5}$/.test(port) || port > 65_535) stop('Set PORT to a number from 0 to 65535.');
/** sn -> { applied, dids, capacity }. Every change is written to a file. Use a database in production. */
const pbxs = new Map(readState(stateFile));

const text = { type: 'string' };
const name = { type: 'string', minLength: 1 };
const object = (all, opt) => ({ type: 'object', required: Object.keys(all), properties: { ...all, ...opt } });
const texts = { type: 'object', additionalProperties: text };
const head = { sn: name, updateTime: { type: 'integer', minimum: 0 } };
const didEvents = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete'];
const dids = { type: 'array', items: object({ did: text, didId: text, trunkId: text, trunkName: text }) };
const pickDid = ({ did, didId, trunkId, trunkName }) => ({ did, didId, trunkId, trunkName });
const report = {
  anyOf: [
    object({ event: { enum: didEvents }, ...head, trunkDidInfoList: dids }),
    object({ event: { const: 'pce_delete' }, ...head }, { trunkDidInfoList: { type: 'null' } }),
    object({ ...head, modifier: text, repository: texts }, { event: false }),
    // Unknown reports are acknowledged and ignored.
    object({ event: { ...name, not: { enum: didEvents } } }),
    { ...object({}, { event: false, repository: false }), minProperties: 1 },
  ],
};
const test = object({ event: { const: 'test' }, message: text });
const newer = object({ event: { ...name, not: { enum: ['test', ...didEvents] } } });
const body = { anyOf: [{ type: 'array', items: report }, test, newer] };

const ajv = { customOptions: { coerceTypes: false } }; // No conversion: 5 is not a string.
const app = Fastify({ bodyLimit: 1024 * 1024, requestTimeout: 30_000, ajv });
// The signature covers the bytes as sent. Read them raw, whatever Content-Type says, and parse them later.
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request, bytes) => bytes);
app.addHook('onRequest', async ({ headers }) => void delete headers['content-type']);

app.post('/webhook', { preValidation: readGenuine, schema: { body } }, async (request) => {
  // The whole message is valid by now. YCM waits 3 to 10 seconds, so slow work belongs in a queue.
  keep([request.body].flat().flatMap(read));
  return { received: true };
});
app.route({
  url: '/webhook',
  method: app.supportedMethods.filter((method) => method !== 'POST'),
  handler: (_request, reply) => reply.code(405).header('Allow', 'POST').send({ error: 'Use POST.' }),
});
// For `hookswitch check --observe-url`. Remove or protect it in production.
app.get('/state', ({ query }, reply) => {
  reply.type('application/json').send(JSON.stringify(pbxs.get(query.sn) ?? null));
});
app.setErrorHandler(({ validation, statusCode = 500, message }, _request, reply) => {
  const error = statusCode < 500 ? message : 'Something went wrong here.';
  reply.code(validation ? 422 : statusCode).send({ error });
});
app.listen({ port, host: '127.0.0.1' }, (error, address) => {
  if (error) stop(`Port ${port} cannot be used (${error.code}): set PORT to another.`);
  console.log(`listening on ${address}/webhook`);
});

/** Parses only what is signed: Base64(HMAC-SHA256(secret, raw body)), one header, compared in constant time. */
async function readGenuine(request, reply) {
  const bytes = request.body ?? Buffer.alloc(0);
  const signatures = request.raw.headersDistinct['x-signature'] ?? [];
  const expected = Buffer.from(createHmac('sha256', secret).update(bytes).digest('base64'));
  const actual = Buffer.from(signatures.length === 1 ? signatures[0] : '');
  const isGenuine = actual.length === expected.length && timingSafeEqual(actual, expected);
  if (!isGenuine) return reply.code(401).send({ error: 'X-Signature is invalid.' });
  try {
    request.body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return reply.code(400).send({ error: 'The body is not JSON.' });
  }
}

/** What to store of a report: nothing for an unknown event. */
function read({ event, sn, updateTime, trunkDidInfoList: list, repository }) {
  // A deleted PBX has no DIDs, whether its list is empty, missing, null or the last one.
  if (event === 'pce_delete') return { sn, kind: 'dids', updateTime, content: [] };
  if (didEvents.includes(event)) return { sn, kind: 'dids', updateTime, content: list.map(pickDid) };
  return event === undefined && repository ? { sn, kind: 'capacity', updateTime, content: repository } : [];
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

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
