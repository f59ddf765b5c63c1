"""Uploads are refused with the codes and words of the existing application."""

from unittest import mock

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import SimpleTestCase, TestCase, override_settings
from korrigo.django import validators
from korrigo.django.fields import PdfFileField
from korrigo.django.validators import PdfValidator
from paper import pdf, png
from school.models import Exam


def upload(data: bytes, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


class ValidatorTests(SimpleTestCase):
    def refused(self, data, validator=None) -> dict:
        with self.assertRaises(ValidationError) as raised:
            (validator or PdfValidator())(upload(data))
        return {error.code: error.messages[0] for error in raised.exception.error_list}

    def test_what_is_in_order_passes_and_can_be_read_afterwards(self):
        file = upload(pdf(3))
        PdfValidator(max_pages=3, max_bytes=len(pdf(3)))(file)
        self.assertEqual(file.read(5), b"%PDF-")

    def test_each_refusal_has_its_code_and_words(self):
        self.assertEqual(self.refused(b""), {"empty_file": "Le fichier PDF est vide (0 bytes)"})
        self.assertEqual(
            self.refused(b"plain words"),
            {"invalid_mime_type": "Type MIME invalide: text/plain. Attendu: application/pdf"},
        )
        self.assertIn("image/png", self.refused(png(4, 4))["invalid_mime_type"])
        self.assertEqual(
            self.refused(pdf(4), PdfValidator(max_pages=3)),
            {"too_many_pages": "PDF trop volumineux: 4 pages. Maximum: 3 pages"},
        )
        self.assertEqual(self.refused(pdf(0)), {"empty_pdf": "PDF vide (0 pages)"})
        corrupted = self.refused(b"%PDF-1.7\n" + b"\x00\x01 nothing at all")
        self.assertTrue(corrupted["corrupted_pdf"].startswith("PDF corrompu ou invalide: "), corrupted)
        large = self.refused(pdf(1) + b"\n" * (2 << 20), PdfValidator(max_bytes=1 << 20))
        self.assertEqual(
            large,
            {"file_too_large": "Fichier trop volumineux. Taille maximale: 1 MB. Taille actuelle: 2.0 MB"},
        )

    def test_a_password_and_a_repair_are_told_from_damage(self):
        locked = pdf(
            1,
            trailer="/Encrypt<</Filter/Standard/V 1/R 2/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">/P -4>>/ID[<00><00>]",
        )
        self.assertEqual(list(self.refused(locked)), ["encrypted_pdf"])
        broken = pdf(2).replace(b"startxref", b"startxerf")
        PdfValidator()(upload(broken))
        self.assertEqual(list(self.refused(broken, PdfValidator(accept_repaired=False))), ["corrupted_pdf"])

    def test_the_functions_of_the_existing_application(self):
        with override_settings(KORRIGO={"MAX_PAGES": 2, "MAX_FILE_BYTES": 10}):
            for function, data, code in [
                (validators.validate_pdf_not_empty, b"", "empty_file"),
                (validators.validate_pdf_size, b"%PDF-123456", "file_too_large"),
                (validators.validate_pdf_mime_type, b"\x89PNG", "invalid_mime_type"),
                (validators.validate_pdf_integrity, pdf(3), "too_many_pages"),
            ]:
                with self.subTest(code), self.assertRaises(ValidationError) as raised:
                    function(upload(data))
                self.assertEqual(raised.exception.code, code)

    def test_a_setting_that_is_not_known_is_an_error(self):
        with override_settings(KORRIGO={"MAX_PAGE": 2}), self.assertRaises(ImproperlyConfigured):
            validators.validate_pdf_size(upload(b"1"))

    def test_a_file_on_disk_is_read_by_its_path(self):
        with TemporaryUploadedFile("scan.pdf", "application/pdf", 0, None) as file:
            file.write(pdf(2))
            file.flush()
            file.size = len(pdf(2))
            with mock.patch.object(validators, "_read", side_effect=AssertionError("read into memory")):
                validators.validate_pdf_integrity(file)

    def test_no_message_repeats_the_name_of_the_file_or_its_content(self):
        with self.assertRaises(ValidationError) as raised:
            PdfValidator()(upload(b"%PDF-1.4 Zoe Martin", "martin.pdf"))
        self.assertNotIn("artin", str(raised.exception))


class FieldTests(TestCase):
    def test_a_form_refuses_and_says_why(self):
        form_class = forms.modelform_factory(Exam, fields=["name", "pdf_source"])
        refused = form_class({"name": "maths"}, {"pdf_source": upload(pdf(21))})
        self.assertEqual([error.code for error in refused.errors.as_data()["pdf_source"]], ["too_many_pages"])
        refused = form_class({"name": "maths"}, {"pdf_source": upload(pdf(2), "scan.exe")})
        self.assertIn("invalid_extension", [error.code for error in refused.errors.as_data()["pdf_source"]])
        taken = form_class({"name": "maths"}, {"pdf_source": upload(pdf(2))})
        self.assertTrue(taken.is_valid(), taken.errors)
        self.assertIn('accept="application/pdf,.pdf"', taken.as_p())
        exam = taken.save()
        with mock.patch.object(PdfValidator, "__call__", side_effect=AssertionError("a stored file is read again")):
            exam.full_clean()

    def test_migrations_say_the_limits_that_were_given(self):
        field = PdfFileField(upload_to="exams", max_pages=9)
        _, path, args, kwargs = field.deconstruct()
        self.assertEqual((path, kwargs), ("korrigo.django.fields.PdfFileField", {"upload_to": "exams", "max_pages": 9}))
        self.assertEqual(PdfFileField(*args, **kwargs).limits, field.limits)
