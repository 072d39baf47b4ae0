"""The search index over Searchable."""

from django.db import migrations

from newsbox.library import search


class Migration(migrations.Migration):
    """Made by library/search.py in the database's own dialect."""

    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(search.create_index, search.drop_index)]
