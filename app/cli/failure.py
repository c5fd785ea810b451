"""Errors at the surface: one sentence, an exit code, no traceback."""

import os

import typer

from corpus import PolicyQAError

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "不存在；请检查路径",
    PermissionError: "没有读写权限；请修改权限，或用 --home 换一个目录",
    IsADirectoryError: "是目录而不是文件；请给出文件",
    NotADirectoryError: "的上级不是目录；请检查路径",
    FileExistsError: "已经存在而且不是目录；请换一个路径",
}


class WrongUse(PolicyQAError):
    """A command that makes no sense as it was typed."""


def sentence(error: Exception) -> str:
    """The error as one Chinese sentence with its reason and the next step."""
    if isinstance(error, PolicyQAError):
        return _one_line(str(error))
    if isinstance(error, typer.TyperException):
        return _usage_sentence(error)
    if isinstance(error, OSError):
        return _os_sentence(error)
    detail = _one_line(f"{type(error).__name__}: {error}")
    return f"程序内部出错（{detail}）；请设置 POLICYQA_DEBUG=1 再运行一次取得详情，并连同命令一起报告。"


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return os.environ.get("POLICYQA_DEBUG", "") not in {"", "0"}


def _usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the command as it was typed; the parser's error types are told apart by their names."""
    param = getattr(error, "param", None)
    subject = param.display_name_raw if param is not None and not param.name.startswith("-") else ""
    match type(error).__name__:
        case "MissingParameter":
            reason = f"缺少参数 {subject}"
        case "NoSuchOption":
            near = "、".join(sorted(getattr(error, "possibilities", None) or ()))
            reason = f"没有选项 {getattr(error, 'option_name', '')}" + (f"（相近的有 {near}）" if near else "")
        case "BadParameter":
            option = param.opts[-1] if param is not None else ""
            reason = f"{option} 的值不对（{error.message.removeprefix('Value error, ').rstrip('.')}）"
        case _:
            reason = f"命令用法不对（{error.format_message().rstrip('.')}）"
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "policyqa"
    return f"{_one_line(reason)}；运行 {command} --help 查看用法。"


def _os_sentence(error: OSError) -> str:
    """A failure of the operating system's, with the file that it is about."""
    place = f"“{error.filename}”" if error.filename else "文件或网络操作"
    reason = next((text for kind, text in _REASONS.items() if isinstance(error, kind)), None)
    if reason is None:
        reason = f"操作失败（{error.strerror or error}）；请检查磁盘空间和路径后重试"
    return _one_line(f"{place}{reason}。")


def _one_line(text: str) -> str:
    return " ".join(text.split())
