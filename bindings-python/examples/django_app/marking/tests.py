"""The whole way of a paper over real HTTP: uploaded, split, locked, annotated, finished, downloaded."""

import contextlib
import http.cookiejar
import importlib.util
import json
import re
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import korrigo
import korrigo.audit
import korrigo.document
from django.contrib.auth.models import User
from django.test import LiveServerTestCase, override_settings

from .models import Paper

# The tests of the package make scans by code.
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tests_django"))
from paper import pdf

NAME = "Zoe Martin"


class Browser:
    """Somebody with a browser: cookies, forms, and the CSRF token that pages give."""

    def __init__(self, address: str, user: str = ""):
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        if user:
            self.get("/login/")
            assert self.form("/login/", {"username": user, "password": "secret"})[0] == 200

    def get(self, path: str):
        return self.open(urllib.request.Request(self.address + path))

    def post(self, path: str, said: dict | None = None, token: str | None = None, csrf: bool = True, name: str = ""):
        request = urllib.request.Request(self.address + path, json.dumps(said or {}).encode(), method="POST")
        request.add_header("Idempotency-Key", name or str(uuid.uuid4()))
        if csrf:
            request.add_header("X-CSRFToken", self.csrf())
        if token:
            request.add_header("X-Lock-Token", token)
        status, answer, _ = self.open(request)
        with contextlib.suppress(ValueError):
            answer = json.loads(answer)
        return status, answer

    def form(self, path: str, fields: dict, files: dict | None = None):
        boundary = uuid.uuid4().hex
        parts = {**{name: (None, text.encode()) for name, text in fields.items()}, **(files or {})}
        parts["csrfmiddlewaretoken"] = (None, self.csrf().encode())
        data = b""
        for name, (file, content) in parts.items():
            named = f'; filename="{file}"\r\nContent-Type: application/pdf' if file else ""
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
            data += head.encode() + content + b"\r\n"
        request = urllib.request.Request(self.address + path, data + f"--{boundary}--\r\n".encode(), method="POST")
        request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
        return self.open(request)

    def csrf(self) -> str:
        return next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "")

    def open(self, request):
        try:
            with self.opener.open(request) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read(), refused.headers


