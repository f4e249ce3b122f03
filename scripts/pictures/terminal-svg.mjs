import Anser from 'anser';

const themes = {
  light: {
    page: '#ffffff',
    frame: '#d0d7de',
    text: '#1f2328',
    dim: '#59636e',
    red: '#b3261e',
    green: '#116329',
    cyan: '#0550ae',
  },
  dark: {
    page: '#0d1117',
    frame: '#30363d',
    text: '#e6edf3',
    dim: '#9198a1',
    red: '#ff7b72',
    green: '#56d364',
    cyan: '#79c0ff',
  },
};
const fontSize = 14;
/** The width of a column, whatever the reader's font: `textLength` stretches it. */
const columnWidth = 8.4;
const lineHeight = 21;
const padding = 20;

/** A text with escape codes, as a terminal with this many columns shows it, as an SVG: sharp at every size, with selectable text. */
export function terminalSvg(text, { theme, columns, label }) {
  const colors = themes[theme];
  const rows = text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => rowsOf(line, columns));
  const width = columns * columnWidth + 2 * padding;
  const height = rows.length * lineHeight + 2 * padding;
  const shown = rows.map((parts, row) => parts.map((part) => partSvg(part, row, colors)).join(''));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${fontSize}">
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colors.page}" stroke="${colors.frame}"/>
${shown.join('\n')}
</svg>
`;
}

/** A long line continues in the next row, below the text after a label. It is broken at spaces, as an editor does: a terminal breaks words. */
function rowsOf(line, columns) {
  const parts = Anser.ansiToJson(line, { use_classes: true, remove_empty: true });
  const plain = parts.map(({ content }) => content).join('');
  const indent = /^ *(?:[a-z]+ {2,})?/.exec(plain)[0].length;
  const rows = [];
  for (let from = 0; rows.length === 0 || from < plain.length; ) {
    const start = rows.length === 0 ? 0 : indent;
    const to = endOfRow(plain, from, columns - start, rows.length === 0 ? indent : 0);
    rows.push(partsBetween(parts, from, to).map((part) => ({ ...part, column: start + part.at - from })));
    from = to;
    while (plain[from] === ' ') from += 1;
  }
  return rows;
}

function endOfRow(plain, from, room, indent) {
  if (plain.length - from <= room) return plain.length;
  const space = plain.lastIndexOf(' ', from + room);
  return space > from + indent ? space : from + room;
}

/** The parts of a line from one column to another, and where each begins. */
function partsBetween(parts, from, to) {
  let end = 0;
  return parts.flatMap(({ content, fg, decorations }) => {
    const start = end;
    end += content.length;
    const at = Math.max(start, from);
    const piece = content.slice(at - start, Math.max(to - start, 0));
    return piece === '' ? [] : [{ content: piece, at, fg, decorations }];
  });
}

function partSvg({ content, column, fg, decorations }, row, colors) {
  const visible = content.trimStart();
  if (visible === '') return '';
  const y = padding + row * lineHeight + fontSize + 1;
  const x = padding + (column + content.length - visible.length) * columnWidth;
  const fill = colors[fg?.replace('ansi-', '')] ?? (decorations.includes('dim') ? colors.dim : colors.text);
  const weight = decorations.includes('bold') ? ' font-weight="bold"' : '';
  const length = (visible.trimEnd().length * columnWidth).toFixed(1);
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${fill}"${weight} textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(visible.trimEnd())}</text>`;
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
