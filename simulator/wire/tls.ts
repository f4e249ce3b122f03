import { connect, type ConnectionOptions as TlsOptions } from 'node:tls';
import { defined } from '../../text/defined.ts';
import { wordingOf } from '../../text/errors/system-error.ts';
import { startDeadline } from './deadline.ts';
import { type ConnectionOptions, endpointOf } from './open-connection.ts';

/** The results of TLS handshakes. The certificate is always verified. */
export type TlsFacts =
  | {
      readonly kind: 'ok';
      /** The newest protocol that both sides support: "TLSv1.3". */
      readonly protocol: string;
      /** A protocol older than TLS 1.2 that it also accepts. */
      readonly oldProtocol?: string;
      /** When the certificate expires. */
      readonly validTo?: Date;
    }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

interface TlsInspection extends ConnectionOptions {
  /** The timeout of a handshake (ms). */
  readonly timeoutMs: number;
}

/**
 * Connects to the host of an https URL, verifies the chain, the name and the expiry date, and tests whether it accepts a protocol that
 * "MUST NOT be used": TLS 1.0 or 1.1 (RFC 8996).
 */
export async function inspectTls(href: string, options: TlsInspection): Promise<TlsFacts> {
  const facts = await shakeHands(href, options, defined({ ca: options.ca }));
  if (facts.kind === 'failed') return facts;
  const old = await shakeHands(href, options, onlyOld);
  return old.kind === 'ok' ? { ...facts, oldProtocol: old.protocol } : facts;
}

/** OpenSSL offers these protocols only at its lowest security level. */
const onlyOld: TlsOptions = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  rejectUnauthorized: false,
};

function shakeHands(
  href: string,
  { allowHosts, timeoutMs }: TlsInspection,
  how: TlsOptions,
): Promise<TlsFacts> {
  return new Promise((resolve) => {
    const socket = connect({ ...endpointOf(new URL(href), allowHosts), ...how });
    const settle = (facts: TlsFacts) => {
      callOff();
      socket.destroy();
      resolve(facts);
    };
    const callOff = startDeadline(performance.now(), timeoutMs, () =>
      settle({ kind: 'failed', code: 'TLS_TIMEOUT', message: 'no TLS handshake within the timeout' }),
    );
    socket.on('secureConnect', () => {
      const validTo = new Date(socket.getPeerCertificate().valid_to);
      settle({ kind: 'ok', protocol: socket.getProtocol() ?? 'unknown', validTo });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      settle({ kind: 'failed', code: error.code ?? 'ERROR', message: wordingOf(error) });
    });
  });
}
