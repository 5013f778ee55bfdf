"""The encoding of the text."""

from __future__ import annotations

from pipelint import Document, rule
from pipelint_rules.doc.syntax import of_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelint import Facts, Problem

_JSON = "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"


@rule(
    "DOC005",
    on=Document,
    stage="create",
    evidence="E3",
    since="0.1",
    source=_JSON,
    bad=['{"Version": "2020-12-01", "Metadata": {"team": "Gr«\udcfc»n"}, "Steps": []}'],
    good=['{"Version": "2020-12-01", "Metadata": {"team": "Grün"}, "Steps": []}'],
)
def wrong_encoding(document: Document, facts: Facts) -> Iterator[Problem]:
    """The file is not UTF-8.

    JSON that is exchanged between systems is UTF-8. From a file in another encoding (Latin-1 and
    UTF-16 are what editors and shells on Windows write) names and messages arrive garbled, or the
    upload is refused.

    Save the file as UTF-8, in Python with `open(path, "w", encoding="utf-8")`; `json.dumps` writes
    plain ASCII unless `ensure_ascii=False` is given. What could be decoded is checked all the same.
    """
    return of_kind(document, "encoding")


@rule(
    "DOC006",
    on=Document,
    severity="warning",
    stage="create",
    evidence="E4",
    since="0.1",
    source=_JSON,
    bad=['\ufeff«{»"Version": "2020-12-01", "Steps": []}'],
    good=['{"Version": "2020-12-01", "Steps": []}'],
)
def byte_order_mark(document: Document, facts: Facts) -> Iterator[Problem]:
    """The file begins with a byte-order mark.

    The invisible character U+FEFF at the beginning is no part of JSON: "Implementations MUST NOT
    add a byte order mark". Python's `json.loads` refuses such a text, others skip the mark; what
    the service does when it reads the text from S3 is not known.

    Save the file as "UTF-8", not as "UTF-8 with BOM"; in PowerShell use `-Encoding utf8NoBOM`.
    """
    return of_kind(document, "byte-order-mark")
