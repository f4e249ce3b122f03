import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkBy } from '../../../check/check.ts';
import { processOf, type ReceiverProcess } from '../../../receiver/receiver-process.ts';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import type { ReceiverLifecycle } from '../../../runner/context/receiver-lifecycle.ts';
import { type Connector, HookswitchError, testMessage } from '../../../simulator/index.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { simulated } from '../../support/simulated.ts';
import { testSecret } from '../check-fixture.ts';
import { ownRule } from '../own-rules.ts';
import { endOf, gone, lifecycleWith, never } from './lifecycle-with.ts';

describe('a receiver that is killed and started again', () => {
  it('is gone in between, and both steps are noted', () =>
    simulated(async () => {
      const { lifecycle, log, notes, interrupt } = await lifecycleWith({});
      await lifecycle.restart();
      await lifecycle.end(interrupt.signal);
      expect(log).toEqual(['kill', gone, 'start', 'it is there']);
      expect(notes()).toEqual([
        'the receiver was killed before the first attempt',
        'the receiver was restarted before the first attempt',
      ]);
    }));

  it('is back when it listens, which may be a moment after its start', () =>
    simulated(async () => {
      const { lifecycle, server } = await lifecycleWith({}, { listensAfterMs: 150 });
      await lifecycle.restart();
      expect(server.listening).toBe(true);
    }));

  it('is not started while the earlier one still listens', () =>
    simulated(async () => {
      const { lifecycle, server } = await lifecycleWith({}, { closesAfterMs: 300 });
      await lifecycle.kill();
      expect(server.listening).toBe(false);
    }));

  it.each<[string, Partial<ReceiverProcess>, string]>([
    ['does not start in time', { start: never }, 'timed out after 0.04 s'],
    ['fails to start', { start: () => Promise.reject(new Error('the port is taken')) }, 'the port is taken'],
    ['fails with no Error', { start: () => Promise.reject('no') }, 'no'],
  ])('that %s twice fails the rule and is gone', (_, process, why) =>
    simulated(async () => {
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
    }),
  );

  it('that starts only at the second try is not blamed, and is available', () =>
    simulated(async () => {
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
    }));

  it('that a rule leaves stopped is started, at the second try if the first fails', () =>
    simulated(async () => {
      let starts = 0;
      const { lifecycle, log, interrupt } = await lifecycleWith({
        start: () => (++starts === 1 ? Promise.reject(new Error('the port is taken')) : Promise.resolve()),
      });
      await lifecycle.kill();
      await lifecycle.end(interrupt.signal);
      expect(log).toEqual(['kill', gone, 'start', 'the port is taken', 'start', 'it is there']);
    }));

  it('that could not be killed, but is dead, is started when the rule ends', () =>
    simulated(async () => {
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
    }));

  it('that cannot be killed is not blamed, and is available', () =>
    simulated(async () => {
      const { lifecycle, log, interrupt } = await lifecycleWith({
        kill: () => Promise.reject(new Error('not permitted')),
      });
      const end = await endOf(lifecycle.kill());
      expect(end).toBeInstanceOf(CannotTell);
      expect(end).toHaveProperty('message', 'the receiver could not be killed: not permitted');
      await lifecycle.end(interrupt.signal);
      expect(log).toEqual(['kill']);
    }));

  it('cannot be checked without something that kills it', () =>
    simulated(async () => {
      const { lifecycle } = await lifecycleWith(undefined);
      for (const act of [lifecycle.kill, lifecycle.start, lifecycle.restart]) {
        const end = await endOf(act());
        expect(end).toBeInstanceOf(CannotTell);
        expect(end).toHaveProperty('message', 'this rule needs to kill and restart the receiver: add --exec');
      }
    }));

  it('that still starts when the time of the rule is up is not started twice', () =>
    simulated(async () => {
      const { lifecycle, log, interrupt } = await lifecycleWith({
        start: () => new Promise((resolve) => setTimeout(resolve, 20)),
      });
      await lifecycle.kill();
      const started = endOf(lifecycle.start());
      interrupt.abort();
      expect(await started).toBeInstanceOf(CannotTell);
      await lifecycle.end(new AbortController().signal);
      expect(log).toEqual(['kill', gone, 'start', 'it is there']);
    }));

  it('whose second start is in progress when the time of the rule is up is not started a third time', () =>
    simulated(async () => {
      let starts = 0;
      const { lifecycle, log, interrupt } = await lifecycleWith({
        start: async () => {
          starts += 1;
          if (starts === 1) throw new Error('the port is taken');
          interrupt.abort();
        },
      });
      expect(await endOf(lifecycle.restart())).toBeInstanceOf(CannotTell);
      await lifecycle.end(new AbortController().signal);
      expect(log).toEqual(['kill', gone, 'start', 'the port is taken', 'start', 'it is there']);
    }));

  it('has its usage errors shown', () =>
    simulated(async () => {
      const kill = async () => {
        throw new HookswitchError('exec-failed', 'increase --wait');
      };
      const { lifecycle } = await lifecycleWith({ kill });
      expect(await endOf(lifecycle.kill())).toHaveProperty(
        'message',
        'the receiver could not be killed: increase --wait',
      );
    }));

  it('is left unchanged when the run is interrupted', () =>
    simulated(async () => {
      const { lifecycle, log, interrupt } = await lifecycleWith({});
      await lifecycle.kill();
      interrupt.abort();
      const end = await endOf(lifecycle.start());
      expect(end).toBeInstanceOf(CannotTell);
      await lifecycle.end(interrupt.signal);
      expect(log).toEqual(['kill', gone, 'start']);
    }));
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

/** Every attempt to connect ends like this at once. */
function connecting(event: 'connect' | 'error'): Connector {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const take = () => {
    const socket = Object.assign(new EventEmitter(), { destroy: () => {} });
    queueMicrotask(() => socket.emit(event, refused));
    return { socket };
  };
  return { take } as unknown as Connector;
}

/** Begins this and lets time pass. Returns how it ended, if it did. */
async function started(connector: Connector, act: (lifecycle: ReceiverLifecycle) => Promise<void>) {
  const { lifecycle } = await lifecycleWith({}, { connector });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let end: unknown;
  void endOf(act(lifecycle)).then((ended) => {
    end = ended;
  });
  return async (moreMs: number) => {
    await vi.advanceTimersByTimeAsync(moreMs);
    return end;
  };
}

describe('the time for a kill and a start', () => {
  it('fails the rule if it does not listen within 5 s after two starts', async () => {
    const endAfter = await started(connecting('error'), ({ restart }) => restart());
    expect(await endAfter(10_000)).toBeUndefined();
    const end = await endAfter(1000);
    expect(end).toBeInstanceOf(RuleFailure);
    expect(end).toHaveProperty(
      'actual',
      expect.stringMatching(/^nothing listens at 127\.0\.0\.1:\d+: .*refused/),
    );
  });

  it('is not blamed if it keeps listening for 10 s after its kill', async () => {
    const endAfter = await started(connecting('connect'), ({ kill }) => kill());
    expect(await endAfter(10_000)).toBeUndefined();
    const end = await endAfter(1000);
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty(
      'message',
      expect.stringMatching(/could not be killed: something still listens at .*$/),
    );
  });
});

it('a rule that ends while its messages are queued does not end the process', () =>
  simulated(async () => {
    let answers = true;
    const server = createServer((_request, response) => {
      if (answers) response.end();
    });
    const url = `${await listenLocally(server)}/`;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    const interrupt = new AbortController();
    const leaves = ownRule('leaves', async (ctx) => {
      answers = false;
      for (let n = 0; n < 100; n += 1) void ctx.deliver(testMessage);
      setTimeout(() => interrupt.abort(), 100);
      await ctx.pause(60_000);
    });
    const { interrupted } = await checkBy([leaves], { url, secret: testSecret, signal: interrupt.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([interrupted, unhandled]).toEqual([true, []]);
  }));
