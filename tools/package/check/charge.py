from nextgen.testing import Sandbox

with Sandbox() as sandbox:
    print(sandbox.client().charges.create(amount=2000, currency="usd", source="tok_visa").status)
