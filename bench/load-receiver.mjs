// The least that a receiver can be: answers each piece of a request with 200, and closes when it is asked to. Prints its port.
import { createServer } from 'node:net';

const kept = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
const last = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    if (bytes.includes('Connection: close')) socket.end(last);
    else socket.write(kept);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// Ends with whoever started it.
process.stdin.on('end', () => process.exit()).resume();
