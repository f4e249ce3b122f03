import { CopyButton } from '../../parts/copy-button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ScrolledText } from '../../parts/scrolled-text.tsx';

/** How to make a request arrive. */
export function EmptyInbox({ url }: { url: string }) {
  const command = `curl -H 'Content-Type: application/json' -d '${testMessage}' '${url}'`;
  return (
    <EmptyState
      title="Nothing has arrived yet"
      text="Add a webhook that pushes here and send a test message, enter the address in a YCM, or send a request yourself:"
    >
      <div class="command">
        <ScrolledText name="A command that sends a request here" text={command} />
        <CopyButton name="the command" text={command} />
      </div>
    </EmptyState>
  );
}

const testMessage = '{"event":"test","message":"This is a webhook connectivity test."}';
