import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { refuseCall } from '../api/problem.ts';
import type { Topic } from '../api/types.ts';

/** At most four events a second, however fast deliveries are: a page reads the newest rows after each. */
const minPauseMs = 250;
const heartbeatMs = 15_000;
/** A person has only a few pages open. More must be a bug. */
const maxPages = 20;

/** An open page. What changes while it doesn't read is a set of at most five topics. */
interface OpenPage {
  readonly changed: Set<Topic>;
  /** Ends its pause, if there is something to send. */
  wake: () => void;
}

/** Reports to every open page what changed. The page then reads it again. */
export class Hub {
  readonly #pages = new Set<OpenPage>();
  #isClosed = false;

  changed(what: Topic): void {
    for (const page of this.#pages) {
      page.changed.add(what);
      page.wake();
    }
  }

  /** @throws ApiRefusal if there are too many pages. */
  listen(context: Context): Response {
    if (this.#pages.size >= maxPages)
      refuseCall(503, 'too-many-listeners', `${maxPages} pages already use this console; close one of them`);
    const page: OpenPage = { changed: new Set(), wake: () => {} };
    this.#pages.add(page);
    return streamSSE(context, async (stream) => {
      stream.onAbort(() => {
        this.#pages.delete(page);
        page.wake();
      });
      await stream.write(': here\n\n');
      while (this.#pages.has(page) && !this.#isClosed) {
        if (page.changed.size === 0 && !(await isWoken(page))) await stream.write(': here\n\n');
        const what = [...page.changed];
        page.changed.clear();
        if (what.length === 0) continue;
        await stream.writeSSE({ data: JSON.stringify({ kind: 'changed', what }) });
        await stream.sleep(minPauseMs);
      }
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const page of this.#pages) page.wake();
    this.#pages.clear();
  }
}

/** False: nothing changed until the next heartbeat. */
function isWoken(page: OpenPage): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), heartbeatMs);
    timer.unref();
    page.wake = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
}
