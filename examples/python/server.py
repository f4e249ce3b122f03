"""A right receiver of YCM webhooks with Python's standard library. What the messages say is read in reports.py."""
import base64
import hmac
import json
import os
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from reports import Refused, keep, must, pbxs, read_message

SECRET = os.environ.get("YCM_WEBHOOK_SECRET", "").encode()
LIMIT = 1024 * 1024  # bytes of a body


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30  # seconds that a sender may pause

    def respond(self):
        path, _, query = self.path.partition("?")
        try:
            body = self.read_body()
            if path == "/state":  # For `hookswitch check --observe-url`: leave it out, or protect it, in production.
                return self.answer(200, pbxs.get(parse_qs(query).get("sn", [""])[0]))
            must(path == "/webhook", "Webhooks go to /webhook.", 404)
            must(self.command == "POST", "Send it as POST.", 405)
            must(self.is_genuine(body), "X-Signature is not right for this body.", 401)
            # Every report is read before the first is kept: a message is taken as a whole or not at all.
            reports = read_message(json.loads(body.decode("utf-8-sig"), parse_constant=int))
        except Refused as refused:
            sentence, status = refused.args
            return self.answer(status, {"error": sentence})
        except (ValueError, RecursionError):
            return self.answer(400, {"error": "The body is not JSON, or not framed as its headers say."})
        keep(reports)
        return self.answer(200, {"received": True})  # YCM waits 3 to 10 seconds: slow work belongs in a queue.

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = respond

    def is_genuine(self, body):
        """Base64(HMAC-SHA256(secret, raw body)): one header, to the letter, compared in constant time."""
        signatures = self.headers.get_all("X-Signature", [])
        expected = base64.b64encode(hmac.digest(SECRET, body, "sha256"))
        return len(signatures) == 1 and hmac.compare_digest(signatures[0].encode(), expected)

    def read_body(self):
        """The raw bytes. Until they are all read, the next request cannot be told from them."""
        was_closing, self.close_connection = self.close_connection, True
        is_chunked = "Transfer-Encoding" in self.headers
        body = bytearray()
        for size in self.chunk_sizes() if is_chunked else [int(self.headers.get("Content-Length", 0))]:
            must(0 <= size <= LIMIT - len(body), "A message has 1 MiB at most.", 413)
            body += self.rfile.read(size)
        self.close_connection = was_closing
        return bytes(body)

    def chunk_sizes(self):
        while size := int(self.rfile.readline(100).split(b";")[0], 16):
            yield size
            must(self.rfile.readline(2) == b"\r\n", "A chunk is longer than it says.", 400)
        must(self.rfile.readline(2) == b"\r\n", "Trailers are not read.", 400)

    def answer(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Allow", "POST")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else data)

    def send_error(self, code, *_):
        """http.server's own refusals: what is not HTTP, and with 501 the methods that it does not know."""
        self.close_connection = True
        self.answer(405 if code == 501 else code, {"error": "Send it as POST, in HTTP/1.1."})

    def handle(self):
        with suppress(OSError):  # The sender hung up, or paused too long.
            super().handle()

    def log_message(self, *_):
        """Nothing: http.server would write a line for every request."""


if __name__ == "__main__":
    if not SECRET:
        raise SystemExit("Set YCM_WEBHOOK_SECRET to the secret that YCM shows for this webhook, then start again.")
    ThreadingHTTPServer.request_queue_size = 1024  # connections that may wait: a whole fleet may report at once
    try:
        server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 3000))), Receiver)
    except (OSError, OverflowError, ValueError) as error:
        raise SystemExit(f"PORT cannot be used ({error}): set it to a free one.") from None
    print(f"listening on http://127.0.0.1:{server.server_port}/webhook", flush=True)
    server.serve_forever()
