"""What the API answers, for the guard."""

from app.access.route import GET, POST, Policy, Route

PREFIX = "/api/v1"
_LARGEST = 1 << 20  # bytes; a question with its whole conversation has a hundredth of it

# The catch-all comes last: what is no address of the API is told so by the API, in its own shape.
ROUTES = (Route(rf"{PREFIX}/.*", GET | POST, program=True, largest=_LARGEST, policy=Policy.PLAIN),)
