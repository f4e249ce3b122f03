import { test } from '@playwright/test';
import { describeOutcome } from '../../runner/evidence/describe.ts';
import {
  type AcceptedDelivery,
  type ActOptions,
  type Delivery,
  type Fleet,
  type FleetAction,
  HookswitchError,
  type PushedDelivery,
  type PushOptions,
  type Transmission,
  type Ycm,
} from '../../simulator/index.ts';
import { displayUrl } from '../../text/redact.ts';

/** A YCM in a browser test. What it does resolves when every webhook has acknowledged, so that the page can be looked at. */
export interface YcmInTest {
  /** The YCM itself: its webhooks, settings, and deliveries that nobody waits for. */
  readonly ycm: Ycm;
  /** The Cloud PBXs, trunks and DIDs as they are now. */
  readonly fleet: Fleet;
  /**
   * Does what an administrator does.
   *
   * @param action What is done; DIDs are named by `didId`, trunks by `trunkId`.
   * @param options When it happens, and a fault to send with.
   * @throws HookswitchError `bad-action` when the fleet has no such PBX, DID or trunk, `bad-webhook` when there is no webhook; an Error
   * when a receiver did not acknowledge in the end.
   */
  act(action: FleetAction, options?: ActOptions): Promise<void>;
  /**
   * Pushes a message of your own.
   *
   * @param message A value becomes JSON in the profile's format, bytes stay as they are.
   * @param options A fault to send with.
   * @throws HookswitchError `bad-webhook` when there is no webhook; an Error when a receiver did not acknowledge in the end.
   */
  push(message: unknown, options?: PushOptions): Promise<void>;
}

/** Lets a test wait for what a YCM does. */
export function inTest(ycm: Ycm): YcmInTest {
  const assertHeard = () => {
    if ([...ycm.webhooks].length > 0) return;
    throw new HookswitchError(
      'bad-webhook',
      'the ycm of this test has no webhook; name it with test.use({ ycmOptions: { webhooks: [{ url, secret }] } })',
    );
  };
  return {
    ycm,
    get fleet() {
      return ycm.fleet;
    },
    act: (action, options) =>
      step(`ycm ${action.kind}`, async () => {
        assertHeard();
        await acknowledged(await ycm.act(action, options));
      }),
    push: (message, options) =>
      step('ycm push', async () => {
        assertHeard();
        await acknowledged(await ycm.push(message, options));
      }),
  };
}

/** In the report a step of its own; what fails it is shown at the line of the test that asked for it. */
function step(title: string, body: () => Promise<void>): Promise<void> {
  return test.step(title, body, { box: true });
}

async function acknowledged(pushed: readonly PushedDelivery[]): Promise<void> {
  const results = await Promise.all(
    pushed.map(async ({ delivery, result }) => ({ delivery, ...(await result) })),
  );
  const failed = results.find(({ isAcknowledged }) => !isAcknowledged);
  // What a receiver does is no mistake of use: it fails the test.
  if (failed) throw new Error(inWords(failed));
}

function inWords({
  delivery,
  attempts,
}: Delivery<Transmission> & { readonly delivery: AcceptedDelivery }): string {
  const last = attempts.at(-1);
  const what = last === undefined ? 'not reached' : describeOutcome(last.outcome, last.elapsedMs);
  const many = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return `the receiver at ${displayUrl(delivery.webhook.url)} did not acknowledge ${delivery.event} in ${many}: ${what}`;
}
