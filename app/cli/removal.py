"""The command that takes a document out of the library."""

from typing import Annotated

import typer

from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

Id = Annotated[str, typer.Argument(metavar="ID", help="要移除的文件的标识，见 policyqa documents", show_default=False)]


def remove(document: Id, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """把一份文件移出索引；经网页上传的连同文件一起删除，其他文件留在原处。 Take a document out of the index."""
    from app.contract.documents import removal_json
    from app.keeping.removal import remove_document

    with Terminal(as_json=as_json, language=lang) as terminal:
        removal = remove_document(home_directory(home), document)
        if as_json:
            terminal.document(removal_json(removal))
            return
        terminal.say(f"{terminal.words('removed')}  {removal.document.id}  {removal.document.title}")
        said = "file_deleted" if removal.deleted else "file_stays"
        terminal.note(terminal.words(said).format(removal.document.path))
