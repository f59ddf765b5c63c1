"""The tables of the existing application that the facades touch, as small as they can be."""

from django.db import models
from korrigo.django.fields import PdfFileField


class Exam(models.Model):
    name = models.CharField(max_length=100)
    pdf_source = PdfFileField(upload_to="exams", blank=True, max_pages=20)
    is_processed = models.BooleanField(default=False)


class Booklet(models.Model):
    exam = models.ForeignKey(Exam, models.CASCADE, related_name="booklets")
    start_page = models.IntegerField()
    end_page = models.IntegerField()
    student_name_guess = models.CharField(max_length=100, blank=True)
    pages_images = models.JSONField(default=list)


class Copy(models.Model):
    exam = models.ForeignKey(Exam, models.CASCADE, related_name="copies")
    booklets = models.ManyToManyField(Booklet)
    anonymous_id = models.CharField(max_length=20)
    global_appreciation = models.TextField(blank=True)


class Annotation(models.Model):
    class Type(models.TextChoices):
        COMMENT = "COMMENT"
        HIGHLIGHT = "HIGHLIGHT"
        ERROR = "ERROR"
        BONUS = "BONUS"

    copy = models.ForeignKey(Copy, models.CASCADE, related_name="annotations")
    page_index = models.IntegerField()
    x = models.FloatField()
    y = models.FloatField()
    w = models.FloatField()
    h = models.FloatField()
    type = models.CharField(max_length=20, choices=Type.choices)
    content = models.TextField(blank=True)
    score_delta = models.IntegerField(null=True)
