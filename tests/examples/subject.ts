import { expect } from 'vitest';
import { type RunningReceiver, secret } from './running-receiver.ts';
import { type Answer, Connection, type RequestOptions, requestBytes } from './wire.ts';

/** The receiver under test, as the tests access it. */
export class Subject {
  /** Set before the first test. */
  receiver: RunningReceiver | undefined;
  #serial = 0;

  /** A serial number that no other test uses. */
  newSn(): string {
    this.#serial += 1;
    return `36${String(this.#serial).padStart(12, '0')}ZK`;
  }

  connect(): Connection {
    if (!this.receiver) throw new Error('the receiver has not been started');
    return new Connection(this.receiver.port);
  }

  /** Sends one message on a separate connection. */
  async send(message: unknown, options?: RequestOptions): Promise<Answer | undefined> {
    const connection = this.connect();
    const answer = await connection.exchange(requestBytes(message, options));
    connection.close();
    expect(answer?.body ?? '').not.toContain(secret);
    return answer;
  }

  async statusOf(message: unknown, options?: RequestOptions): Promise<number | undefined> {
    return (await this.send(message, options))?.status;
  }

  async stateOf(sn: string): Promise<unknown> {
    const path = `/state?sn=${encodeURIComponent(sn)}`;
    const answer = await this.send('', { method: 'GET', path, signatures: [] });
    expect(answer?.headers.get('content-type')).toMatch(/^application\/json/);
    return JSON.parse(answer?.body ?? 'no answer');
  }

  /** The DID numbers that the receiver has for a PBX. */
  async didNumbersOf(sn: string): Promise<unknown> {
    const state = (await this.stateOf(sn)) as { dids?: { content: { did: string }[] }[] } | null;
    return state?.dids?.[0]?.content.map(({ did }) => did);
  }
}
