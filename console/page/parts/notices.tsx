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

/** Shows a result in a corner and announces it. Problems stay until they are closed. */
export function notify(
  text: string,
  { tone = 'good', href, link }: Partial<Omit<Notice, 'id' | 'text'>> = {},
) {
  last += 1;
  const id = last;
  notices.value = [...notices.peek().slice(1 - maxNotices), { id, text, tone, href, link }];
  if (tone === 'good') setTimeout(() => close(id), shownMs);
}

/** Shows an error's sentence. */
export function notifyProblem(reason: unknown): void {
  notify(reason instanceof Error ? reason.message : String(reason), { tone: 'bad' });
}

/** Use it once per page. */
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
