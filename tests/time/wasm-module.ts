/** A WebAssembly module with this many functions, so that compiling it takes a while. */
export function wasmModule(functions: number): Uint8Array<ArrayBuffer> {
  const instructions = Buffer.concat(Array.from({ length: 200 }, () => Buffer.from([0x41, 1, 0x1a])));
  const body = Buffer.concat([Buffer.of(0), instructions, Buffer.of(0x0b)]);
  const one = Buffer.concat([size(body.length), body]);
  const all = Buffer.concat(Array.from({ length: functions }, () => one));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      section(1, Buffer.from([1, 0x60, 0, 0])),
      section(3, Buffer.concat([size(functions), Buffer.alloc(functions)])),
      section(10, Buffer.concat([size(functions), all])),
    ]),
  );
}

function section(id: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(id), size(content.length), content]);
}

/** An unsigned integer as LEB128. */
function size(n: number): Buffer {
  return n < 0x80 ? Buffer.of(n) : Buffer.concat([Buffer.of((n & 0x7f) | 0x80), size(n >> 7)]);
}
