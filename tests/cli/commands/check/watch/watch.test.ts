import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../../../../support/run-cli.ts';
import { rules, startWatching } from './watching.ts';

// Only guards against a hang: several receivers are started and checked one after another.
vi.setConfig({ testTimeout: 120_000 });

const idle = 'Watching for changes: a all · f failed · r one rule · o open the report · q quit';

describe('hookswitch check --watch', () => {
  it('checks again after a change, failed rules first, and says what changed', async () => {
    const { says, edit, quit, isRunning } = await startWatching();
    expect(await says(idle)).toContain('2 failed');
    edit('missing = 200', 'missing = 401');
    await says('server.mjs changed: checking the 2 failed rules');
    expect(await says('server.mjs changed: checking all rules')).toContain(
      'since the last check: 1 fixed (signature/rejects-missing), 1 still failing',
    );
    expect(await says(idle)).toContain(
      'since the last check: 1 fixed (signature/rejects-missing), 1 still failing',
    );
    edit('empty = 200', 'empty = 401');
    await says('server.mjs changed: checking the failed rule');
    await says('server.mjs changed: checking all rules');
    expect(await says(idle)).toContain('since the last check: 1 fixed (signature/rejects-empty)');
    edit('missing = 401', 'missing = 200');
    expect(await says(idle)).toContain('since the last check: 1 new');
    expect(await quit()).toBe(1);
    expect(isRunning()).toBe(false);
  });

  it('shows the error of a receiver that does not start, keeps the last findings, and goes on', async () => {
    const { says, edit, quit } = await startWatching();
    await says(idle);
    edit('import', 'this is no JavaScript; import');
    const said = await says(idle);
    expect(said).toContain('the --exec command exited with code 1 before it listened');
    expect(said).toContain('this is no JavaScript');
    expect(said).toContain(`In the check before: 2 rules failed (${rules[0]}, ${rules[1]})`);
    edit('this is no JavaScript; ', '');
    expect(await says(idle)).toContain('2 failed');
    expect(await quit()).toBe(1);
  });

  it.each(['hookswitch.config.json', 'hookswitch.config.mjs'])('applies a changed %s', async (name) => {
    const config = (text: string) => (name.endsWith('json') ? text : `export default ${text}`);
    const { says, write, quit } = await startWatching();
    expect(await says(idle)).toContain('2 failed');
    write(name, config('{ "exclude": ["signature/rejects-missing"] }'));
    await says(`${name} changed: checking the failed rule`);
    expect(await says(idle)).toContain('1 failed');
    write(name, config('{ "exlude": ["signature/rejects-empty"] }'));
    const said = await says(idle);
    expect(said).toMatch(new RegExp(`^hookswitch: ${name}: .* unknown key "exlude"`, 'm'));
    expect(said).toContain('In the check before: 1 rule failed');
    write('notes.txt', 'still not fixed');
    expect(await says(idle)).toContain('unknown key "exlude"');
    write(name, config('{ "exclude": ["signature/rejects-empty"] }'));
    await says(`${name} changed: checking`);
    expect(await says(idle)).toContain('1 failed');
    await quit();
  });

  it('ends a check when the configuration changes, and shows a mistake that only the check finds', async () => {
    const { says, write, quit, isRunning } = await startWatching(['--num-runs', '2000']);
    await says('checking all rules');
    write('hookswitch.config.json', '{ "baseline": "no-such-file.json" }');
    expect(await says(idle)).toContain('no-such-file.json');
    expect(isRunning()).toBe(false);
    expect(await quit()).toBe(2);
  });

  it('ignores what the receiver writes, and notices what the user writes', async () => {
    const { says, press, write, output, quit } = await startWatching();
    await says(idle);
    for (let n = 0; n < 3; n += 1) {
      press('a');
      await says(idle);
    }
    expect(output()).not.toContain('state.json changed');
    write('settings.json', '{}');
    await says('settings.json changed: checking the 2 failed rules');
    await says(idle);
    await quit();
  });

  it('stops a check when a source changes, and starts again', async () => {
    const { says, edit, quit, isRunning } = await startWatching(['--num-runs', '2000']);
    await says('checking all rules');
    edit('missing = 200', 'missing = 401');
    await says('server.mjs changed: checking all rules');
    expect(await says(idle)).toMatch(/1 failed/);
    await quit();
    expect(isRunning()).toBe(false);
  });

  it('obeys keys: all rules, failed ones, one rule by a few letters, and the report', async () => {
    const { says, press, edit, quit } = await startWatching();
    await says(idle);
    press('o');
    await says('report.html until you quit.');
    press('f');
    await says('checking the 2 failed rules');
    await says(idle);
    press('r');
    await says('Rule: ');
    press('sigmiss');
    await says('Rule: sigmiss▏ → signature/rejects-missing');
    press('\r');
    await says('checking one rule');
    expect(await says(idle)).toContain('1 failed');
    press('r');
    await says('Rule: ');
    press('\u001b');
    await says(idle);
    press('a');
    await says('checking all rules');
    await says(idle);
    edit('missing = 200', 'missing = 401');
    edit('empty = 200', 'empty = 401');
    await says('server.mjs changed: checking all rules');
    await says(idle);
    expect(await quit()).toBe(0);
  });

  it.each(['Ctrl-C', 'a signal'])(
    'ends with %s during a check, and leaves no receiver running',
    async (how) => {
      const { says, press, interrupt, ended, isRunning, starts } = await startWatching([
        '--num-runs',
        '2000',
      ]);
      await says('checking all rules');
      await expect.poll(() => starts()).toBe(1);
      if (how === 'Ctrl-C') press('\u0003');
      else interrupt();
      expect(await ended).toBe(130);
      expect(isRunning()).toBe(false);
    },
  );

  it.each([
    [['--watch'], '--watch starts your receiver again after each change, so it needs the command'],
    [['--watch', '--exec', 'node x', '--dry-run'], "--watch doesn't work with --dry-run"],
    [['--watch', '--exec', 'node x', '--shard', '1/2'], "--watch doesn't work with --shard"],
  ])('is refused with %j', async (argv, sentence) => {
    const { exitCode, stderr } = await runCli(['check', 'http://127.0.0.1:9/', ...argv]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
