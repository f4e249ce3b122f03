import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../check/check-options.ts';
import { crash } from '../../diagnosis/causes/crash.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { check } from '../../suites/index.ts';
import { count } from '../../text/words/count.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { cutOff, startCrashing } from '../runner/crashing-receiver.ts';
import { simulated } from '../support/simulated.ts';

interface Behavior extends Partial<CommonCheckOptions> {
  readonly afterMs?: number;
  readonly ackMs?: number;
}

describe('a receiver whose process exits', () => {
  /** The check of a receiver that exits on some messages, and how often it was started. */
  function crashed(
    doesCrash: (message: string) => boolean,
    { afterMs, ackMs = 0, ...options }: Behavior = {},
  ) {
    return simulated(async () => {
      const { url, restart, starts, close } = await startCrashing(doesCrash, { afterMs, ackMs });
      const { printed: _prints, ...silent } = restart;
      try {
        const report = await check({
          url,
          secret: testSecret,
          rules: [
            'signature/accepts-genuine',
            'acknowledgement/*',
            'message/accepts-an-empty-list',
            'security/is-alive-at-the-end',
          ],
          exclude: ['acknowledgement/acknowledges-large-messages'],
          sharesProcess: true,
          restart: silent,
          ...options,
        });
        return { report, starts: starts() };
      } finally {
        close();
      }
    });
  }

  it('is diagnosed as crashing on the message that makes it exit, and is restarted for the other rules', async () => {
    const { report, starts } = await crashed((message) => message.startsWith('{'));
    expect(report.diagnosis).toMatchObject({ cause: 'crash' });
    expect(report.diagnosis?.title).toBe('Your receiver crashes on the test message (an object).');
    expect(report.diagnosis?.evidence.join()).toContain('TypeError: no map');
    // Once to find the cause, and once to continue. Once more if another message in flight got a response on its second try.
    expect([3, 4]).toContain(starts);
    const passed = report.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(passed).toContain('message/accepts-an-empty-list');
  });

  it('crashes on a message that it has acknowledged, not on one that was under way then', async () => {
    const { report } = await crashed((message) => message.startsWith('{'), { afterMs: 10 });
    expect(report.diagnosis?.title).toMatch(/^Your receiver crashes on the test message\b/);
    expect(report.diagnosis?.evidence[1]).toMatch(/^got 200 OK in .*, then it exited$/);
    const resultOf = (id: string) => report.results.find((result) => result.id === id);
    // Before the cause is known, the test message is acknowledged.
    expect(resultOf('acknowledgement/acknowledges-the-test-message')?.verdict).not.toBe('fail');
    const { finding } = resultOf('security/is-alive-at-the-end') ?? {};
    expect(finding?.actual).toMatch(/^it exited with code 1 after the test message\b/);
    expect(report.diagnosis?.explains).toContain('security/is-alive-at-the-end');
    expect(resultOf('message/accepts-an-empty-list')?.verdict).toBe('pass');
  });

  it('fails the rule about broken uploads if it exits when a sender disconnects, even if it is slow', async () => {
    const { report } = await crashed((message) => message === cutOff, { ackMs: 300 });
    expect(report.diagnosis?.title).toBe(
      'Your receiver crashes on a message that is cut off halfway by a connection reset.',
    );
    const explained = ['acknowledgement/survives-a-broken-upload', 'security/is-alive-at-the-end'];
    expect(report.diagnosis?.explains).toEqual(explained);
  });

  it('is diagnosed with the smallest message that makes it exit', async () => {
    const { report } = await crashed((message) => message.includes('"trunkName"'));
    const [, smallest] = report.diagnosis?.evidence ?? [];
    expect(smallest).toMatch(/^smallest message found that crashes it: /);
    const [only, ...others] = JSON.parse(smallest?.replace(/^[^[]*/, '') ?? '');
    expect(others).toEqual([]);
    // One DID, and one character of each of its values.
    expect(only.trunkDidInfoList.map(Object.values)).toEqual([
      ['', '', '', ''].map(() => expect.any(String)),
    ]);
    expect(Object.values(only.trunkDidInfoList[0]).join('').length).toBeLessThanOrEqual(4);
  });

  it('is diagnosed as crashing on one kind of event, and rules that need no such event are checked', async () => {
    const { report, starts } = await crashed((message) => message.includes('"did_delete"'));
    expect(report.diagnosis).toMatchObject({ cause: 'crash' });
    expect(report.diagnosis?.title).toMatch(/^Your receiver crashes on .*\bdid_delete\b/);
    // Twice for each of two messages, and to shrink one.
    expect(starts).toBeLessThanOrEqual(16);
    expect(report.results.filter(({ reasonCode }) => reasonCode === 'receiver-gone')).toEqual([]);
    const passed = report.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(passed).toContain('acknowledgement/acknowledges-a-burst');
  });

  it('gets no more messages like those that make it exit, and the rules say so', async () => {
    const { report, starts } = await crashed((message) => message.includes('did_change'));
    expect(report.diagnosis).toMatchObject({ cause: 'crash' });
    expect(starts).toBeLessThanOrEqual(16);
    expect(report.results.filter(({ reasonCode }) => reasonCode === 'receiver-gone')).toEqual([]);
    const skipped = report.results.filter(({ reasonCode }) => reasonCode === 'crashes');
    expect(skipped[0]?.reason).toContain('(did_change)');
    expect(report.diagnosis?.explains).toEqual(expect.arrayContaining(skipped.map(({ id }) => id)));
  });

  it('is not restarted after more than three different crashes', async () => {
    // Several of these run alone, at the end.
    const rules = ['acknowledgement/*', 'message/limits-size', 'security/is-alive-*'];
    const { report, starts } = await crashed((message) => message.includes('"sn"'), { rules, exclude: [] });
    expect(report.diagnosis).toMatchObject({ cause: 'crash' });
    expect(starts).toBeLessThanOrEqual(16);
    const gone = report.results.filter(({ reasonCode }) => reasonCode === 'receiver-gone');
    expect(gone[0]?.reason).toContain('more than 3 times for different or unknown reasons');
    expect(report.diagnosis?.evidence.join()).toContain(`${count(gone.length, 'rule')} not checked`);
    expect(report.results.at(-1)).toMatchObject({ id: 'security/is-alive-at-the-end', verdict: 'fail' });
  });

  it('fails a rule even if it has acknowledged nothing', async () => {
    const rules = ['signature/accepts-genuine', 'acknowledgement/*', 'message/limits-size', 'security/is-*'];
    const method = { method: 'GET', profile: { payloadIn: 'query' } } as const;
    const { report } = await crashed(() => true, { rules, ...method });
    const resultOf = (id: string) => report.results.find((result) => result.id === id);
    expect(resultOf('security/is-alive-at-the-end')?.verdict).toBe('fail');
    expect(report.diagnosis?.explains).toContain('security/is-alive-at-the-end');
    // A rule that lacks something isn't a consequence.
    expect(resultOf('message/limits-size')?.need).toBe('body');
    expect(report.diagnosis?.explains).not.toContain('message/limits-size');
  });

  it('is not diagnosed as crashing on a message if it exits on every seventh one', async () => {
    let n = 0;
    const { report } = await crashed(() => {
      n += 1;
      return n % 7 === 0;
    });
    expect(report.diagnosis).toMatchObject({ cause: 'crash' });
    expect(report.diagnosis?.title).not.toContain('crashes on');
  });

  it('costs no time if it breaks connections without exiting', () =>
    simulated(async () => {
      let looks = 0;
      const server = createServer((request) => request.socket.destroy());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const ownEnd = () => {
        looks += 1;
        return undefined;
      };
      const start = async () => {};
      const { diagnosis } = await check({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        secret: testSecret,
        rules: ['signature/*'],
        restart: { kill: start, start, ownEnd },
      });
      server.close();
      expect(diagnosis).toMatchObject({ cause: 'no-response' });
      // Looked for until nothing was seen three times, not for each message.
      expect(looks).toBeLessThan(80);
    }));

  it('ended probably because of the only message before that, if nobody restarts it', async () => {
    const server = serverOf((message, response) => {
      response.writeHead(200).end();
      if (!message.startsWith('{')) return;
      setTimeout(() => {
        server.close();
        server.closeAllConnections();
      }, 5);
    });
    const { diagnosis } = await checkServer(server, ['message/accepts-*']);
    expect(diagnosis?.title).toMatch(
      /^Your receiver stopped listening, probably because of the test message\b/,
    );
  });

  it('is noticed if someone else started it, and nothing more is sent', async () => {
    const server = serverOf((message, response) => {
      if (!message.includes('trunk_delete')) return void response.writeHead(200).end();
      server.close();
      return void server.closeAllConnections();
    });
    const { diagnosis, summary } = await checkServer(server, ['acknowledgement/*', 'message/accepts-*']);
    expect(diagnosis).toMatchObject({ cause: 'crash' });
    expect(diagnosis?.evidence.join()).toContain('it stopped listening at 127.0.0.1:');
    expect(diagnosis?.evidence.join()).toContain('trunk_delete');
    expect(summary.skipped).toBeGreaterThan(0);
  }, 60_000);
});

it('is diagnosed by its output, if no message crashes it again', () => {
  const end = 'exited with code 2 during the run; it printed:\nfatal error: concurrent map writes';
  const facts = {
    crashes: [{ end, during: [], recent: [], ruledOut: ['a DID change'] }],
    canStart: true,
    results: [],
  };
  const found = crash(facts as unknown as Facts);
  expect(found?.evidence).toContain('  fatal error: concurrent map writes');
  expect(found?.fix).toMatch(/^Find the reason in its output\. .* without a lock/);
  const [suspect] = facts.crashes.map((one) => ({ ...one, recent: ['a capacity change'] }));
  expect(crash({ ...facts, crashes: [suspect] } as unknown as Facts)?.fix).toMatch(/^Catch exceptions/);
});
