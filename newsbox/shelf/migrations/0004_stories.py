import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0008_stories'),
        ('shelf', '0003_feed_token'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='front',
            field=models.CharField(choices=[('stories', 'the stories of the day'), ('list', 'the latest reports')], default='stories', max_length=10),
        ),
        migrations.CreateModel(
            name='FollowedStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added', models.DateTimeField()),
                ('looked', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed_stories', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='library.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'story'), name='followed_story_once')],
            },
        ),
        migrations.CreateModel(
            name='MutedStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='muted_stories', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='muters', to='library.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'story'), name='muted_story_once')],
            },
        ),
        migrations.CreateModel(
            name='SharedStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('added', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared_stories', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='library.story')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'story'), name='shared_story_once')],
            },
        ),
    ]
