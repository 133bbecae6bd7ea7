"""The WSGI application of the service SERVICE, for gunicorn to serve.

Requests reach it one at a time: SQLite has one writer, and fails the others
instead of queueing them.
"""

import os
import sys
import threading

# The services read the command line, too, and know none of gunicorn's options.
del sys.argv[1:]

turn = threading.Lock()


def one_at_a_time(function):
    def in_turn(*arguments):
        with turn:
            return function(*arguments)

    return in_turn


def keystone():
    import federation
    import lifetime
    from keystone.common import sql

    # SQLite follows foreign keys only where it is told to. Without, the roles
    # of a deleted application credential pass to the next one.
    sql.enable_sqlite_foreign_key()
    from keystone.wsgi import api

    application = one_at_a_time(lifetime.choose(api.application))
    return federation.guard(application, one_at_a_time(federation.address))


def neutron():
    from neutron.wsgi import api

    return one_at_a_time(api.application)


application = {"keystone": keystone, "neutron": neutron}[os.environ["SERVICE"]]()
