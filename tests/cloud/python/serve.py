"""The WSGI application of the service SERVICE, for gunicorn to serve.

Requests reach it one at a time: SQLite has one writer, and fails the others
instead of queueing them.
"""

import importlib
import os
import sys
import threading

# The services read the command line, too, and know none of gunicorn's options.
del sys.argv[1:]

service = importlib.import_module(os.environ["SERVICE"] + ".wsgi.api")
turn = threading.Lock()


def application(environ, start_response):
    with turn:
        return service.application(environ, start_response)
