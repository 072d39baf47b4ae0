from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0004_findings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='source',
            name='kind',
            field=models.CharField(choices=[('feed', 'feed'), ('page', 'page'), ('saved', 'saved pages')], default='feed', max_length=10),
        ),
    ]
