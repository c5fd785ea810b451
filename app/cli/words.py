"""The fixed words of the human output, Chinese first, English by ``--lang en`` or ``POLICYQA_LANG=en``."""

import os
from typing import Literal

from corpus import Status

WORDS: dict[str, tuple[str, str]] = {
    "added": ("新增", "added"),
    "changed": ("更新", "changed"),
    "unchanged": ("未变", "unchanged"),
    "removed": ("移除", "removed"),
    "failed": ("失败", "failed"),
    "skipped": ("略过", "skipped"),
    "clauses": ("条", "clauses"),
    "documents": ("份文件", "documents"),
    "generation": ("索引版本", "index generation"),
    "seconds": ("秒", "s"),
    "warnings": ("注意", "Warnings"),
    "no_figures": ("没有找到数量。", "No figures found."),
    "written": ("已写入", "Written to"),
    "no_benefits": ("没有找到支持措施。", "No benefits found."),
    "match_met": ("符合", "met"),
    "match_unmet": ("不符合", "not met"),
    "match_unknown": ("待定", "not known"),
    "match_missing": ("还要知道：", "Still to be known: "),
    "match_total": ("合计：", "Total: "),
    "match_no_total": ("不给合计：", "No total: "),
    "match_form": (
        "把上面各项写进一个 JSON 文件（--json 打印空白的 profile），再运行 policyqa match --profile FILE.json。",
        "Write these into a JSON file (--json prints an empty profile), then run policyqa match --profile FILE.json.",
    ),
    "unused": ("没有用到：“{}”不是表单里的项", "Not used: “{}” is no field of the form"),
    "field_amount": ("金额", "amount"),
    "field_count": ("数量", "count"),
    "field_ratio": ("比例", "ratio"),
    "field_period": ("期限", "period"),
    "field_date": ("日期", "date"),
    "field_choice": ("选择", "choice"),
    "field_yes-no": ("是/否/不清楚", "yes/no/unknown"),
    "no_hits": ("没有找到相关条款。", "Nothing found."),
    "no_documents": ("没有可同步的文件。", "No documents to sync."),
    "waiting": ("模型正在表述…", "The model is wording the answer …"),
    "wording": ("模型表述（已逐句核对）", "The model's wording (every sentence checked)"),
    "citations": ("依据", "Sources"),
    "numbers": ("计算", "Computed"),
    "conflicts": ("文件内不一致", "The documents disagree"),
    "nearest": ("最接近的条款（不是答案）", "Nearest clauses (no answer)"),
    "withheld": ("句模型表述未通过核对，未予显示", "statements of the model failed the check and are not shown"),
    "engine": ("引擎", "engine"),
    "page": ("第{}页", "page {}"),
    "present": ("已就绪", "ready"),
    "absent": ("未下载", "not downloaded"),
    "corrupt": ("摘要不符", "wrong digest"),
    "unchecked": ("未校验", "not verified"),
    "unpinned": ("自备模型", "your own file"),
    "ok": ("正常", "ok"),
    "warn": ("注意", "warning"),
    "fail": ("有问题", "problem"),
    "is_version": ("{} 是新版：", "{} is the new version:"),
    "no_version": ("不是两个版本：", "They are no versions:"),
    "ask_order": (
        "1 前一份是新版，2 后一份是新版，n 都不是，回车以后再说",
        "1 the first is the new version, 2 the second is, n neither, Enter to leave it open",
    ),
    "ask_version": ("是它的新版吗？y 是，n 不是，回车以后再说", "Is it a new version? y, n, or Enter to leave it open"),
    "noted": ("已记在", "Written down in"),
    "nothing_asked": ("没有与它相像的文件，不用记。", "No document looks like it; nothing to write down."),
    "follows": ("取代", "takes the place of"),
    "superseded_by": ("已有后续版本：", "later version:"),
    "since": ("（自{}起）", " (from {})"),
    "reader": ("读者", "reader"),
    "editor": ("编辑", "editor"),
    "user_added": ("已建账号", "Added"),
    "user_removed": ("已删账号", "Removed"),
    "password_changed": ("已改口令", "Password changed"),
    "role_changed": ("已改角色", "Role changed"),
    "no_users": ("还没有账号；用 policyqa user add 建一个。", "No accounts yet; policyqa user add makes one."),
    "last_user": (
        "这是最后一个账号：需要登录的网页现在谁也进不去。",
        "That was the last account: nobody can log in to a page that asks for one.",
    ),
    "password_prompt": ("口令：", "Password: "),
    "password_again": ("再输一遍：", "Once more: "),
    "token_once": ("令牌只显示这一次，请立即存好：", "The token is shown this once; keep it now:"),
    "token_revoked": ("已收回令牌", "Revoked"),
    "no_tokens": ("还没有令牌；用 policyqa token add 发一个。", "No tokens yet; policyqa token add makes one."),
    "expires": ("到期", "expires"),
    "used": ("上次使用", "last used"),
    "never": ("不到期", "never"),
    "never_used": ("从未", "never"),
    "no_entries": ("没有审计记录。", "No entries."),
    "torn_line": ("审计日志“{file}”第 {line} 行不完整，已略过。", "{file} line {line} is damaged and left out."),
    "access": ("访问", "Access"),
    "home": ("状态目录", "Home"),
    "settings": ("设置", "Settings"),
    "models": ("模型", "Models"),
    "index": ("索引", "Index"),
    "engines": ("引擎", "Engine"),
    "ollama": ("外部服务", "Servers"),
    "offline": ("离线开关", "Offline switches"),
    "packages": ("软件包", "Packages"),
    "healthy": ("一切正常。", "All is well."),
    "unhealthy": ("有 {} 项需要处理。", "{} things need attention."),
    str(Status.DRAFT): ("征求意见稿", "draft for comments"),
    str(Status.IN_FORCE): ("现行有效", "in force"),
    str(Status.SUPERSEDED): ("已被新版本替代", "superseded"),
    str(Status.EXPIRED): ("已失效", "expired"),
    str(Status.UNKNOWN): ("效力未注明", "status not stated"),
}


class Words:
    """The words of one language."""

    def __init__(self, language: Literal["zh", "en"] | None = None) -> None:
        chosen = language or os.environ.get("POLICYQA_LANG", "zh")
        self.language: Literal["zh", "en"] = "en" if chosen.lower().startswith("en") else "zh"

    def __call__(self, key: str) -> str:
        """The word that ``key`` stands for."""
        return WORDS[key][self.language == "en"]
