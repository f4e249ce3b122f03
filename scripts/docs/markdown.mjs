export const banner = '<!-- Made by `npm run generate` from the code: change that, not this page. -->';

/** Text that Markdown shows literally. */
export function plain(text) {
  return text.replace(/[\\`*<[\]|]|__/g, (sign) => sign.replace(/./g, '\\$&'));
}

export function code(text) {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Rows of cells in Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Turns a help text, which starts in lower case and has no full stop, into a sentence. */
export function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}
