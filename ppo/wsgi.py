"""The web server's way in: `granian --interface wsgi ppo.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppo.settings")
application = get_wsgi_application()
