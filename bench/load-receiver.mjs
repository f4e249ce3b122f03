// A receiver on node:http that reads each request and responds 200; with `tls` on node:https. Prints its port.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

const answer = (request, response) => {
  request.resume();
  request.on('end', () => response.end());
};
const server = process.argv[2] === 'tls' ? await tlsServer() : createServer(answer);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// Ends with its parent process.
process.stdin.on('end', () => process.exit()).resume();

async function tlsServer() {
  const { generate } = await import('selfsigned');
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
  });
  return createTlsServer({ key, cert }, answer);
}
