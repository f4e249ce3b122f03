import type { WebhookRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { notify, notifyProblem } from '../../parts/notices.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useResource } from '../../parts/use-resource.ts';

/** Lets the console's own webhooks push to the inbox: adds one, then sends it the test message. */
export function PushHere({ url }: { url: string }) {
  const push = useResource('push', () => ask(api.push.$get()), ['push']);
  const acting = useAction();
  const webhook = push.data?.webhooks.find((one) => isAt(one, url));
  if (push.data === undefined) return null;

  const add = async () => {
    await api.inbox.webhook.$post();
    notify('Added a webhook that pushes here.', { href: '/webhooks', link: 'See it' });
    push.reload();
  };
  const test = async (to: WebhookRow) => {
    const { seq } = await ask(api.webhooks[':id'].test.$post({ param: { id: to.id } }));
    notify('The test message was sent.', { href: `/deliveries/${seq}`, link: `Delivery ${seq}` });
  };
  return (
    <button
      type="button"
      class="outline"
      aria-busy={acting.isBusy}
      disabled={acting.isBusy}
      onClick={() => acting.run(() => (webhook === undefined ? add() : test(webhook)).catch(notifyProblem))}
    >
      {webhook === undefined ? 'Add a webhook that pushes here' : 'Send a test message'}
    </button>
  );
}

function isAt(webhook: WebhookRow, inboxUrl: string): boolean {
  return URL.canParse(webhook.url) && new URL(webhook.url).origin === new URL(inboxUrl).origin;
}
