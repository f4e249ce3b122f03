import { test } from '@playwright/test';
import { describeOutcome } from '../../runner/index.ts';
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
import { displayUrl } from '../../text/secrets/redact.ts';
import { count } from '../../text/words/count.ts';

/** A YCM in a browser test. Its methods resolve when every webhook has acknowledged, so the page can be checked. */
export interface YcmInTest {
  /** The underlying YCM: its webhooks, settings, and deliveries in the background. */
  readonly ycm: Ycm;
  /** The current Cloud PBXs, trunks and DIDs. */
  readonly fleet: Fleet;
  /**
   * Performs an administrator's action.
   *
   * @param action The action. `didId` identifies a DID, `trunkId` a trunk.
   * @param options When it happens, and a fault to send with.
   * @throws HookswitchError `bad-action` if the fleet has no such PBX, DID or trunk, `bad-webhook` if there is no webhook; an Error if a
   * receiver never acknowledged.
   */
  act(action: FleetAction, options?: ActOptions): Promise<void>;
  /**
   * Pushes your own message.
   *
   * @param message A value is sent as JSON in the profile's format, a `Uint8Array` byte for byte.
   * @param options A fault to send with.
   * @throws HookswitchError `bad-webhook` if there is no webhook; an Error if a receiver never acknowledged.
   */
  push(message: unknown, options?: PushOptions): Promise<void>;
}

/** Lets a test wait for a YCM. */
export function inTest(ycm: Ycm): YcmInTest {
  const assertHasWebhook = () => {
    if ([...ycm.webhooks].length > 0) return;
    throw new HookswitchError(
      'bad-webhook',
      'the ycm of this test has no webhook; configure one with test.use({ ycmOptions: { webhooks: [{ url, secret }] } })',
    );
  };
  return {
    ycm,
    get fleet() {
      return ycm.fleet;
    },
    act: (action, options) =>
      step(`ycm ${action.action}`, async () => {
        assertHasWebhook();
        await acknowledged(await ycm.act(action, options));
      }),
    push: (message, options) =>
      step('ycm push', async () => {
        assertHasWebhook();
        await acknowledged(await ycm.push(message, options));
      }),
  };
}

/** A step in the report. Its failure is located at the line of the test that called it. */
function step(title: string, body: () => Promise<void>): Promise<void> {
  return test.step(title, body, { box: true });
}

async function acknowledged(pushed: readonly PushedDelivery[]): Promise<void> {
  const results = await Promise.all(
    pushed.map(async ({ delivery, result }) => ({ delivery, ...(await result) })),
  );
  const failed = results.find(({ isAcknowledged }) => !isAcknowledged);
  // A receiver's behavior is not a usage error, so it fails the test.
  if (failed) throw new Error(inWords(failed));
}

function inWords({
  delivery,
  attempts,
}: Delivery<Transmission> & { readonly delivery: AcceptedDelivery }): string {
  const last = attempts.at(-1);
  const what = last === undefined ? 'not reached' : describeOutcome(last.outcome, last.elapsedMs);
  return `the receiver at ${displayUrl(delivery.webhook.url)} did not acknowledge ${delivery.event} in ${count(attempts.length, 'attempt')}: ${what}`;
}
