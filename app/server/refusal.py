"""How a request is refused: a status and a sentence, as JSON for programs, as plain text for everybody else."""

from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.contract.values import error_json

_CODES = {
    HTTPStatus.BAD_REQUEST: "unknown_host",
    HTTPStatus.UNAUTHORIZED: "unauthorized",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.SERVICE_UNAVAILABLE: "accounts_unavailable",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, in a sentence with the next step."""

    status: HTTPStatus
    sentence: str
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, *, program: bool) -> Response:
        """The answer to the caller."""
        if program:
            return JSONResponse(error_json(_CODES[self.status], self.sentence), self.status, self.headers)
        return PlainTextResponse(self.sentence + "\n", self.status, self.headers)


def unknown_host(host: str) -> Refusal:
    """A page of somebody else's whose name was pointed at this machine, or a name that the settings lack."""
    shown = "".join(c for c in host[:80] if c.isalnum() or c in ".:-[]_")
    sentence = f"本服务不叫“{shown}”；请用启动时显示的地址打开，或请管理员把这个名字加进设置文件 [server] 的 names。"
    return Refusal(HTTPStatus.BAD_REQUEST, sentence)


def unlisted() -> Refusal:
    """No route."""
    return Refusal(HTTPStatus.NOT_FOUND, "没有这个地址；请从首页进入。")


def wrong_method(method: str, allowed: frozenset[str]) -> Refusal:
    """A route, but not for this method."""
    listed = ", ".join(sorted(allowed))
    shown = method if method.isalpha() and len(method) <= 16 else "?"
    sentence = f"这个地址不接受 {shown}，只接受 {listed}。"
    return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, sentence, {"Allow": listed})


def foreign() -> Refusal:
    """Sent by somebody else's page, or by none."""
    return Refusal(HTTPStatus.FORBIDDEN, "请求不是从本服务的网页发出的；请重新打开网页再试，程序请用令牌调用。")


def too_large(largest: int) -> Refusal:
    """A body over the route's limit, or without an honest length."""
    size = f"{largest >> 20} MB" if largest >= 1 << 20 else f"{largest >> 10} KB"
    sentence = f"请求的内容太大或没有写明长度，最多 {size}；请分成小份再发。"
    return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)


def unnamed_proxy() -> Refusal:
    """Through a proxy everybody looks like this machine's own user."""
    return Refusal(
        HTTPStatus.FORBIDDEN,
        "请求经过了设置里没有写明的反向代理；请在设置文件的 [server] 写上 proxies 和 names，"
        "并用 policyqa user add 建账号，再重新启动。",
    )


def nobody(*, wrong_token: bool) -> Refusal:
    """Neither a session nor a token that is valid."""
    reason = (
        "令牌不对、已到期或已收回；请向管理员要一个新的令牌"
        if wrong_token
        else "需要登录；请打开首页登录，程序请用令牌调用"
    )
    return Refusal(HTTPStatus.UNAUTHORIZED, f"{reason}。", {"WWW-Authenticate": 'Bearer realm="PolicyQA"'})


def not_allowed(sentence: str) -> Refusal:
    """A reader who asks for what editors may do."""
    return Refusal(HTTPStatus.FORBIDDEN, sentence)


def failed(sentence: str) -> Refusal:
    """The accounts cannot be read."""
    return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, sentence)
