// Responds to each request with its body, in pieces as its headers say: `X-Piece-Bytes`, and `X-Ending` for what follows.
import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

const maxPieces = 300;
const endOfHead = '\r\n\r\n';

const server = createServer({ noDelay: true }, (socket) => {
  const chunks = [];
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    const asked = read(chunks);
    if (asked) answer(socket.removeAllListeners('data').resume(), asked);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// Ends with its parent process.
process.stdin.on('end', () => process.exit()).resume();

function read(chunks) {
  const start = chunks[0].toString('latin1', 0, 200);
  const at = start.indexOf(endOfHead) + endOfHead.length;
  const value = (name) => new RegExp(`${name}: (.*)\r\n`).exec(start)[1];
  const length = Number(value('Content-Length'));
  if (chunks.reduce((sum, chunk) => sum + chunk.length, 0) < at + length) return undefined;
  const bytes = Buffer.concat(chunks).subarray(at);
  return { bytes, pieceBytes: Number(value('X-Piece-Bytes')), ending: value('X-Ending') };
}

async function answer(socket, { bytes, pieceBytes, ending }) {
  let at = 0;
  for (let pieces = 0; pieces < maxPieces && at + pieceBytes < bytes.length; pieces += 1) {
    socket.write(bytes.subarray(at, at + pieceBytes));
    at += pieceBytes;
    await nextTurn();
  }
  socket.write(bytes.subarray(at), () => {
    if (ending === 'end') socket.end();
    if (ending === 'reset') socket.resetAndDestroy();
  });
}
