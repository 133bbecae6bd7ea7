"""What Apache does in front of a federated Keystone, as far as clients see it.

Keystone knows no identity provider: it believes the variables that modules of
the web server leave in the environment of a request, once they have checked
who is there. This middleware leaves what mod_auth_openidc and
mod_auth_mellon would, on the routes that they would guard.

A bearer is introspected (RFC 7662) at the provider whose address Keystone has
as remote id of the identity provider, by the client of osc-fake's provider. A
browser, which comes to a route of WebSSO without a bearer, counts as signed in,
as `openid-user` or `saml2-user`: what passes between it and the provider does
not concern Keystone's clients.
"""

import base64
import json
import re
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from keystone import exception
from keystone.common import provider_api

CLIENT = base64.b64encode(b"osc:engine").decode()
# The route for programs, and the two for browsers.
PROGRAM = re.compile(
    r"/OS-FEDERATION/identity_providers/(?P<id>[^/]+)/protocols/[^/]+/auth$"
)
BROWSER = re.compile(
    r"/auth/OS-FEDERATION/(?:websso|identity_providers/(?P<id>[^/]+)/protocols)"
    r"/(?P<protocol>[^/]+)(?:/websso)?$"
)
# Without the proxies of the environment.
direct = build_opener(ProxyHandler({}))


class Refused(Exception):
    """The status, the headers and the text of the answer."""


def address(identity_provider):
    """The address of a provider, by the id that Keystone has for it."""
    api = provider_api.ProviderAPIs.federation_api
    try:
        return api.get_idp(identity_provider)["remote_ids"][0]
    except exception.IdentityProviderNotFound as error:
        raise Refused("404 Not Found", {}, str(error))


def introspect(address, token):
    """The claims of a token, by the names that RFC 7662 gives them."""
    try:
        with direct.open(f"{address}/.well-known/openid-configuration") as answer:
            about = json.load(answer)
        form = urlencode({"token": token, "token_type_hint": "access_token"})
        headers = {"Authorization": f"Basic {CLIENT}"}
        request = Request(about["introspection_endpoint"], form.encode(), headers)
        with direct.open(request) as answer:
            claims = json.load(answer)
    except HTTPError as error:
        raise Refused("502 Bad Gateway", {}, f"{error.url} answers {error.code}")
    except URLError as error:
        raise Refused("502 Bad Gateway", {}, f"{address}: {error.reason}")
    if not claims.pop("active"):
        invalid = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Refused("401 Unauthorized", invalid, "the token is not active")
    return {"iss": about["issuer"], **claims}


def as_text(claim):
    """Keystone splits lists at the semicolon."""
    return ";".join(map(str, claim)) if isinstance(claim, list) else str(claim)


def guard(application, address_of):
    def guarded(environ, start_response):
        # What the guard says, nobody else says, on any route.
        environ = {k: v for k, v in environ.items() if not k.startswith("HTTP_OIDC_")}
        path = environ["PATH_INFO"]
        browser = BROWSER.search(path)
        route = browser or PROGRAM.search(path)
        if not route:
            return application(environ, start_response)
        scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        try:
            address = address_of(route["id"] or "osc")
            if scheme.lower() == "bearer":
                claims = introspect(address, token)
            elif browser:
                claims = {"iss": address, "sub": f"{browser['protocol']}-user"}
            else:
                bearer = {"WWW-Authenticate": "Bearer"}
                raise Refused("401 Unauthorized", bearer, "a bearer is wanted here")
        except Refused as refused:
            status, headers, text = refused.args
            headers["Content-Type"] = "text/plain"
            start_response(status, list(headers.items()))
            return [f"{text}\n".encode()]
        if browser and browser["protocol"] == "saml2":
            environ |= {"MELLON_IDP": address, "MELLON_NAME_ID": claims["sub"]}
        else:
            environ |= {f"HTTP_OIDC_{k.upper()}": as_text(v) for k, v in claims.items()}
        return application(environ, start_response)

    return guarded
