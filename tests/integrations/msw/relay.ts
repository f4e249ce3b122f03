import { createHmac } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';

interface Report {
  readonly sn: string;
  readonly updateTime: number;
  readonly trunkDidInfoList?: readonly unknown[] | null;
  readonly repository?: object;
}

/** A receiver without visible state: it forwards what it learns to a service before it acknowledges. */
export function createRelay(secret: string, { forgets = false } = {}): RequestListener {
  const known = new Map<string, Report>();
  const callService = async (report: Report) => {
    const kind = report.repository ? 'capacity' : 'dids';
    const key = `${report.sn} ${kind}`;
    const before = known.get(key);
    if (!forgets && before && before.updateTime >= report.updateTime) return;
    known.set(key, report);
    const body = JSON.stringify(report.repository ?? report.trunkDidInfoList ?? []);
    await fetch(`https://crm.example.com/pbxs/${report.sn}/${kind}`, { method: 'POST', body });
  };
  return async (request, response) => {
    const bytes = await bytesOf(request);
    const signature = createHmac('sha256', secret).update(bytes).digest('base64');
    const isGenuine = request.headers['x-signature'] === signature;
    if (!isGenuine) return void response.writeHead(401).end();
    const message: unknown = JSON.parse(bytes.toString('utf8'));
    if (Array.isArray(message)) await Promise.all(message.map(callService));
    response.end();
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  return body;
}
