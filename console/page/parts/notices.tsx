import { signal } from '@preact/signals';
import { Badge } from './badge.tsx';

interface Notice {
  id: number;
  text: string;
  tone: 'good' | 'bad';
  href?: string | undefined;
  link?: string | undefined;
}

const notices = signal<readonly Notice[]>([]);
const maxNotices = 4;
const shownMs = 8000;
let last = 0;

/** Says in a corner, and to screen readers, what came of something. Bad news stays until it is closed. */
export function notify(
  text: string,
  { tone = 'good', href, link }: Partial<Omit<Notice, 'id' | 'text'>> = {},
) {
  last += 1;
  const id = last;
  notices.value = [...notices.peek().slice(1 - maxNotices), { id, text, tone, href, link }];
  if (tone === 'good') setTimeout(() => close(id), shownMs);
}

/** Says that something went wrong, in the sentence of the error. */
export function notifyProblem(reason: unknown): void {
  notify(reason instanceof Error ? reason.message : String(reason), { tone: 'bad' });
}

/** Once in the page. */
export function Notices() {
  return (
    <section class="notices" aria-label="Notices" aria-live="polite">
      {notices.value.map(({ id, text, tone, href, link }) => (
        <div class="notice" key={id}>
          <Badge tone={tone}>{tone === 'good' ? 'Done' : 'Failed'}</Badge>
          <p>
            {text} {href !== undefined && <a href={href}>{link}</a>}
          </p>
          <button type="button" class="quiet" aria-label="Close this notice" onClick={() => close(id)}>
            ✕
          </button>
        </div>
      ))}
    </section>
  );
}

function close(id: number): void {
  notices.value = notices.peek().filter((notice) => notice.id !== id);
}