class WholeWay(LiveServerTestCase):
    def setUp(self):
        home = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, home)
        changed = override_settings(
            MEDIA_ROOT=home / "files",
            KEYS_ROOT=home / "keys",
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        )
        changed.enable()
        self.addCleanup(changed.disable)
        self.home = home
        User.objects.create_user("head", password="secret", is_staff=True)
        User.objects.create_user("anne", password="secret")
        User.objects.create_user("ben", password="secret")

    def upload(self, data: bytes, name: str = "martin.pdf"):
        head = Browser(self.live_server_url, "head")
        head.get("/")
        return head, head.form("/", {"name": "Mathematics"}, {"pdf_source": (name, data)})

    def papers(self, browser: Browser) -> list[str]:
        return re.findall(r'href="/papers/([^"/]+)/"', browser.get("/")[1].decode())

    def named(self, data: bytes) -> int:
        return korrigo.audit.audit(data, needles=[NAME]).needles_found

    def test_a_paper_goes_all_the_way(self):
        head, (status, _, _) = self.upload(scan(8))
        self.assertEqual(status, 200)
        anne, ben = Browser(self.live_server_url, "anne"), Browser(self.live_server_url, "ben")
        papers = self.papers(anne)
        self.assertEqual(len(papers), 2)
        self.assertTrue(all(re.fullmatch(r"MATH-\d+", paper) for paper in papers), papers)
        here = f"/papers/{papers[0]}/"

        status, picture, headers = anne.get(f"{here}pages/1.png")
        self.assertEqual((status, picture[:4], headers["Cache-Control"]), (200, b"\x89PNG", "no-store, private"))
        self.assertEqual(anne.get(f"{here}pages/5.png")[0], 404)
        self.assertEqual(anne.get(f"{here}final.pdf")[0], 403)

        status, locked = anne.post(f"{here}lock/")
        self.assertEqual((status, locked["status"]), (201, "LOCKED"))
        self.assertEqual(ben.post(f"{here}lock/")[0], 409)
        token = locked["token"]
        comment = {
            "id": "c1", "page": json.loads(anne.get(f"{here}state/")[1])["pages"][1], "kind": "COMMENT",
            "x": 0.1, "y": 0.1, "w": 0.3, "h": 0.1, "content": "why?",
        }  # fmt: skip
        self.assertEqual(ben.post(f"{here}annotations/", comment, token)[0], 409)
        self.assertEqual(anne.post(f"{here}annotations/", comment)[1]["code"], "lock_token_invalid")
        self.assertEqual(anne.post(f"{here}annotations/", {**comment, "x": 0.9}, token)[0], 422)
        self.assertEqual(anne.post(f"{here}annotations/", {"x": 1}, token)[0], 400)
        for _ in range(2):
            # The answer was lost, and the browser asks again.
            self.assertEqual(anne.post(f"{here}annotations/", comment, token, name="once"), (201, {"id": "c1"}))
        self.assertEqual(anne.post(f"{here}scores/", {"1": "2.5", "2": "0"}, token)[0], 200)
        self.assertEqual(anne.post(f"{here}finalize/", {}, token, name="done"), (200, {"status": "GRADED"}))
        self.assertEqual(anne.post(f"{here}finalize/", {}, token, name="done"), (200, {"status": "GRADED"}))
        state = json.loads(anne.get(f"{here}state/")[1])
        self.assertEqual((len(state["annotations"]), state["scores"]["scores"]["1"]), (1, "2.5"))

        final, seen = head.get(f"{here}final.pdf")[1], anne.get(f"{here}final.pdf")[1]
        for done in (final, seen):
            self.assertGreater(korrigo.document.Document.open(done).page_count(), 4)
        self.assertGreater(self.named(final), 0)
        self.assertEqual(self.named(seen), 0)

    def test_markers_get_redacted_bytes_alone(self):
        head, _ = self.upload(scan(4))
        anne = Browser(self.live_server_url, "anne")
        here = f"/papers/{self.papers(anne)[0]}/"
        self.assertGreater(self.named(head.get(f"{here}paper.pdf")[1]), 0)
        redacted = anne.get(f"{here}paper.pdf")[1]
        self.assertEqual(self.named(redacted), 0)
        for path in ("/", here, f"{here}state/"):
            self.assertNotIn("artin", anne.get(path)[1].decode())
        # Somebody exchanged the file behind the school's back.
        paper = Paper.objects.get()
        shutil.copy(self.home / "files" / paper.identified, self.home / "files" / paper.redacted)
        self.assertGreaterEqual(anne.get(f"{here}paper.pdf")[0], 400)
        self.assertGreaterEqual(anne.get(f"{here}pages/1.png")[0], 400)

    def test_nobody_gets_in_without_login_and_csrf(self):
        self.upload(scan(4))
        anne, stranger = Browser(self.live_server_url, "anne"), Browser(self.live_server_url)
        here = f"/papers/{self.papers(anne)[0]}/"
        for path in ("", "pages/1.png", "paper.pdf", "state/", "final.pdf"):
            self.assertIn(b"<h1>Log in</h1>", stranger.get(here + path)[1])
        self.assertEqual(anne.post(f"{here}lock/", csrf=False)[0], 403)
        self.assertEqual(anne.form("/", {"name": "mine"}, {"pdf_source": ("a.pdf", scan(4))})[0], 403)
        key = next((self.home / "keys").iterdir())
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)

    def test_what_is_no_scan_is_refused_and_leaves_nothing(self):
        _, (status, page, _) = self.upload(b"plain words")
        self.assertEqual(status, 400)
        self.assertIn("Type MIME invalide", page.decode())
        self.assertFalse(Paper.objects.exists())

    def test_neither_pymupdf_nor_opencv_is_there(self):
        for name in ("fitz", "pymupdf", "cv2", "numpy"):
            self.assertNotIn(name, sys.modules)
        for name in ("fitz", "pymupdf", "cv2"):
            self.assertIsNone(importlib.util.find_spec(name), f"{name} is installed: the test proves nothing")


def scan(pages: int) -> bytes:
    """Papers with the candidate's name at the top of each first page."""
    return pdf(pages, name=NAME, named=lambda page: page % 4 == 0)
