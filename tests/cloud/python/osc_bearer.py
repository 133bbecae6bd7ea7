"""How Neutron is told who asks: a token, or a bearer of OAuth 2.0.

keystonemiddleware has a filter for each. Which of the two judges a request is
its own choice here: one with `Authorization: Bearer` is judged by that alone,
so that a bearer which Keystone did not issue is refused, whatever token comes
with it.
"""

from keystonemiddleware import auth_token, oauth2_token


def filter_factory(global_conf, **local_conf):
    conf = {**global_conf, **local_conf}

    def either(application):
        token = auth_token.AuthProtocol(application, conf)
        bearer = oauth2_token.OAuth2Protocol(application, conf)

        def judged(environ, start_response):
            scheme = environ.get("HTTP_AUTHORIZATION", "").partition(" ")[0]
            judge = bearer if scheme.lower() == "bearer" else token
            return judge(environ, start_response)

        return judged

    return either
