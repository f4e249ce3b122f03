import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { guardedLookup } from './address-guard.ts';
import type { ConnectionOptions } from './connection.ts';
import { startDeadline } from './deadline.ts';

/** What a TLS handshake showed, with the certificate always verified. */
export type TlsFacts =
  | { readonly kind: 'ok'; readonly protocol: string; readonly validTo: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Shakes hands with the host of an https URL and says what was negotiated; verifies chain, name and expiry. */
export function inspectTls(
  href: string,
  options: ConnectionOptions & { readonly timeoutMs: number },
): Promise<TlsFacts> {
  const url = new URL(href);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      lookup: guardedLookup(options.allowHosts),
      minVersion: 'TLSv1',
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    const settle = (facts: TlsFacts) => {
      callOff();
      socket.destroy();
      resolve(facts);
    };
    const callOff = startDeadline(performance.now(), options.timeoutMs, () =>
      settle({ kind: 'failed', code: 'TIMEOUT', message: 'no TLS handshake within the timeout' }),
    );
    socket.on('secureConnect', () => {
      const validTo = socket.getPeerCertificate().valid_to;
      settle({ kind: 'ok', protocol: socket.getProtocol() ?? 'unknown', validTo });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      settle({ kind: 'failed', code: error.code ?? 'ERROR', message: error.message });
    });
  });
}
