/** Why the input is not an HTTP request, and the status of the response. */
export interface RequestRefusal {
  readonly message: string;
  readonly status: string;
}

type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Uint8Array; readonly reason?: string };

/** The first byte of a TLS handshake record. */
const tlsHandshake = 0x16;

/** Undefined if the sender disconnected or sent nothing. Pure. */
export function refusalOf(error: ParserError, bytesRead: number): RequestRefusal | undefined {
  const { code = '' } = error;
  if (bytesRead === 0) return undefined;
  if (error.rawPacket?.[0] === tlsHandshake) {
    return {
      message: 'it is TLS, but this port takes plain HTTP: start the URL with http:',
      status: '400 Bad Request',
    };
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { message: 'its headers are larger than 64 KiB', status: '431 Request Header Fields Too Large' };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { message: 'it did not end in time', status: '408 Request Timeout' };
  }
  if (code === 'HPE_INVALID_EOF_STATE') {
    return { message: 'it is incomplete', status: '400 Bad Request' };
  }
  if (!code.startsWith('HPE_')) return undefined;
  return { message: `it is not HTTP: ${error.reason ?? code}`, status: '400 Bad Request' };
}
