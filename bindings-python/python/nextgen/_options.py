"""What calls take beside their parameters, for type checkers and editors."""

from typing import Any, Dict, Mapping, Optional, TypedDict


class CallOptions(TypedDict, total=False):
    """The options of one call, given as keywords beside its parameters."""

    idempotency_key: Optional[str]
    """The key of a POST, 1 to 255 visible ASCII characters: the same key with the same parameters is
    carried out once, however often it is sent. A random one is made unless it is given."""
    api_key: Optional[str]
    """Another API key."""
    timeout: Optional[float]
    """How long one attempt may take, in seconds, from connecting to the last byte; 80 by default."""
    connect_timeout: Optional[float]
    """How long connecting may take, in seconds; 10 by default."""
    deadline: Optional[float]
    """How long the call may take with all its retries, in seconds; without end by default."""
    max_retries: Optional[int]
    """How often the call is tried again, 0 to 20; twice by default."""
    extra_params: Optional[Mapping[str, Any]]
    """Parameters that this version does not know, sent as they are."""
    extra_headers: Optional[Mapping[str, str]]
    """Headers to add."""


class Range(TypedDict, total=False):
    """A range of times, in unix seconds."""

    gt: int
    gte: int
    lt: int
    lte: int


class AppInfo(TypedDict, total=False):
    """Who makes the requests, told to the API in a header."""

    name: str
    version: Optional[str]
    url: Optional[str]


Data = Dict[str, Any]
"""Plain JSON data."""
