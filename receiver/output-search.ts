import { maskSecrets } from '../text/secrets/mask.ts';

/** Something in the output that must not be in a log. */
interface Leak {
  /** What was found: the name of its search term. */
  readonly what: string;
  /** Its encoding in the output: "in Base64". */
  readonly form: string;
  /** The line, truncated, with all search terms masked. */
  readonly line: string;
}

/** A search term: its name, and its bytes. */
interface SearchTerm {
  readonly what: string;
  readonly bytes: Buffer;
}

/** The secret itself, as a search term. */
export function secretOf(secret: string): SearchTerm {
  return { what: "the webhook's secret", bytes: Buffer.from(secret) };
}

/** How much of a line to show on each side of a hit, and the minimum of earlier output to keep (characters). */
const around = 160;
const maxLeaks = 8;

/** Searches a receiver's output as it arrives. Only lines with a hit are kept. */
export class OutputSearch {
  readonly #needles: { readonly what: string; readonly form: string; readonly text: string }[] = [];
  readonly #leaks: Leak[] = [];

  constructor(wanted: readonly SearchTerm[] = []) {
    this.watch(wanted);
  }

  /** Searches for these terms too, from now on. */
  watch(wanted: readonly SearchTerm[]): void {
    for (const { what, bytes } of wanted)
      for (const [text, form] of formsOf(bytes)) this.#needles.push({ what, form, text });
  }

  /** Reads one stream. Terms that are split across chunks are found too. */
  reader(): (chunk: Buffer | string) => void {
    let before = '';
    return (chunk) => {
      const fresh = Buffer.from(chunk).toString('latin1');
      const text = before + fresh;
      this.#search(text, before.length);
      before = text.slice(-this.#overlap());
    };
  }

  /** One hit for each encoding of each term, in the order of the output. */
  leaks(): readonly Leak[] {
    return this.#leaks;
  }

  #overlap(): number {
    return around + Math.max(0, ...this.#needles.map(({ text }) => text.length));
  }

  #search(text: string, searched: number): void {
    for (const { what, form, text: needle } of this.#needles) {
      if (this.#leaks.length >= maxLeaks) return;
      if (this.#leaks.some((leak) => leak.what === what && leak.form === form)) continue;
      const at = text.indexOf(needle, Math.max(0, searched - needle.length + 1));
      if (at >= 0) this.#leaks.push({ what, form, line: this.#lineAt(text, at, at + needle.length) });
    }
  }

  #lineAt(text: string, start: number, end: number): string {
    const [before = ''] = text
      .slice(Math.max(0, start - around), start)
      .split('\n')
      .slice(-1);
    const [after = ''] = text.slice(end, end + around).split('\n');
    const line = `${before}${text.slice(start, end)}${after}`;
    const masked = maskSecrets(line, this.#needles.map((needle) => needle.text).sort(longestFirst));
    return Buffer.from(masked, 'latin1').toString('utf8').trim();
  }
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

/** The encodings in which a receiver may print the bytes, each with its name. */
function formsOf(bytes: Buffer): [written: string, form: string][] {
  const base64 = bytes.toString('base64');
  const unpadded = base64.replaceAll('=', '');
  const hex = bytes.toString('hex');
  const forms: [string, string][] = [
    [bytes.toString('latin1'), 'in plain text'],
    [encodeURIComponent(bytes.toString('latin1')), 'percent-encoded'],
    [unpadded, 'in Base64'],
    [unpadded.replaceAll('/', '\\/'), 'in Base64 inside JSON'],
    [bytes.toString('base64url'), 'in URL-safe Base64'],
    [encodeURIComponent(base64), 'in percent-encoded Base64'],
    [hex, 'in hex'],
    [hex.toUpperCase(), 'in hex'],
  ];
  return [...new Map(forms.reverse())];
}
