"""Tries the Python code of the lessons on data: prints a line for each piece, "LESSON SIDE right" or "LESSON SIDE wrong: WHY"."""
import json
import sqlite3
import sys
import threading


class Refused(Exception):
    pass


def refuse(status):
    raise Refused(status)


def did_report(sn, dids, update_time=10, **others):
    infos = [{"did": did} for did in dids]
    return {"event": "did_change", "sn": sn, "trunkDidInfoList": infos, "updateTime": update_time, **others}


def newest_wins(code):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE pbx_dids (sn TEXT PRIMARY KEY, dids TEXT, update_time INTEGER)")
    names = run(code, db=db, json=json)

    def state():
        return json.loads(db.execute("SELECT dids FROM pbx_dids WHERE sn = 'a'").fetchone()[0])

    for dids, update_time, expected, is_news in [
        (["1", "2"], 10, ["1", "2"], True),
        (["1", "2"], 10, ["1", "2"], False),
        (["9"], 5, ["1", "2"], False),
        (["2"], 20, ["2"], True),
        (["1", "2"], 30, ["1", "2"], True),
        ([], 40, [], True),
        (["1", "2"], 30, [], False),
        (["7"], 40, ["7"], True),
    ]:
        changed = names["store_dids"]("a", dids, update_time)
        assert state() == expected, f"{dids} at {update_time} led to {state()}"
        assert changed == is_news, f"{dids} at {update_time} is news: {changed}"


def mark_with_the_work(code):
    db = sqlite3.connect(":memory:")
    db.executescript("CREATE TABLE seen (key TEXT PRIMARY KEY); CREATE TABLE ledger (entry TEXT);")
    failures = ["the disk is full"]

    def mark_as_seen(key):
        with db:
            return db.execute("INSERT INTO seen (key) VALUES (?) ON CONFLICT DO NOTHING", (key,)).rowcount == 1

    def add_to_ledger(*args):
        db.execute("INSERT INTO ledger (entry) VALUES (?)", (args[-1],))
        if failures:
            raise OSError(failures.pop())

    names = run(code, db=db, mark_as_seen=mark_as_seen, add_to_ledger=add_to_ledger, abort=refuse)
    try:
        names["handle"]("key", "entry")
        raise AssertionError("the failure was swallowed")
    except OSError:
        pass
    for _ in ("the retry", "a repetition"):
        assert names["handle"]("key", "entry") == ("", 204)
    assert db.execute("SELECT entry FROM ledger").fetchall() == [("entry",)]


def tell_each_item(code):
    stored = []
    names = run(
        code,
        DID_EVENTS={"did_change", "did_delete", "trunk_delete", "pce_delete"},
        store_dids=lambda sn, dids, at: stored.append((sn, [info["did"] for info in dids], at)),
        store_capacity=lambda sn, repository, at: stored.append((sn, repository, at)),
    )
    names["apply"]({"event": "test", "message": "This is a webhook connectivity test."})
    names["apply"]([])
    names["apply"]([
        {"sn": "c", "repository": {"extensions": "5"}, "updateTime": 11},
        did_report("a", ["1"]),
        {"event": "licence_change", "sn": "n"},
        {"event": "pce_delete", "sn": "d", "updateTime": 12},
    ])
    assert stored == [("c", {"extensions": "5"}, 11), ("a", ["1"], 10), ("d", [], 12)], stored


def check_the_shape(code):
    stored = []
    names = run(
        code,
        json=json,
        abort=refuse,
        is_did_report=lambda item: item["event"] == "did_change",
        store_dids=lambda sn, dids, at: stored.append((sn, dids, at)),
    )
    good = did_report("a", ["1"])
    for bad in ["soon", None]:
        expect_refused(lambda: names["apply"](json.dumps([good, {**good, "updateTime": bad}]).encode()), 422)
    for bad in ["none", 5, [5], [{"did": {}}]]:
        expect_refused(lambda: names["apply"](json.dumps([good, {**good, "trunkDidInfoList": bad}]).encode()), 422)
    for body in [b"5", b'"did_change"', b"null"]:
        expect_refused(lambda: names["apply"](body), 422)
    for body in [b"[{", b"", b"\xff", b"[" * 100_000]:
        expect_refused(lambda: names["apply"](body), 400)
    assert stored == [], f"stored {stored}"
    names["apply"](json.dumps([{**good, "region": "emea"}]).encode())
    assert stored == [("a", ["1"], 10)], stored


def text_is_data(code):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE trunks (id TEXT, name TEXT)")
    db.execute("INSERT INTO trunks VALUES ('1', 'old'), ('2', 'old')")
    seen = []
    names = run(code, db=db, abort=refuse, store_dids=seen.append, delete_pbx=seen.append, handlers=object())
    hostile = "'; DROP TABLE trunks; --"
    names["handle"]({"event": "__class__"}, {"trunkName": hostile, "trunkId": "1"})
    names["handle"]({"event": "did_change"}, {"trunkName": "O'Brien", "trunkId": "2 OR 1"})
    expect_refused(lambda: names["handle"]({"event": "x"}, {"trunkName": "\ud800", "trunkId": "1"}), 400)
    assert db.execute("SELECT name FROM trunks").fetchall() == [(hostile,), ("old",)]
    assert seen == [{"event": "did_change"}], seen


def store_then_answer(code):
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("CREATE TABLE inbox (id INTEGER PRIMARY KEY, body TEXT)")

    class App:
        def post(self, _path):
            return lambda handler: handler

    class Crm:
        is_slow = True

        def update(self, _message):
            if self.is_slow:
                raise TimeoutError("the CRM takes its time")

    crm = Crm()
    threading.excepthook = lambda _: None
    names = run(code, app=App(), db=db, crm=crm, json=json, threading=threading, checked_body=lambda: b"[]")
    assert names["ycm"]() == ("", 204)
    assert db.execute("SELECT body FROM inbox").fetchall() == [(b"[]",)], "it is not on disk"
    assert not db.in_transaction, "it is not on disk before the answer"
    try:
        names["process_inbox"]()
    except TimeoutError:
        pass
    assert db.execute("SELECT count(*) FROM inbox").fetchone() == (1,), "a failure of the CRM lost it"
    crm.is_slow = False
    names["process_inbox"]()
    assert db.execute("SELECT count(*) FROM inbox").fetchone() == (0,)


def expect_refused(call, status):
    try:
        call()
    except Refused as refused:
        assert refused.args == (status,), f"refused with {refused}"
        return
    raise AssertionError(f"not refused with {status}")


def run(code, **names):
    exec(code, names)
    return names


lessons = {
    "newest-wins": newest_wins,
    "mark-with-the-work": mark_with_the_work,
    "tell-each-item": tell_each_item,
    "check-the-shape": check_the_shape,
    "text-is-data": text_is_data,
    "store-then-answer": store_then_answer,
}
given = json.load(sys.stdin)
for name, attempt in lessons.items():
    for side in ("wrong", "right"):
        try:
            attempt(given[name][side])
            print(name, side, "right")
        except Exception as error:
            print(name, side, f"wrong: {type(error).__name__} {error}")
