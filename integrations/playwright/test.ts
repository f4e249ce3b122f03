import { test as base, type TestInfo } from '@playwright/test';
import { recordAttempt } from '../../runner/index.ts';
import { isAcknowledged, type SenderEvent, Ycm, type YcmOptions } from '../../simulator/index.ts';
import { displayUrl, type Redactor, redactorOf } from '../../text/secrets/redact.ts';
import { inTest, type YcmInTest } from './ycm-in-test.ts';

/** The fixtures of {@link test}, in addition to Playwright's own. */
export interface YcmFixtures {
  /** The options of the YCM: webhooks, timeout and retry count, profile. Set them with `test.use` or in the configuration. */
  readonly ycmOptions: YcmOptions;
  /** A YCM for this test, with an empty fleet. */
  readonly ycm: YcmInTest;
}

/** Playwright's `test` with a `ycm`: push an event, then check what the page shows. The attempts are attached to each test. */
export const test = base.extend<YcmFixtures>({
  ycmOptions: [{}, { option: true }],
  ycm: async ({ ycmOptions }, use, info) => {
    const ended: Ended[] = [];
    const onEvent = (event: SenderEvent) => {
      if (event.kind === 'attempt-ended' && ended.length < maxAttached) ended.push(event);
      ycmOptions.onEvent?.(event);
    };
    const ycm = new Ycm({ ...ycmOptions, onEvent });
    const first = [...ycm.webhooks];
    try {
      await use(inTest(ycm));
    } finally {
      await ycm.close();
    }
    const webhooks = [...first, ...ycm.webhooks];
    const redactor = redactorOf({
      secrets: webhooks.map(({ secret }) => secret),
      urls: webhooks.map(({ url }) => url),
      headers: ycmOptions.headers,
    });
    if (ended.length > 0) await attach(info, ended, redactor);
  },
});

type Ended = Extract<SenderEvent, { kind: 'attempt-ended' }>;

const maxAttached = 1000;

async function attach(info: TestInfo, ended: readonly Ended[], redactor: Redactor): Promise<void> {
  const attempts = ended.map(({ delivery: { webhook, event }, n, transmission }) => {
    const sent = { ...transmission, what: event, isAcknowledged: isAcknowledged(transmission.outcome) };
    return {
      webhook: redactor.text(displayUrl(webhook.url)),
      event,
      isAcknowledged: sent.isAcknowledged,
      ...recordAttempt(sent, n, redactor),
    };
  });
  await info.attach('ycm attempts', {
    body: JSON.stringify(attempts, null, 2),
    contentType: 'application/json',
  });
}
