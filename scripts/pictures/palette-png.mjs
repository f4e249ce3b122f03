import { crc32, deflateSync, inflateSync } from 'node:zlib';

const maxColors = 256;
/** Colors of large areas, which may be similar. */
const surfaces = 32;
/** The minimum squared distance between two other colors of a palette. A smaller one isn't visible. */
const leastDistance = 100;
const signatureLength = 8;

/**
 * The same picture with at most 256 colors, in a third of the bytes: screenshots have few colors besides the edges of letters. Reads
 * Chromium's output: 8 bits per channel, RGB or RGBA, not interlaced.
 */
export function withPalette(png) {
  const { width, height, channels, pixels } = read(png);
  const colors = colorsOf(pixels, channels);
  const indexOf = nearestIn(colors);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += channels)
      rows[y * (width + 1) + 1 + x] = indexOf(colorAt(pixels, at));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, with a palette.
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colors.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    png.subarray(0, signatureLength),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colorAt(pixels, at) {
  return (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
}

/** The areas, then the most frequent colors that aren't similar to others: this leaves room for small things, such as a colored word. */
function colorsOf(pixels, channels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const color = colorAt(pixels, at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const chosen = [];
  for (const [color] of [...counts].sort(([, one], [, other]) => other - one)) {
    if (chosen.length === maxColors) break;
    const isApart = chosen.every((other) => distance(color, other) > leastDistance);
    if (chosen.length < surfaces || isApart) chosen.push(color);
  }
  return chosen;
}

function nearestIn(colors) {
  const known = new Map(colors.map((color, index) => [color, index]));
  return (color) => {
    const found = known.get(color);
    if (found !== undefined) return found;
    const distances = colors.map((other) => distance(color, other));
    const index = distances.indexOf(Math.min(...distances));
    known.set(color, index);
    return index;
  };
}

function distance(one, other) {
  const apart = (shift) => ((one >> shift) & 255) - ((other >> shift) & 255);
  return apart(16) ** 2 + apart(8) ** 2 + apart(0) ** 2;
}

function read(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const packed = [];
  for (let at = signatureLength; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(packed));
  const pixels = Buffer.alloc(width * height * channels);
  const length = width * channels;
  for (let y = 0; y < height; y += 1) unfilter({ rows, pixels, y, length, channels });
  return { width, height, channels, pixels };
}

/** Each row says what its bytes are added to: RFC 2083, section 6. */
function unfilter({ rows, pixels, y, length, channels }) {
  const filter = rows[y * (length + 1)];
  for (let x = 0; x < length; x += 1) {
    const at = y * length + x;
    const left = x < channels ? 0 : pixels[at - channels];
    const up = y === 0 ? 0 : pixels[at - length];
    const upLeft = x < channels || y === 0 ? 0 : pixels[at - length - channels];
    const base = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter];
    pixels[at] = rows[y * (length + 1) + 1 + x] + base;
  }
}

function paeth(left, up, upLeft) {
  const guess = left + up - upLeft;
  const [a, b, c] = [left, up, upLeft].map((value) => Math.abs(guess - value));
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}
