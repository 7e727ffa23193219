"""Pages, and the way through all of them."""

import pickle

import pytest

import nextgen
from conftest import charge


@pytest.fixture(scope="module")
def customer(options):
    """A customer with seven charges; gives it and their ids, newest first."""
    client = nextgen.Client(**options)
    made = client.customers.create(source="tok_visa")
    ids = [charge(client, customer=made.id, source=None).id for _ in range(7)]
    return made, ids[::-1]


def test_a_page(client, customer):
    made, ids = customer
    page = client.charges.list(limit=3, customer=made.id)
    assert isinstance(page, nextgen.ListObject) and page.object == "list" and page.url == "/v1/charges"
    assert [item.id for item in page.data] == [item.id for item in page] == ids[:3]
    assert page.has_more is True and len(page) == 3 and page and page.data[0] in page and "data" in page
    assert page.last_response.status == 200 and page.to_dict()["data"][0]["id"] == ids[0]
    assert not client.charges.list(customer=client.customers.create().id) and page.keys()[0] == "object"


def test_all_pages_forward(client, customer):
    made, ids = customer
    for limit in (1, 3, 7, 100):
        walk = client.charges.list(limit=limit, customer=made.id).auto_paging_iter()
        assert [item.id for item in walk] == ids


def test_all_pages_backward(client, customer):
    made, ids = customer
    walk = client.charges.list(limit=2, customer=made.id, ending_before=ids[-1]).auto_paging_iter()
    assert [item.id for item in walk] == ids[-2::-1]


def test_a_walk_may_begin_in_the_middle_and_again(client, customer):
    made, ids = customer
    page = client.charges.list(limit=2, customer=made.id, starting_after=ids[1])
    for _ in range(2):
        assert [item.id for item in page.auto_paging_iter()] == ids[2:]


def test_a_walk_keeps_its_options(client, customer):
    made, _ = customer
    page = client.charges.list(limit=2, customer=made.id, extra_params={"expand": ["data.customer"]})
    assert all(isinstance(item.customer, nextgen.Customer) for item in page.auto_paging_iter())


def test_any_list_can_be_walked(client, customer):
    made, ids = customer
    page = client.request("GET", "/charges", {"limit": 3, "customer": made.id})
    assert [item.id for item in page.auto_paging_iter()] == ids


def test_a_walk_that_cannot_go_on_says_so(client, customer):
    made, ids = customer
    page = pickle.loads(pickle.dumps(client.charges.list(limit=3, customer=made.id)))
    walk = page.auto_paging_iter()
    assert [next(walk).id for _ in range(3)] == ids[:3]
    with pytest.raises(nextgen.InvalidRequestError, match="by the client"):
        next(walk)


def test_a_list_inside_an_object(client, customer):
    made, _ = customer
    sources = client.customers.retrieve(made.id).sources
    assert isinstance(sources, nextgen.ListObject) and [card.last4 for card in sources] == ["4242"]
    assert [card.last4 for card in sources.auto_paging_iter()] == ["4242"]


def test_a_page_without_data_is_empty():
    for data in ({}, {"data": None}, {"data": {}}, {"data": 5}):
        page = nextgen.ListObject({"object": "list", **data})
        assert page.data == [] and not page and list(page.auto_paging_iter()) == [] and page.has_more is False


def test_events_are_listed_as_their_classes(client, customer):
    page = client.events.list(type="charge.succeeded", limit=1)
    event = page.data[0]
    assert type(event) is nextgen.ChargeEvent and isinstance(event, nextgen.Event)
    assert isinstance(event.data.object, nextgen.Charge)
    assert type(client.events.retrieve(event.id)) is nextgen.ChargeEvent
