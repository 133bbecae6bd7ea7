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
    from oslo_context.context import RequestContext

    # SQLite follows foreign keys only where it is told to. Without, the roles
    # of a deleted application credential pass to the next one.
    sql.enable_sqlite_foreign_key()
    from keystone.wsgi import api

    # Keystone's cache for the time of a request hangs on the thread, and the next
    # request there would read it before it gets its own: a token that has been
    # revoked would pass once more.
    def afresh(function):
        def without_cache(*arguments):
            RequestContext()
            return function(*arguments)

        return one_at_a_time(without_cache)

    application = afresh(lifetime.choose(api.application))
    return federation.guard(application, afresh(federation.address))


def neutron():
    import osc_routers
    from neutron.services.l3_router import l3_router_plugin

    # Other plugins ask for the one that is called `router`, which is this.
    l3_router_plugin.L3RouterPlugin = osc_routers.Routers
    from neutron.wsgi import api

    return one_at_a_time(api.application)


application = {"keystone": keystone, "neutron": neutron}[os.environ["SERVICE"]]()
