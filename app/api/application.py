"""The API's application."""

from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI, Security
from fastapi.security import HTTPBearer

from app.access.allowance import Allowance
from app.api import keeping, library, operating, questions
from app.api.faults import Json, answer_faults
from app.api.meters import CountedCalls, Meters
from app.api.service import Service, count_call
from app.contract.schemas import Failure
from app.desk import Catalogues, Desk
from app.keeping.librarian import Librarian

_DESCRIPTION = (
    "离线政策问答：每个数字都有条款依据。与命令行、网页和 MCP 是同一份回答。"
    "金额等数值是字符串形式的十进制数，以基本单位（元、%、家…）计；日期是 ISO 8601；不知道的是 null。"
)
_FAILURES = {
    401: "需要令牌",
    403: "没有权限",
    422: "请求不对",
    429: "调用太频繁，Retry-After 秒后再试",
    503: "正忙或不能回答",
}


def make_api(desk: Desk, home: Path, *, allowance: Allowance, librarian: Librarian) -> FastAPI:
    """The API over a desk, to be mounted behind the guard."""
    service = Service(desk, home, allowance, Meters(desk), Catalogues(desk, home), librarian)
    token = HTTPBearer(auto_error=False, description="policyqa token add 给出的令牌；本机没有账号时不用")
    api = FastAPI(
        title="PolicyQA",
        version=version("policyqa"),
        description=_DESCRIPTION,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        servers=[{"url": "."}],  # beside this document, whatever the prefix before it
        root_path_in_servers=False,
        default_response_class=Json,
        dependencies=[Security(token), Depends(count_call)],
        responses={status: {"model": Failure, "description": text} for status, text in _FAILURES.items()},
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    api.state.service = service
    for part in (questions, library, keeping, operating):
        api.include_router(part.router)
    answer_faults(api)
    api.add_middleware(CountedCalls, meters=service.meters)
    return api
