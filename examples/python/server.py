"""A correct receiver of YCM webhooks that needs only Python. Copy it, and replace `keep` with your own code."""
import base64, hmac, json, os, threading
from contextlib import suppress
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SECRET = os.environ.get("YCM_WEBHOOK_SECRET", "").encode()
DID_EVENTS = ("did_change", "did_delete", "trunk_delete", "pce_delete")
STATE_FILE = os.environ.get("STATE_FILE", "ycm-state.jsonl")
pbxs, lock = {}, threading.Lock()  # sn -> {applied, dids, capacity}. In production, use a database instead of STATE_FILE.


def must(holds, sentence, status=422):
    if not holds:
        raise HTTPException(status, sentence)


class Receiver(BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm, timeout = "HTTP/1.1", True, 30  # seconds that a sender may pause

    def do_POST(self):
        try:
            status, value = 200, self.take(self.read_body())  # YCM waits 3 to 10 s, so slow work belongs in a queue.
        except (HTTPException, ValueError, RecursionError) as error:
            status, value = error.args if isinstance(error, HTTPException) else (400, "The body is not valid JSON.")
        data = json.dumps(value).encode()
        self.send_response_only(status)
        self.send_header("Allow", "POST")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", len(data))
        self.send_header("Connection", "close" if self.close_connection or status in (400, 413) else "keep-alive")
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST

    def handle(self):
        with suppress(OSError):  # The sender hung up or paused too long.
            super().handle()

    def read_body(self):
        is_chunked, body, size = "Transfer-Encoding" in self.headers, bytearray(), None
        while size is None or is_chunked and size:  # The last chunk is empty.
            size = int(self.rfile.readline(100), 16) if is_chunked else int(self.headers.get("Content-Length", 0))
            must(0 <= size <= 1024 * 1024 - len(body), "A message must be at most 1 MiB.", 413)
            body += self.rfile.read(size)
            must(not is_chunked or self.rfile.readline(2) == b"\r\n", "A chunk does not have its announced length.", 400)
        return body

    def take(self, body):
        path, _, query = self.path.partition("?")
        if path == "/state":  # For `hookswitch check --observe-url`. Remove or protect it in production.
            return pbxs.get(parse_qs(query).get("sn", [""])[0])
        must(path == "/webhook", "Send webhooks to /webhook.", 404)
        must(self.command == "POST", "Use POST.", 405)
        signature = ", ".join(self.headers.get_all("X-Signature", []))  # Two headers never match.
        expected = base64.b64encode(hmac.digest(SECRET, body, "sha256"))
        must(hmac.compare_digest(signature.encode(), expected), "X-Signature is invalid.", 401)
        message = json.loads(body, parse_constant=int)  # NaN is not valid JSON.
        items = message if isinstance(message, list) else [message]  # The test message is not in an array.
        reports = [kept for item in items for kept in self.read_report(item)]  # All are read before the first is stored.
        must(items is message or "event" in message and not reports, "Reports must come in an array.")
        with lock:
            self.keep(reports)

    def read_report(self, report):
        """What to store of a report: nothing for an unknown event. A capacity report has no event."""
        must(isinstance(report, dict) and report, "A report must be a non-empty object.")
        event, sn, time, dids, texts = map(report.get, ("event", "sn", "updateTime", "trunkDidInfoList", "repository"))
        must("event" not in report or event and isinstance(event, str), "event must be a string.")
        if event not in DID_EVENTS and (event or "repository" not in report):
            return []
        must(sn and isinstance(sn, str) and (event or isinstance(report.get("modifier"), str)), "sn must be a string.")
        must(type(time) in (int, float) and time >= 0 and time % 1 == 0, "updateTime must be in whole seconds.")
        rows, keys = (dids, ("did", "didId", "trunkId", "trunkName")) if event else ([texts], texts)
        must(isinstance(rows, list) or event == "pce_delete" and rows is None, "trunkDidInfoList must be an array.")
        are_right = (isinstance(row, dict) and all(isinstance(row.get(key), str) for key in keys) for row in rows or [])
        must(all(are_right), "A DID needs four strings, and a repository only strings.")
        content = [{key: row[key] for key in keys} for row in rows or [] if event != "pce_delete"]
        return [(sn, "dids" if event else "capacity", {"updateTime": time, "content": content})]

    def keep(self, reports):
        """The newest report of each kind counts. Different ones in the same second are all stored, the latest first."""
        changed = {}
        for sn, kind, report in reports:
            pbx = changed.get(sn) or pbxs.get(sn, {"applied": 0})
            known = [other for other in pbx.get(kind, []) if other["updateTime"] >= report["updateTime"]]
            if not any(other == report or other["updateTime"] > report["updateTime"] for other in known):
                changed[sn] = {**pbx, "applied": pbx["applied"] + 1, kind: [report, *known]}
        if changed:  # On disk before it is acknowledged, and only then remembered. If this fails, YCM retries.
            with open(STATE_FILE, "a") as file:
                file.write("\n" + json.dumps(changed))
                file.flush()
                os.fsync(file.fileno())
            pbxs.update(changed)


def read_state():
    with suppress(FileNotFoundError), open(STATE_FILE) as file:
        for line in file:
            with suppress(ValueError):  # An incomplete last line was never acknowledged.
                pbxs.update(json.loads(line))


if not SECRET:
    raise SystemExit("Set YCM_WEBHOOK_SECRET to the secret that YCM shows for this webhook, then start again.")
read_state()
ThreadingHTTPServer.request_queue_size = 1024  # connections that may wait: a whole fleet may report at once
try:
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 3000))), Receiver)
except (OSError, OverflowError, ValueError) as error:
    raise SystemExit(f"PORT cannot be used ({error}): set it to a free port.") from None
print(f"listening on http://127.0.0.1:{server.server_port}/webhook", flush=True)
server.serve_forever()
