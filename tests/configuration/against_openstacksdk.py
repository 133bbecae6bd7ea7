#!/usr/bin/env python3
"""Runs the cases through openstacksdk, and tells where it says otherwise than they do.

    pip install openstacksdk
    tests/configuration/against_openstacksdk.py

Cases with an error are left out: openstacksdk tells its own, and fewer of them. Differences that are meant are in
INTENDED, each with its reason; one that is there and no longer differs is told too.
"""

import importlib
import importlib.metadata
import json
import logging
import os
import pathlib
import sys
import tempfile
import urllib.parse
import warnings

import yaml

from openstack.config import loader

CASES = pathlib.Path(__file__).parent / "cases"

INTENDED = {
    "YAML 1.1 loses how a number or a word was written; a name is a text here":
        ["a number with leading zeros stays as it is written",
         "a word that YAML takes for a boolean is a text where a text belongs",
         "a microversion as a number keeps its last zero"],
    "a name said in a higher layer replaces an id of a lower one; there both are sent, and the id counts":
        ["a project's name in an argument replaces an id in the file"],
    "an argument counts more than a file, wherever the file says it; there auth in the file counts more":
        ["an argument beside auth counts more than the file's auth"],
    "a variable that is set to nothing is as good as none, since a file of variables cannot always unset":
        ["an empty variable alone is no cloud"],
    "OS_REGION_NAME chooses a region, as python-openstackclient has it; there the first one is taken":
        ["OS_REGION_NAME chooses among the regions of the cloud that OS_CLOUD names"],
    "what says no in so many words is no; there only `true` is yes, and any text but nothing verifies":
        ["OS_INSECURE understands what shells write",
         "OS_VERIFY turns verification off",
         "a false in quotes turns it off"],
    "`timeout` is read; there it is for the command line alone":
        ["timeout is a word for it too"],
    "openstacksdk compares with the keys after it has replaced their dashes":
        ["limits are found under a service of two words"],
    "openstacksdk's own profile has no scheme in its address":
        ["a profile without a scheme is given one"],
    "a password in an address is never shown here":
        ["a password in the address of Keystone is not shown"],
    "the older word is read; there the default `auth_type` counts more than it":
        ["the older word for the way to sign in", "OS_AUTH_PLUGIN is OS_AUTH_TYPE in an older word"],
    "nothing behind a colon is nothing; there it is the text `None`":
        ["nothing behind a colon in secure.yaml takes a value away",
         "nothing behind a colon takes away what a profile says"],
}
REASONS = {name: reason for reason, names in INTENDED.items() for name in names}


def main():
    different = unneeded = run = 0
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text()):
            if "error" in case or case.get("sdk") == "skip":
                continue
            run += 1
            differences = in_a_child(case)
            if differences and case["name"] not in REASONS:
                different += 1
                print(f"{path.stem}: {case['name']}")
                for difference in differences:
                    print(f"    {difference}")
            elif not differences and case["name"] in REASONS:
                unneeded += 1
                print(f"{path.stem}: {case['name']}: no longer differs")
    print(f"{run} cases with openstacksdk {importlib.metadata.version('openstacksdk')}: {different} differ unintended, "
          f"{len(REASONS)} intended")
    sys.exit(bool(different or unneeded))


