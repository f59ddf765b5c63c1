"""Refusals as answers."""

import json

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase
from korrigo import KorrigoError, LockError, Unavailable, _korrigo
from korrigo.django.http import KorrigoErrorMiddleware, error_response, status_of


class HttpTests(SimpleTestCase):
    def answer(self, raised: Exception):
        middleware = KorrigoErrorMiddleware(lambda request: HttpResponse())
        return middleware.process_exception(RequestFactory().get("/"), raised)

    def test_every_code_has_its_status(self):
        unknown = {code for code in _korrigo.describe()["codes"] if status_of(code) == 500}
        self.assertEqual(unknown, {"internal", "redaction_unproven"})
        self.assertEqual(status_of("a_code_of_tomorrow"), 500)

    def test_a_refusal_says_where_the_copy_stands(self):
        refusal = {"from": "READY", "attempted": "finalize"}
        answer = self.answer(LockError("somebody else holds it", refusal=refusal))
        self.assertEqual(answer.status_code, 409)
        said = {"code": "lock_conflict", "detail": "somebody else holds it", "refusal": refusal}
        self.assertEqual(json.loads(answer.content), said)

    def test_what_is_ours_to_mend_is_logged(self):
        with self.assertLogs("korrigo.django", "ERROR"):
            self.assertEqual(self.answer(Unavailable("the database failed")).status_code, 503)
        self.assertIsNone(self.answer(ZeroDivisionError()))

    def test_all_that_failed_is_told(self):
        error = KorrigoError("two", code="corrupted_pdf", also=[KorrigoError("x", code="too_many_pages")])
        self.assertEqual(json.loads(error_response(error).content)["also"], ["too_many_pages"])
