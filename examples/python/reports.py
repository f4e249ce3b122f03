"""What a YCM message says, and what is kept of it: put your own work in the place of `keep`."""
import threading

DID_EVENTS = ("did_change", "did_delete", "trunk_delete", "pce_delete")
DID_KEYS = ("did", "didId", "trunkId", "trunkName")

pbxs = {}  # sn -> {"applied", "dids", "capacity"}. In memory, so lost at the end: a real receiver has a database.
lock = threading.Lock()


class Refused(Exception):
    """Why a request is refused: a sentence, and the status that goes with it."""


def must(holds, sentence, status=422):
    if not holds:
        raise Refused(sentence, status)


def read_message(message):
    """The reports of a message. They come in an array; an object is the test message, or a newer one."""
    if isinstance(message, list):
        return [kept for report in message for kept in read_report(report)]
    must(has_texts(message, ["event"]), "A message is an array of reports, or an object with an event.")
    must(not read_report(message), "Reports come in an array.")
    must(message["event"] != "test" or has_texts(message, ["message"]), "A test message has a message.")
    return []


def read_report(report):
    must(isinstance(report, dict) and report, "A report is an object, and not an empty one.")
    event, sn, time = report.get("event", "new"), report.get("sn"), report.get("updateTime")
    must(event and isinstance(event, str), "event is a name.")
    # A capacity report has no event: only its repository tells it.
    is_capacity = "event" not in report and "repository" in report
    if not is_capacity and event not in DID_EVENTS:
        return []  # An event that is not known yet is acknowledged and otherwise ignored.
    must(sn and isinstance(sn, str), "sn is the serial number of a PBX.")
    must(type(time) in (int, float) and time >= 0 and time % 1 == 0, "updateTime is in whole seconds.")
    if is_capacity:
        repository = report["repository"]
        must(has_texts(report, ["modifier"]), "modifier is a text.")
        must(has_texts(repository, repository), "repository holds texts.")
        return [(sn, "capacity", {"updateTime": time, "content": repository})]
    return [(sn, "dids", {"updateTime": time, "content": read_dids(event, report.get("trunkDidInfoList"))})]


def read_dids(event, dids):
    """All DIDs that the PBX has now. A deleted one has none, be its list empty, missing, null or the last one."""
    if event == "pce_delete" and dids is None:
        return []
    must(isinstance(dids, list), "trunkDidInfoList is an array.")
    must(all(has_texts(did, DID_KEYS) for did in dids), "A DID has four texts.")
    return [] if event == "pce_delete" else [{key: did[key] for key in DID_KEYS} for did in dids]


def has_texts(value, keys):
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in keys)


def keep(reports):
    """The newest report of a kind counts; of those within its second, each is kept once, the latest first."""
    with lock:
        for sn, kind, report in reports:
            pbx = pbxs.get(sn, {"applied": 0})
            known = pbx.get(kind, [])
            if report in known or any(other["updateTime"] > report["updateTime"] for other in known):
                continue
            same_second = [other for other in known if other["updateTime"] == report["updateTime"]]
            pbxs[sn] = {**pbx, "applied": pbx["applied"] + 1, kind: [report, *same_second]}