def in_a_child(case):
    """Where the search path is made when the module is loaded, each case needs a process."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            with tempfile.TemporaryDirectory() as home:
                told = differences(case, home)
        except Exception as error:  # noqa: BLE001: whatever it is, it is told
            told = [f"{type(error).__name__}: {error}"]
        os.write(there, json.dumps(told).encode())
        os._exit(0)
    os.close(there)
    with os.fdopen(here) as told:
        text = told.read()
    os.waitpid(child, 0)
    return json.loads(text)


def differences(case, home):
    warnings.simplefilter("ignore")
    logging.disable()
    files = dict(case.get("files", {}))
    arguments = dict(case.get("arguments", {}))
    if "cloud" in case:
        files["clouds.yaml"] = {"clouds": {"here": case["cloud"]}}
        arguments.setdefault("cloud", "here")
    for name, content in files.items():
        path = pathlib.Path(home, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    os.environ.clear()
    os.environ["HOME"] = home
    os.environ.update({name: value.replace("{home}", home) for name, value in case.get("environment", {}).items()})
    os.chdir(home)
    importlib.reload(loader)
    for name in ("CONFIG_FILES", "SECURE_FILES", "VENDOR_FILES"):
        paths = getattr(loader, name)
        paths[:] = [home + path if path.startswith("/etc/") else path for path in paths]
    config = loader.OpenStackConfig()
    told = []
    if "clouds" in case:
        names = config.get_cloud_names()
        compare(told, "clouds", [name for name in names if name != "defaults"], case["clouds"])
    if "expect" not in case:
        return told
    if "regions" in case:
        name = arguments.get("cloud") or config.default_cloud
        names = [region["name"] for region in config._get_regions(name)]
        compare(told, "regions", [name for name in names if name], case["regions"])
    region = config.get_one(validate=False, **arguments)
    region.config = config._validate_auth(region.config, config._get_auth_loader(region.config))
    for key, expected in case["expect"].items():
        if key == "auth":
            for name, value in expected.items():
                # keystoneauth's name of the option is another than that of the argument that it becomes.
                other = {"openid_scope": "scope"}.get(name, name)
                compare(told, f"auth.{name}", found_auth(region, name, other), value)
        else:
            if isinstance(expected, str):
                expected = expected.replace("{home}", home)
            compare(told, key, found(region, key), expected)
    return told


def found_auth(region, name, other):
    auth = region.config["auth"]
    value = auth.get(name, auth.get(other))
    return ",".join(value) if isinstance(value, list) else value


def found(region, key):
    verify, cert = region.get_requests_verify_args()
    cert, private = cert if isinstance(cert, tuple) else (cert, None)
    whole = {
        "auth_type": lambda: region.config["auth_type"],
        "region_name": region.get_region_name,
        "interface": lambda: default(region.get_interface(), "public"),
        "verify": lambda: bool(verify),
        "cacert": lambda: verify if isinstance(verify, str) else None,
        "cert": lambda: cert,
        "key": lambda: private,
        "api_timeout": lambda: number(region.config.get("api_timeout")),
        "force_ipv4": lambda: region.force_ipv4 in (True, "true") or None,
        "networks": lambda: [with_families(network) for network in region.config["networks"]] or None,
        "cache": lambda: {"auth": region._cache_auth},
    }
    if key in whole:
        return whole[key]()
    if key in ("rate_limit", "concurrency"):
        limit = {"rate_limit": region.get_rate_limit, "concurrency": region.get_concurrency}[key]
        limits = {service: number(limit(service)) for service in ("compute", "block-storage", "dns", "load-balancer")}
        return {service: limit for service, limit in limits.items() if limit is not None}
    readers = {
        "endpoint_override": region.get_endpoint,
        "region_name": region.get_region_name,
        "interface": region.get_interface,
        "service_type": region.get_service_type,
        "service_name": region.get_service_name,
        "api_version": region.get_api_version,
        "default_microversion": lambda service: region._get_version_request(service, None).default_microversion,
        "connect_retries": region.get_connect_retries,
        "connect_retry_delay": region.get_connect_retry_delay,
        "status_code_retries": region.get_status_code_retries,
        "status_code_retry_delay": region.get_status_code_retry_delay,
        "retriable_status_codes": region.get_retriable_status_codes,
    }
    for suffix, read in readers.items():
        if key == suffix:
            return read("compute")
        if key.endswith(f"_{suffix}"):
            return read(key.removesuffix(f"_{suffix}").replace("_", "-"))
    return region.config.get(key) and None


def default(value, otherwise):
    return None if value == otherwise else value


def number(value):
    return None if value is None else float(value)


def with_families(network):
    externally = network["routes_externally"]
    families = {f"routes_{family}_externally": network.get(f"routes_{family}_externally", externally)
                for family in ("ipv4", "ipv6")}
    return {"nat_source": False, "nat_destination": False, "default_interface": False, **network, **families}


def compare(told, key, found, expected):
    if expected == "<secret>" and found:
        return
    if normal(key, found) != normal(key, expected):
        told.append(f"{key}: expected {expected!r}, and openstacksdk has {found!r}")


def normal(key, value):
    """What is written differently and the same."""
    if value in (None, "", []) or key == "interface" and value == "public":
        return None
    if key.endswith("interface"):
        names = [value] if isinstance(value, str) else value
        return [name.removesuffix("URL") for name in names]
    if isinstance(value, str) and "://" in value:
        url = urllib.parse.urlsplit(value)
        return url._replace(netloc=url.netloc.lower()).geturl().rstrip("/")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value


if __name__ == "__main__":
    main()
