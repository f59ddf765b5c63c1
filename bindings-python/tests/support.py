"""What the tests share: small PDFs and a store, both made by code."""
import threading


def pdf(pages: int) -> bytes:
    """A small PDF with so many landscape A3 pages."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}/MediaBox[0 0 1191 842]>>"]
    bodies += ["<</Type/Page/Parent 2 0 R>>"] * pages
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    tail = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode()


def grey(width: int, height: int) -> memoryview:
    """A read-only grey image with a dark bar."""
    rows = bytearray(b"\xf0" * width * height)
    rows[width * (height // 2):width * (height // 2 + 3)] = b"\x10" * width * 3
    return memoryview(bytes(rows)).cast("B", (height, width))


class DictStore:
    """A store written in Python, as small as one can be."""

    def __init__(self):
        self.clock = 0
        self.records, self.snapshots, self.tokens, self.erased, self.chains = {}, {}, {}, set(), {}
        self.lock = threading.Lock()

    def now(self):
        return self.clock

    def load(self, copy, asked):
        records = self.records.get(copy)
        if not records:
            return None
        snapshot = self.snapshots.get(copy)
        after = snapshot["copy"]["version"] if snapshot else 0
        return {
            "now": self.clock,
            "snapshot": snapshot,
            "records": [record for record in records if record["version"] > after],
            "link": self._link(copy),
            "token": self.tokens.get(copy),
            "answered": [record for record in records if self._answers(record, asked)],
        }

    @staticmethod
    def _answers(record, asked):
        request = record.get("request")
        return bool(asked and request and [request["actor"], request["id"]] == list(asked))

    def _link(self, copy):
        return next((r["link"] for r in reversed(self.records.get(copy, ())) if r.get("link")), None)

    def _version(self, copy):
        return self.records[copy][-1]["version"] if self.records.get(copy) else 0

    def append(self, appends):
        with self.lock:
            for one in appends:
                if one["copy"] in self.erased or self._version(one["copy"]) != one["expected"]:
                    return "conflict"
            for one in appends:
                self.records.setdefault(one["copy"], []).extend(one["records"])
                self.tokens[one["copy"]] = one.get("token")
            return "done"

    def save_snapshot(self, snapshot):
        copy, version = snapshot["copy"]["id"], snapshot["copy"]["version"]
        kept = self.snapshots.get(copy)
        if self.records.get(copy) and copy not in self.erased and (kept is None or kept["copy"]["version"] < version):
            self.snapshots[copy] = snapshot

    def history(self, copy):
        return self.records.get(copy, [])

    def erase(self, copy, version, left):
        if not self.records.get(copy) or self._version(copy) != version:
            return "conflict"
        self.records[copy] = [{**record, "payload": None} for record in self.records[copy]]
        self.snapshots.pop(copy, None)
        if left is None:
            self.erased.add(copy)
            self.tokens.pop(copy, None)
        else:
            self.snapshots[copy] = left
        return "done"

    def heads(self, copies):
        links = {copy: self._link(copy) for copy in copies}
        return {copy: [link["sequence"], link["hash"]] for copy, link in links.items() if link}

    def checkpoints(self, exam):
        return self.chains.get(exam, [])

    def append_checkpoint(self, exam, checkpoint):
        chain = self.chains.setdefault(exam, [])
        if checkpoint["sequence"] != len(chain):
            return "conflict"
        chain.append(checkpoint)
        return "done"
