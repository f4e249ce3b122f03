import { request } from 'node:http';
import type { TestConsole, TestResponse } from '../console-driver.ts';

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Requests as made by a browser, or by an imitator: with any Host and any Origin. */
export function ask({ url }: Pick<TestConsole, 'url'>, asked: Asked = {}): Promise<TestResponse> {
  const { method = 'GET', path = '/api/push', headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    // A new connection: the previous console may have closed the old one.
    const sending = request(new URL(path, url), { method, headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      const list = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      const value = answer.headers['content-type']?.startsWith('application/json')
        ? JSON.parse(text)
        : undefined;
      resolve({
        status: answer.statusCode ?? 0,
        headers: new Headers(list as [string, string][]),
        text,
        value,
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The port of the console. */
export const portOf = ({ url }: TestConsole) => new URL(url).port;
