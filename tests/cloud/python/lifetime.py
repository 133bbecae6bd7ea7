"""Keystone with tokens of any life, chosen by the address.

Below `/lifetime/5`, the whole API is there once more, and every token that it
issues ends after five seconds. In the catalog is the Keystone without it.
"""

import re

import keystone.conf

CHOSEN = re.compile(r"/lifetime/(?P<seconds>\d+)")


def choose(application):
    """Requests must reach this one at a time: the configuration is one."""

    def with_lifetime(environ, start_response):
        prefix = CHOSEN.match(environ["PATH_INFO"])
        if not prefix:
            return application(environ, start_response)
        environ["SCRIPT_NAME"] += prefix[0]
        environ["PATH_INFO"] = environ["PATH_INFO"][prefix.end() :]
        conf = keystone.conf.CONF
        conf.set_override("expiration", int(prefix["seconds"]), "token")
        try:
            return application(environ, start_response)
        finally:
            conf.clear_override("expiration", "token")

    return with_lifetime
