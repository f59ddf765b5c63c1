"""korrigo in a Django project: `pip install korrigo[django]`, then `"korrigo.django"` in `INSTALLED_APPS`.

- `validators`, `fields`: uploads that are refused with a code and a reason, `PdfFileField`
- `jobs`: splitting, redacting and flattening on any Django storage
- `store`: the life of a copy, kept by Django's ORM
- `compat`: the classes that an existing application calls, without PyMuPDF and OpenCV
- commands: `korrigo_check`, `korrigo_split`, `korrigo_verify_log`

Settings are one dictionary, `KORRIGO`; see `korrigo.django.conf`.
"""
