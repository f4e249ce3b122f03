import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { lifecycleOf, processOf, type ReceiverProcess } from '../../../runner/receiver/receiver-lifecycle.ts';
import { freshConnections } from '../../../simulator/index.ts';
import { libraryWords } from '../../../text/option-words.ts';
import { createRedactor } from '../../../text/redact.ts';

/**
 * A receiver that the given functions kill and start. A server listens from the beginning or this long after each start, and until
 * this long after each kill.
 */
async function lifecycleWith(
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
  const lifecycle = lifecycleOf({
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
  return { lifecycle, log, server, interrupt, notes: () => recorder.evidence(1).notes };
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
    const { lifecycle, log, notes, interrupt } = await lifecycleWith({});
    await lifecycle.restart();
    await lifecycle.end(interrupt.signal);
    expect(log).toEqual(['kill', gone, 'start', 'it is there']);
    expect(notes()).toEqual([
      'the receiver was killed before the first attempt',
      'the receiver was restarted before the first attempt',
    ]);
  });

  it('is back when it listens, which may be a moment after its start', async () => {
    const { lifecycle, server } = await lifecycleWith({}, 150);
    await lifecycle.restart();
    expect(server.listening).toBe(true);
  });

  it('is not started while the earlier one still listens', async () => {
    const { lifecycle, server } = await lifecycleWith({}, undefined, 300);
    await lifecycle.kill();
    expect(server.listening).toBe(false);
  });

  it('is not blamed if it keeps listening after its kill', async () => {
    const { lifecycle } = await lifecycleWith({}, undefined, Number.POSITIVE_INFINITY);
    const end = await endOf(lifecycle.kill());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty(
      'message',
      expect.stringMatching(/could not be killed: something still listens at .*$/),
    );
  });

  it.each<[string, Partial<ReceiverProcess>, string]>([
    ['does not start in time', { start: never }, 'timed out after 0.04 s'],
    ['fails to start', { start: () => Promise.reject(new Error('the port is taken')) }, 'the port is taken'],
    ['fails with no Error', { start: () => Promise.reject('no') }, 'no'],
  ])('that %s twice fails the rule and is gone', async (_, process, why) => {
    const { lifecycle, log, notes, interrupt } = await lifecycleWith(process);
    const end = await endOf(lifecycle.restart());
    expect(end).toBeInstanceOf(RuleFailure);
    expect(end).toMatchObject({
      expected: 'the receiver listens again when it is restarted after a kill',
      actual: why,
      fix: expect.stringContaining('half-written files'),
    });
    expect(log).toEqual(['kill', gone, 'start', why, 'start', why]);
    expect(notes()).toEqual(['the receiver was killed before the first attempt']);
    expect(await endOf(lifecycle.end(interrupt.signal))).toBe('done');
    expect(log).toEqual(['kill', gone, 'start', why, 'start', why]);
  });

  it('that starts only at the second try is not blamed, and is available', async () => {
    let starts = 0;
    const { lifecycle, log, interrupt } = await lifecycleWith({
      start: () => (++starts === 1 ? Promise.reject(new Error('the port is taken')) : Promise.resolve()),
    });
    const end = await endOf(lifecycle.restart());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty('message', expect.stringContaining('the first failed: the port is taken'));
    expect(log).toEqual(['kill', gone, 'start', 'the port is taken', 'start', 'it is there']);
    await lifecycle.end(interrupt.signal);
    expect(log).toHaveLength(6);
  });

  it('that could not be killed, but is dead, is started when the rule ends', async () => {
    const { lifecycle, log, server, interrupt } = await lifecycleWith({
      kill: async () => {
        server.close();
        throw new Error('not permitted');
      },
    });
    expect(await endOf(lifecycle.kill())).toBeInstanceOf(CannotTell);
    await lifecycle.end(interrupt.signal);
    expect(log).toEqual(['kill', 'start', 'it is there']);
    expect(server.listening).toBe(true);
  });

  it('that cannot be killed is not blamed, and is available', async () => {
    const { lifecycle, log, interrupt } = await lifecycleWith({
      kill: () => Promise.reject(new Error('not permitted')),
    });
    const end = await endOf(lifecycle.kill());
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty('message', 'the receiver could not be killed: not permitted');
    await lifecycle.end(interrupt.signal);
    expect(log).toEqual(['kill']);
  });

  it('cannot be checked without something that kills it', async () => {
    const { lifecycle } = await lifecycleWith(undefined);
    for (const act of [lifecycle.kill, lifecycle.start, lifecycle.restart]) {
      const end = await endOf(act());
      expect(end).toBeInstanceOf(CannotTell);
      expect(end).toHaveProperty('message', 'this rule needs a receiver that can be restarted: add restart');
    }
  });

  it('that still starts when the time of the rule is up is not started twice', async () => {
    const { lifecycle, log, interrupt } = await lifecycleWith({
      start: () => new Promise((resolve) => setTimeout(resolve, 20)),
    });
    await lifecycle.kill();
    const started = endOf(lifecycle.start());
    interrupt.abort();
    expect(await started).toBeInstanceOf(CannotTell);
    await lifecycle.end(new AbortController().signal);
    expect(log).toEqual(['kill', gone, 'start', 'it is there']);
  });

  it('is left unchanged when the run is interrupted', async () => {
    const { lifecycle, log, interrupt } = await lifecycleWith({});
    await lifecycle.kill();
    interrupt.abort();
    const end = await endOf(lifecycle.start());
    expect(end).toBeInstanceOf(CannotTell);
    await lifecycle.end(interrupt.signal);
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
