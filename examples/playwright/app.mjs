// A correct receiver with a page that shows the DIDs of every PBX. Run: PORT=3000 YCM_WEBHOOK_SECRET=… node app.mjs
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.YCM_WEBHOOK_SECRET;
/** The newest report of each PBX, by serial number. */
const pbxs = new Map();

createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/') return show(response);
  if (request.method !== 'POST' || request.url !== '/webhook') return end(response, 404);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => receive(Buffer.concat(chunks), request.headers['x-signature'] ?? '', response));
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1');

function receive(body, signature, response) {
  const expected = createHmac('sha256', secret).update(body).digest('base64');
  const [given, right] = [Buffer.from(signature), Buffer.from(expected)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return end(response, 401);
  for (const report of [JSON.parse(body.toString())].flat()) apply(report);
  end(response, 200);
}

/** A report is a snapshot, and a retry of an older one may come late. */
function apply({ event, sn, trunkDidInfoList, updateTime }) {
  if (trunkDidInfoList === undefined || updateTime < (pbxs.get(sn)?.updateTime ?? 0)) return;
  pbxs.set(sn, { updateTime, dids: event === 'pce_delete' ? undefined : (trunkDidInfoList ?? []) });
}

function show(response) {
  const rows = [...pbxs]
    .filter(([, { dids }]) => dids)
    .map(([sn, { dids }]) => `<tr><td>${text(sn)}<td>${text(dids.map(({ did }) => did).join(', '))}`);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(
    `<!doctype html><title>PBXs</title><meta http-equiv="refresh" content="1"><table>${rows.join('')}</table>`,
  );
}

function text(value) {
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

function end(response, status) {
  response.statusCode = status;
  response.end();
}
