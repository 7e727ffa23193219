"""The Python driver: one JSON message a line in, one answer a line out; see tests/README.md."""

import base64
import decimal
import json
import sys
import traceback

import nextgen

EXACT = 2**53 - 1
ERROR_FIELDS = [
    "message",
    "type",
    "code",
    "param",
    "decline_code",
    "charge",
    "doc_url",
    "http_status",
    "request_id",
    "should_retry",
    "idempotency_key",
    "attempts",
    "outcome_unknown",
    "headers",
    "body",
]
CLASSES = ["Charge", "Card", "Customer", "Refund", "Event", "WebhookEndpoint"]
CLIENTS = {}


class Amount(int):
    """An integer of a class of its own."""


def main():
    """Answers every message until the input ends."""
    for line in sys.stdin:
        message = json.loads(line)
        so_far = []
        try:
            answer = respond(message, so_far)
        except nextgen.NextGenError as error:
            answer = {"error": describe(error), "so_far": so_far}
        except BaseException as error:  # noqa: BLE001 - whatever is not the package's own must show
            answer = {"crash": "".join(traceback.format_exception(error))}
        answer["seq"] = message["seq"]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def respond(message, so_far):
    """Does what a message asks for."""
    op = message["op"]
    if op == "client":
        options = {} if message["from_env"] else untag(message["options"])
        CLIENTS[message["client"]] = nextgen.Client(**options)
        return {"ok": None}
    if op.startswith("webhook."):
        return webhook(op, message)
    client = CLIENTS[message["client"]]
    if op == "show":
        return {"ok": f"{client!r}\n{client!s}\n{vars(client) if hasattr(client, '__dict__') else ''}"}
    params = untag(message.get("params") or {})
    options = untag(message.get("options") or {})
    if op == "request":
        return done(
            client.request(message["method"], message["path"], params, **options),
            message,
        )
    resource, _, verb = op.partition(".")
    ids = [message["id"]] if "id" in message else []
    if verb == "list.all":
        for item in getattr(client, resource).list(**params, **options).auto_paging_iter():
            so_far.append(item.id)
            if len(so_far) == message.get("most"):
                break
        return {"ok": so_far}
    return done(getattr(getattr(client, resource), verb)(*ids, **params, **options), message)


def webhook(op, message):
    """Verifies or signs a webhook."""
    payload = message.get("payload_text")
    if payload is None:
        payload = base64.b64decode(message.get("payload_base64", ""))
    if op == "webhook.sign":
        header = nextgen.Webhook.generate_test_header(payload, message["secret"], timestamp=message["timestamp"])
        return {"ok": header}
    options = {"now": message["now"]}
    if message["tolerance"] != "default":
        options["tolerance"] = untag(message["tolerance"])
    verify = getattr(nextgen.Webhook, op.partition(".")[2])
    event = verify(payload, message["header"], message["secret"], **options)
    silent = op == "webhook.verify_header" or message.get("quiet")
    return {"ok": None} if silent else done(event, message)


def done(result, message):
    """Describes an object, how it came, and what its accessors read."""
    answer = {"ok": tag(result.to_dict())}
    response = getattr(result, "last_response", None)
    if response is not None:
        answer["response"] = {
            "status": response.status,
            "request_id": response.request_id,
            "headers": {name.lower(): value for name, value in response.headers.items()},
            "idempotency_key": response.idempotency_key,
            "attempts": response.attempts,
        }
    if "read" in message:
        answer["read"] = [read(result, path) for path in message["read"]]
    return answer


def read(value, path):
    """Follows a path: by attribute, by [key], by the number of an item; $class is the class's name."""
    for segment in path:
        if value is None:
            return None
        if segment == "$class":
            return next(
                (kind.__name__ for kind in type(value).__mro__ if kind.__name__ in CLASSES),
                None,
            )
        if segment.startswith("["):
            value = value[segment[1:-1]]
        elif segment.isdigit():
            value = value[int(segment)]
        else:
            value = getattr(value, segment)
    return tag(value.to_dict() if hasattr(value, "to_dict") else value)


def describe(error):
    """Describes an error with all that the host would print of it."""
    fields = {name: tag(getattr(error, name, None)) for name in ERROR_FIELDS}
    fields["headers"] = {name.lower(): value for name, value in (error.headers or {}).items()}
    fields["class"] = type(error).__name__
    shown = traceback.format_exception(error)
    fields["shown"] = "".join(shown) + repr(error) + str(error) + repr(vars(error))
    return fields


def tag(value):
    """Marks the integers that a reader of JSON might round."""
    if isinstance(value, dict):
        return {name: tag(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [tag(inner) for inner in value]
    if type(value) is int and abs(value) > EXACT:
        return {"$integer": str(value)}
    return value


def untag(value):
    """Makes the values that JSON cannot carry."""
    if isinstance(value, list):
        return [untag(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, argument),) = value.items()
        if name.startswith("$"):
            return TAGS[name](argument)
    return {name: untag(inner) for name, inner in value.items()}


def cycle(kind):
    """Makes a dict or a list that holds itself."""
    if kind == "list":
        items = []
        items.append(items)
        return items
    pairs = {}
    pairs["a"] = pairs
    return pairs


def deep(levels):
    """Makes dicts inside dicts."""
    value = "x"
    for _ in range(levels):
        value = {"a": value}
    return value


def shared(levels):
    """Makes dicts inside dicts, of which each stands twice in the one around it."""
    value = "x"
    for _ in range(levels):
        value = {"a": value, "b": value}
    return value


TAGS = {
    "$float": float,
    "$nan": lambda _: float("nan"),
    "$infinity": lambda sign: sign * float("inf"),
    "$bigint": int,
    "$subclass": Amount,
    "$decimal": decimal.Decimal,
    "$bytes": base64.b64decode,
    "$surrogate": lambda _: "\ud800",
    "$cycle": cycle,
    "$deep": deep,
    "$shared": shared,
}


if __name__ == "__main__":
    main()
