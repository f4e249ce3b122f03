import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readingNames } from '../../../fixtures/receivers/patches.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import { stateOf } from '../../../fixtures/receivers/store.ts';
import { check } from '../../../suites/index.ts';
import { checkFixture, testSecret } from '../../runner/check-fixture.ts';

const rule = 'message/survives-broken-text';

/** Shows all PBXs at once, and cuts long names. From half a character on, its observer fails, as Python does when it encodes one. */
const choking: CreateReceiver = (options) => {
  let isChoked = false;
  const sns = new Set<string>();
  const cut = readingNames((name) => {
    isChoked ||= /\p{Surrogate}/u.test(name);
    return name.slice(0, 100);
  });
  const server = withParts(() => ({
    ...cut,
    apply: (store, report) => {
      sns.add(report.sn);
      apply(store, report);
    },
    show: (store) => [...sns].map((sn) => stateOf(store, sn)),
  }))(options);
  const [serve] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  return server.on('request', (request, response) => {
    if (isChoked && request.url?.startsWith('/state')) response.writeHead(500).end();
    else serve?.(request, response);
  });
};

it('hides no bug that another rule finds, if the observer fails from half a character on', async () => {
  const { url, observeUrl, close } = await startExampleReceiver(choking({ secret: testSecret }));
  try {
    const rules = ['message/keeps-values-as-sent', 'message/survives-hostile-text', rule];
    const own = { secret: testSecret, observeUrl: observeUrl.replace('{sn}', 'all'), sharesProcess: true };
    const { results, summary } = await check({ url, rules, settleMs: 500, ...own });
    const [values, hostile, broken] = rules.map((id) => results.find((result) => result.id === id));
    expect(values).toMatchObject({
      verdict: 'fail',
      finding: { actual: expect.stringMatching(/^the state shows it cut after 100 characters: "---0---1/) },
    });
    expect(hostile).toMatchObject({ verdict: 'pass' });
    expect(broken).toMatchObject({ verdict: 'pass', level: 'may' });
    expect(broken?.evidence.notes).toContain(
      'after a trunkName with half a character, the observer showed no state, so nobody knows whether it was kept',
    );
    expect(summary.inconclusive).toBe(0);
  } finally {
    await close();
  }
});

it('decides only a may, whatever half a character does', async () => {
  const failing = withParts(
    readingNames((name) => {
      encodeURIComponent(name);
      return name;
    }),
  );
  const { results } = await checkFixture(failing, { rules: ['message/*'], settleMs: 300 });
  expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id, level }) => [id, level])).toEqual([
    [rule, 'may'],
  ]);
});
