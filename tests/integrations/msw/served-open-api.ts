import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type YcmOpenApi, ycmOpenApi } from '../../../integrations/msw.ts';
import { type Fleet, verify, Ycm } from '../../../simulator/index.ts';

const secret = 'HookswitchExampleSecret32Letters';
export const credentials = { clientId: 'kp9yyntmue', clientSecret: 'Z7wC807wK9zR77' };
const baseUrl = 'https://ycm.example.com';
export const did = (n: number, sn?: string) => ({
  did: `1002121${n}`,
  didId: `5003${n}`,
  trunkId: n < 4 ? '6681' : '6682',
  trunkName: n < 4 ? 'register_2PNG39' : 'A1_07L3RG',
  ...(sn === undefined ? {} : { sn }),
});
export const repository = {
  extensions: '20',
  concurrentCalls: '5',
  enableCallRecording: 'yes',
  recordingCapacity: '500',
  transcription: '0',
  receptionist: '0',
  receptionist_pack: '0',
  transcription_pack: '0',
};
export const fleet: Fleet = {
  pbxs: [
    { sn: '36AAAAAAAAAAAAZK', repository },
    { sn: '36BBBBBBBBBBBBZK', repository },
  ],
  trunks: [
    { trunkId: '6681', trunkName: 'register_2PNG39' },
    { trunkId: '6682', trunkName: 'A1_07L3RG' },
  ],
  dids: [did(1, '36AAAAAAAAAAAAZK'), did(2, '36AAAAAAAAAAAAZK'), did(3), did(4)],
};

/** The requests to the webhook, each with its signature checked. */
export let received: unknown[] = [];
const webhook = createServer(async (request, response) => {
  const body = await buffer(request);
  const bytes = body;
  expect(verify(secret, bytes, String(request.headers['x-signature']))).toBe(true);
  received.push(JSON.parse(bytes.toString('utf8')));
  response.end();
});
export const server = setupServer();
export let ycm: Ycm;
export let api: YcmOpenApi;
let token: string;

/** Serves YCM's API during the tests of a file, with a new fleet for each test. Test files share this module. */
export function serveOpenApi(): void {
  beforeAll(async () => {
    webhook.listen(0, '127.0.0.1');
    await once(webhook, 'listening');
    server.listen({ onUnhandledRequest: 'error' });
  });
  beforeEach(async () => {
    const { port } = webhook.address() as AddressInfo;
    received = [];
    ycm = new Ycm({
      fleet,
      now: () => 1_773_110_920,
      webhooks: [{ url: `http://127.0.0.1:${port}/`, secret }],
    });
    api = ycmOpenApi(ycm, { baseUrl, ...credentials });
    server.resetHandlers(...api.handlers);
    token = (await grant(known)).access_token;
  });
  afterAll(() => {
    server.close();
    webhook.close();
  });
}

export const known = {
  grant_type: 'client_credentials',
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
};
export const askToken = (form: Record<string, string>, method = 'POST', path = '') =>
  fetch(`${baseUrl}/dm/open_api/oauth/token${path}`, { method, body: new URLSearchParams(form) });
export interface Grant {
  readonly access_token: string;
  readonly refresh_token: string;
}
export const grant = async (form: Record<string, string>) => (await (await askToken(form)).json()) as Grant;

/** The body of a response, in many shapes. */
interface Answer {
  readonly status: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly list: readonly { readonly cloudPbxId: number }[];
  };
}

export async function call(method: string, path: string, body?: unknown, bearer = token) {
  const response = await fetch(`${baseUrl}/dm/open_api/${path}`, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'User-Agent': 'OpenAPI' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  await ycm.idle();
  return { status: response.status, answer, headers: response.headers };
}

export const data = async (path: string) => {
  const { status, answer } = await call('GET', path);
  expect([status, answer.status]).toEqual([200, 'Success']);
  return answer.data;
};

export const success = {
  status: 200,
  answer: { requestId: expect.stringMatching(/^[0-9a-f]{32}$/), status: 'Success', time: expect.any(Number) },
};
export const failure = (status: number, message: string) => ({
  status,
  answer: {
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    status: 'Failed',
    time: expect.any(Number),
    message: expect.stringContaining(message),
  },
});
