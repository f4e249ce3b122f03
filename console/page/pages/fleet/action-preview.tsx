import { useEffect, useRef } from 'preact/hooks';
import type { ConsoleAction, PreviewedMessage } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ScrolledText } from '../../parts/scrolled-text.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { countWithWord } from '../../parts/words/count.ts';
import { verbOf } from './action-words.ts';

interface ActionPreviewProps {
  readonly action: ConsoleAction;
  readonly isBusy: boolean;
  /** Why it failed. */
  readonly problem: Error | undefined;
  /** The label of the back button, and its action. */
  readonly back: string;
  readonly onBack: () => void;
  /** The time in the messages as previewed. */
  readonly onConfirm: (updateTime: number) => void;
}

/** A preview of what an action would push, and to whom. */
export function ActionPreviewStep(props: ActionPreviewProps) {
  const { action, isBusy } = props;
  const load = () => ask(api.fleet.preview.$post({ json: action }));
  // Someone else's change may change the messages. Theirs must not have a later time.
  const preview = useResource(JSON.stringify(action), load, ['fleet', 'push']);
  const push = useResource('push', () => ask(api.push.$get()), ['push']);
  const region = useRef<HTMLElement>(null);
  // The button that led here is gone, so a screen reader continues here.
  useEffect(() => region.current?.focus(), []);
  const { messages, updateTime = 0 } = preview.data ?? {};
  const pushed = messages?.reduce((sum, { webhooks }) => sum + webhooks.length, 0) ?? 0;
  return (
    <>
      {!isBusy && <ProblemNote problem={preview.problem ?? props.problem} />}
      <section ref={region} class="preview" aria-label="Messages to push" tabIndex={-1}>
        {messages === undefined && preview.problem === undefined && <Loading what="the messages" />}
        {messages !== undefined && (
          <p>{summaryOf(messages, pushed, push.data?.settings.isEnabled, push.data?.webhooks.length)}</p>
        )}
        {messages?.map((message, n) => (
          <PreviewedMessageBlock key={n} message={message} n={n + 1} isOpen={messages.length <= 3} />
        ))}
      </section>
      <footer>
        <button type="button" class="outline secondary" onClick={props.onBack}>
          {props.back}
        </button>
        <button
          type="button"
          class={action.action.startsWith('delete') ? 'danger' : undefined}
          aria-busy={isBusy}
          disabled={isBusy || messages === undefined}
          onClick={() => props.onConfirm(updateTime)}
        >
          {verbOf(action)}{' '}
          {pushed === 0 ? 'without pushing' : `and push ${countWithWord(pushed, 'delivery', 'deliveries')}`}
        </button>
      </footer>
    </>
  );
}

function PreviewedMessageBlock({
  message,
  n,
  isOpen,
}: {
  message: PreviewedMessage;
  n: number;
  isOpen: boolean;
}) {
  const { event, json, webhooks } = message;
  return (
    <details open={isOpen}>
      <summary>
        <code>{event}</code>{' '}
        {webhooks.length === 0 ? 'to nobody' : `to ${countWithWord(webhooks.length, 'webhook')}`}
      </summary>
      {webhooks.length > 0 && (
        <ul class="preview-webhooks">
          {webhooks.map((url) => (
            <li key={url}>
              <code>{url}</code>
            </li>
          ))}
        </ul>
      )}
      <ScrolledText name={`Message ${n} as JSON`} text={json} />
    </details>
  );
}

function summaryOf(
  messages: readonly PreviewedMessage[],
  pushed: number,
  isEnabled: boolean | undefined,
  webhooks: number | undefined,
): string {
  if (messages.length === 0) return "Nothing will be pushed: YCM doesn't report this change.";
  const made = countWithWord(messages.length, 'message');
  if (pushed > 0)
    return `${made} will be pushed, ${countWithWord(pushed, 'delivery', 'deliveries')} in total.`;
  if (isEnabled === false)
    return `Nothing will be pushed: Webhook Event Push is off. Otherwise it would be ${made}.`;
  if (webhooks === 0) return `Nothing will be pushed: there is no webhook. Otherwise it would be ${made}.`;
  return `Nothing will be pushed: no webhook is subscribed to this event. Otherwise it would be ${made}.`;
}
