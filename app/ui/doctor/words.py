"""The words of the doctor's tab."""

from dataclasses import dataclass

from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class Words:
    """What the tab says itself."""

    tab: str
    run: str
    running: str
    well: str
    warned: str
    unwell: str
    verdicts: dict[str, str]
    topics: dict[str, str]
    all_fine: str
    note: str

    def topic(self, name: str) -> str:
        """A topic in words; one that is not known here by its own name."""
        return self.topics.get(name, name)


_CHINESE = Words(
    tab="诊断",
    run="重新检查",
    running="正在检查，约需几秒……检查在另一个进程里进行，不影响提问。",
    well="一切正常：检查了 {count} 项。",
    warned="可以使用：{count} 项中有 {warned} 项请留意。",
    unwell="有 {failed} 项需要处理（共检查 {count} 项）；处理办法写在各项后面。",
    verdicts={"ok": "正常", "warn": "注意", "fail": "有问题"},
    topics={
        "home": "状态目录",
        "settings": "设置",
        "models": "模型文件",
        "index": "索引",
        "engines": "语言模型引擎",
        "ollama": "外部服务",
        "offline": "离线开关",
        "access": "账号与访问",
        "exposure": "对外开放",
        "packages": "软件包与安全公告",
    },
    all_fine="{count} 项正常",
    note="有编辑权限的人在这里看到的与命令行 policyqa doctor 相同。",
)

_ENGLISH = Words(
    tab="Doctor",
    run="Check again",
    running="Checking, which takes some seconds … in a process of its own, so that questions are not held up.",
    well="All is well: {count} things were checked.",
    warned="Usable: of {count} things, {warned} want a look.",
    unwell="{failed} things need attention ({count} were checked); what to do stands with each.",
    verdicts={"ok": "ok", "warn": "warning", "fail": "problem"},
    topics={
        "home": "Home folder",
        "settings": "Settings",
        "models": "Model files",
        "index": "Index",
        "engines": "Language model engine",
        "ollama": "Other servers",
        "offline": "Offline switches",
        "access": "Accounts and access",
        "exposure": "Exposure",
        "packages": "Packages and advisories",
    },
    all_fine="{count} are fine",
    note="Editors see here what policyqa doctor says on the command line.",
)

WORDS: dict[Language, Words] = {Language.CHINESE: _CHINESE, Language.ENGLISH: _ENGLISH}
