/** An element as a strict XML parser sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/y;
const entity = /&(?:lt|gt|amp|quot|apos|#(\d+));/g;
const characters: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * The subset of XML 1.0 that a JUnit report needs, parsed strictly: the Char production, balanced tags, attributes once each and in double
 * quotes, no bare `&` or `<`, no `]]>` in text.
 *
 * @throws Error for anything that is not well-formed.
 */
export function parseXml(document: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!document.startsWith(declaration)) throw new Error('no declaration');
  if (!/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(document)) {
    throw new Error('a character that XML 1.0 forbids');
  }
  const root: Element = { name: '#document', attributes: {}, children: [], text: '' };
  const open = [root];
  for (let at = declaration.length; at < document.length; ) at = readNext(document, at, open);
  const [element] = root.children;
  if (open.length !== 1 || !element || root.children.length !== 1) throw new Error('not one whole element');
  return element;
}

function readNext(document: string, at: number, open: Element[]): number {
  const parent = open.at(-1);
  if (!parent) throw new Error('text after the end');
  if (document[at] !== '<') {
    const end = document.indexOf('<', at);
    const raw = document.slice(at, end < 0 ? undefined : end);
    if (raw.includes(']]>')) throw new Error(']]> in text');
    parent.text += unescapeXml(raw);
    return at + raw.length;
  }
  tag.lastIndex = at;
  const found = tag.exec(document);
  if (!found) throw new Error(`no tag at ${document.slice(at, at + 60)}`);
  const [whole, closes, name = '', attributes = '', isEmpty] = found;
  if (closes) {
    if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
    open.pop();
  } else {
    const element: Element = { name, attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(element);
    if (!isEmpty) open.push(element);
  }
  return at + whole.length;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`two attributes ${name}`);
    attributes[name] = unescapeXml(value);
  }
  return attributes;
}

function unescapeXml(raw: string): string {
  if (/&(?!(?:lt|gt|amp|quot|apos|#\d+);)/.test(raw)) throw new Error(`bare & in ${raw}`);
  return raw.replace(entity, (name, code) => characters[name] ?? String.fromCodePoint(code));
}

/** All descendants, in document order. */
export function descendants(element: Element): Element[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}
