from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0009_subjects'),
    ]

    operations = [
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(blank=True)),
                ('key', models.TextField(blank=True, db_index=True)),
                ('domain', models.TextField(blank=True, db_index=True)),
                ('country', models.TextField(blank=True)),
                ('owner', models.TextField(blank=True)),
                ('leaning', models.TextField(blank=True)),
            ],
        ),
    ]
