import type { Header } from '../request.ts';
import { HeaderLines } from './headers.ts';
import { LineReader } from './lines.ts';
import { MalformedResponse } from './malformed.ts';
import type { Piece } from './piece.ts';

/** The maximum size of a head (bytes). */
export const maxHeadBytes = 80 * 1024;

/** Status line and headers of a response. */
export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly isHttp11: boolean;
}

/** Reads one head of bounded size. */
export class HeadReader {
  readonly #lines = new LineReader();
  readonly #headers = new HeaderLines();
  #status: Omit<ResponseHead, 'headers'> | undefined;
  #bytes = 0;

  /** Whether the status line has been read. */
  get hasStatus(): boolean {
    return this.#status !== undefined;
  }

  /** The head, once its last line is in the piece. @throws MalformedResponse */
  read(piece: Piece): ResponseHead | undefined {
    const line = this.#nextLine(piece);
    if (line === undefined) return undefined;
    if (this.#status && line === '') return { ...this.#status, headers: this.#headers.all };
    if (this.#status) this.#headers.push(line);
    // RFC 9112, 2.2: empty lines before the first one are skipped.
    else if (line !== '') this.#status = statusOf(line);
    return undefined;
  }

  #nextLine(piece: Piece): string | undefined {
    const from = piece.at;
    const line = this.#lines.next(piece);
    this.#bytes += piece.at - from;
    if (this.#bytes > maxHeadBytes) throw new MalformedResponse('its head is longer than 80 KiB');
    return line;
  }
}

function statusOf(line: string): Omit<ResponseHead, 'headers'> {
  const match = /^HTTP\/(\d)\.(\d) (\d{3}) ?(.*)$/.exec(line);
  if (!match) throw new MalformedResponse('its first line is not a status line');
  const [, major, minor, status, reason = ''] = match;
  return { status: Number(status), reason, isHttp11: major !== '0' && minor !== '0' };
}
