"""The store keeps every promise of stores, on whichever database the run is for."""

import threading
import traceback
import unittest
from unittest import mock

from django.db import DataError, connection, transaction
from django.test import TransactionTestCase
from korrigo import Unavailable
from korrigo.django.models import CheckpointRow, CopyRow, RecordRow
from korrigo.django.store import DjangoStore
from korrigo.testing import check_store


def empty_store() -> DjangoStore:
    for model in (RecordRow, CopyRow, CheckpointRow):
        model.objects.all()._raw_delete("default")
    return DjangoStore()


def birth(copy: str, versions=(1,), expected=0) -> dict:
    records = [{"version": version, "payload": {"salt": "00" * 16, "event": "{}"}} for version in versions]
    return {"copy": copy, "expected": expected, "records": records, "token": None}


class StoreTests(TransactionTestCase):
    def test_it_keeps_every_promise(self):
        report = check_store(empty_store)
        self.assertTrue(report.passed, str(report))
        self.assertGreaterEqual(len(report.cases), 17)

    def test_an_append_goes_with_the_transaction_of_its_caller(self):
        store = empty_store()
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            self.assertEqual(store.append([birth("a")]), "done")
            raise ZeroDivisionError
        self.assertIsNone(store.load("a"))

    def test_a_conflict_leaves_the_transaction_of_its_caller_usable(self):
        store = empty_store()
        store.append([birth("a")])
        with transaction.atomic():
            self.assertEqual(store.append([birth("b"), birth("a")]), "conflict")
            self.assertEqual(store.append([birth("c")]), "done")
        self.assertIsNone(store.load("b"))
        self.assertEqual([row["version"] for row in store.history("c")], [1])

    def test_the_clock_is_that_of_the_database_and_goes_on_inside_a_transaction(self):
        store = empty_store()
        with transaction.atomic():
            times = [store.now() for _ in range(200)]
        self.assertEqual(times, sorted(times))
        self.assertGreater(times[-1], times[0])

    def test_what_a_failing_database_says_is_not_repeated(self):
        said = DataError("Failing row contains (a, Zoë Martin)")
        with (
            mock.patch.object(DjangoStore, "_append", side_effect=said),
            self.assertLogs("korrigo.django", "ERROR") as logs,
            self.assertRaises(Unavailable) as raised,
        ):
            empty_store().append([birth("a")])
        told = "".join(traceback.format_exception(raised.exception))
        self.assertNotIn("Martin", f"{told} {logs.output}")
        self.assertEqual(raised.exception.code, "store_unavailable")

    @unittest.skipUnless(connection.vendor == "postgresql", "SQLite in memory is one connection")
    def test_of_twenty_who_append_at_once_one_wins(self):
        store = empty_store()
        store.append([birth("a")])
        answers, start = [], threading.Barrier(20)

        def work():
            start.wait()
            answers.append(DjangoStore().append([birth("a", (2,), 1), birth("b")]))
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answers), ["conflict"] * 19 + ["done"])
        self.assertEqual([row["version"] for row in store.history("a")], [1, 2])
