import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0007_revisits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(blank=True, max_length=40)),
                ('held', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('following', models.PositiveIntegerField(default=0)),
                ('minute', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Traits',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='traits', serialize=False, to='library.report')),
                ('order', models.PositiveIntegerField(db_index=True)),
                ('body', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='copy', serialize=False, to='library.report')),
                ('agency', models.TextField(blank=True)),
                ('cut', models.JSONField(default=list)),
                ('added', models.JSONField(default=list)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='library.report')),
            ],
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('begun', models.DateTimeField()),
                ('newest', models.DateTimeField(db_index=True)),
                ('reports_count', models.PositiveIntegerField(default=0)),
                ('closed', models.DateTimeField(null=True)),
                ('is_looked_at', models.BooleanField(default=False)),
                ('into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.story')),
            ],
        ),
        migrations.AddField(
            model_name='report',
            name='story',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='library.story'),
        ),
        migrations.CreateModel(
            name='StoryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('begun', 'began a story'), ('joined', 'joined'), ('merged', 'two stories became one'), ('left', 'left')], max_length=10)),
                ('reports', models.JSONField(default=list)),
                ('beside', models.JSONField(default=list)),
                ('why', models.TextField()),
                ('by', models.CharField(blank=True, max_length=150)),
                ('at', models.DateTimeField()),
                ('is_settled', models.BooleanField(default=True)),
                ('undone', models.DateTimeField(null=True)),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.story')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='library.story')),
            ],
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('is_looked_at', False)), fields=['newest'], name='story_waiting'),
        ),
        migrations.AddIndex(
            model_name='storychange',
            index=models.Index(condition=models.Q(('by', ''), _negated=True), fields=['at'], name='story_change_by_hand'),
        ),
        migrations.AddIndex(
            model_name='storychange',
            index=models.Index(condition=models.Q(('is_settled', False)), fields=['at'], name='story_change_open'),
        ),
    ]
