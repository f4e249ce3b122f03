import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { lifeOf, processOf, type ReceiverProcess } from '../../../runner/receiver/receiver-life.ts';
import { freshConnections } from '../../../simulator/index.ts';
import { libraryWords } from '../../../text/option-words.ts';
import { createRedactor } from '../../../text/redact.ts';

/**
 * A receiver that the given functions kill and start. A server listens from the beginning or this long after each start, and until
 * this long after each kill.
 */
async function lifeWith(
  process: Partial<ReceiverProcess> | undefined,
  listensAfterMs?: number,
  closesAfterMs = 0,
) {
  const [port, log] = [await freePort(), [] as string[]];
  const server = createServer();
  onTestFinished(() => void server.close());
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listenAgain = () => void (server.listening || listen());
  if (listensAfterMs === undefined) await listen();
  const interrupt = new AbortController();
  const recorder = new Recorder(createRedactor([]));
  const life = lifeOf({
    words: libraryWords,
    process: process && {
      async kill() {
        log.push('kill');
        await process.kill?.();
        if (closesAfterMs < Number.POSITIVE_INFINITY) setTimeout(() => server.close(), closesAfterMs);
      },
      async start() {
        log.push('start');
        setTimeout(listenAgain, listensAfterMs ?? 0);
        await process.start?.();
      },
    },
    url: `http://127.0.0.1:${port}/`,
    connector: freshConnections({ allowHosts: [] }),
    comeBackMs: 40,
    recorder,
    signal: interrupt.signal,
    onGone: (reason) => void log.push(reason ?? 'it is there'),
  });
  return { life, log, server, interrupt, notes: () => recorder.evidence(1).notes };
}

const endOf = (doing: Promise<void>) =>
  doing.then(
    () => 'done',
    (error: unknown) => error,
  );
const never = () => new Promise<void>(() => {});
const gone = 'it was killed and not restarted';

describe('a receiver that is killed and started again', () => {
  it('is gone in between, and both steps are noted', async () => {
    const { life, log, notes, interrupt } = await lifeWith({});
    await life.restart();
    await life.end(interrupt.signal);
    expect(log).toEqual(['kill', gone, 'start', 'it is there']);
    expect(notes()).toEqual([
      'the receiver was killed before the first attempt',
      'the receiver was restarted before the first attempt',
    ]);
  });

  it('is back when it listens, which may be a moment after its start', async () => {
    const { life, server } = await lifeWith({}, 150);
    await life.restart();
    expect(server.listening).toBe(true);
  });

  it('is not started while the earlier one still listens', async () => {
    const { life, server } = await lifeWith({}, undefined, 300);
    await life.kill();
    expect(server.listening).toBe(false);
  });

  it('is not blamed if it keeps listening after its kill', async () => {
    const { life } = await lifeWith({}, undefined, Number.POSITIVE_INFINITY);
    const end = await endOf(life.kill());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty(
      'message',
      expect.stringMatching(/could not be killed: something still listens at .*$/),
    );
  });

  it.each<[string, Partial<ReceiverProcess>, string]>([
    ['does not start in time', { start: never }, 'nothing happened within 0.04 s'],
    ['fails to start', { start: () => Promise.reject(new Error('the port is taken')) }, 'the port is taken'],
    ['fails with no Error', { start: () => Promise.reject('no') }, 'no'],
  ])('that %s twice fails the rule and is gone', async (_, process, why) => {
    const { life, log, notes, interrupt } = await lifeWith(process);
    const end = await endOf(life.restart());
    expect(end).toBeInstanceOf(RuleFailure);
    expect(end).toMatchObject({
      expected: 'the receiver listens again when it is restarted after a kill',
      actual: why,
      fix: expect.stringContaining('half-written files'),
    });
    expect(log).toEqual(['kill', gone, 'start', why, 'start', why]);
    expect(notes()).toEqual(['the receiver was killed before the first attempt']);
    expect(await endOf(life.end(interrupt.signal))).toBe('done');
    expect(log).toEqual(['kill', gone, 'start', why, 'start', why]);
  });

  it('that starts only at the second try is not blamed, and is available', async () => {
    let starts = 0;
    const { life, log, interrupt } = await lifeWith({
      start: () => (++starts === 1 ? Promise.reject(new Error('the port is taken')) : Promise.resolve()),
    });
    const end = await endOf(life.restart());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty('message', expect.stringContaining('the first failed: the port is taken'));
    expect(log).toEqual(['kill', gone, 'start', 'the port is taken', 'start', 'it is there']);
    await life.end(interrupt.signal);
    expect(log).toHaveLength(6);
  });

  it('that could not be killed, but is dead, is started when the rule ends', async () => {
    const { life, log, server, interrupt } = await lifeWith({
      kill: async () => {
        server.close();
        throw new Error('not permitted');
      },
    });
    expect(await endOf(life.kill())).toBeInstanceOf(CannotTell);
    await life.end(interrupt.signal);
    expect(log).toEqual(['kill', 'start', 'it is there']);
    expect(server.listening).toBe(true);
  });

  it('that cannot be killed is not blamed, and is available', async () => {
    const { life, log, interrupt } = await lifeWith({
      kill: () => Promise.reject(new Error('not permitted')),
    });
    const end = await endOf(life.kill());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty('message', 'the receiver could not be killed: not permitted');
    await life.end(interrupt.signal);
    expect(log).toEqual(['kill']);
  });

  it('cannot be checked without something that kills it', async () => {
    const { life } = await lifeWith(undefined);
    for (const act of [life.kill, life.start, life.restart]) {
      const end = await endOf(act());
      expect(end).toBeInstanceOf(CannotTell);
      expect(end).toHaveProperty('message', 'this needs a receiver that can be restarted: add restart');
    }
  });

  it('is left unchanged when the run is interrupted', async () => {
    const { life, log, interrupt } = await lifeWith({});
    await life.kill();
    interrupt.abort();
    const end = await endOf(life.start());
    expect(end).toBeInstanceOf(CannotTell);
    await life.end(interrupt.signal);
    expect(log).toEqual(['kill', gone, 'start']);
  });
});

describe('the option that kills a receiver', () => {
  it('may be an object, which is used unchanged', () => {
    const process = { kill: never, start: never };
    expect(processOf(process)).toBe(process);
  });

  it('may be a function that does everything at the kill; the start reports its errors', async () => {
    const log: string[] = [];
    const process = processOf(() => {
      log.push('made anew');
      throw new Error('the file is damaged');
    });
    await process.start();
    await process.kill();
    expect(log).toEqual(['made anew']);
    await expect(process.start()).rejects.toThrow('the file is damaged');
  });
});
