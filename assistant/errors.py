"""Failures: what stops a command or a page, as opposed to findings, which describe a report.

NianbaoError
├── UsageError            the request itself makes no sense
├── FileProblem           an input file cannot be used
│   ├── FileMissing
│   ├── FileEmpty
│   ├── FileTooLarge
│   ├── FileTypeUnknown   suffix and content do not agree, or the kind is not supported
│   ├── FileEncrypted
│   └── FileUnreadable    damaged, or not what its suffix says
├── DesignProblem         a form edition or prompt shipped with the program is malformed
├── NotFound              a report, organ or passage that is not there
├── Forbidden             a role may not do this now
│   └── SignedOut         nobody is signed in any more
├── Conflict              somebody else changed the same thing first
├── StorageProblem        the database or the data folder cannot be used
└── ModelUnavailable      the language model endpoint failed; callers fall back to offline

Every message is one or two Chinese sentences: what is wrong, and what to do.
"""


class NianbaoError(Exception):
    """Any failure whose message a clerk can act on."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        """Keep the Chinese sentence shown to the person."""
        super().__init__(message)
        self.message = message


class UsageError(NianbaoError):
    """The request makes no sense as given."""


class FileProblem(NianbaoError):
    """An input file cannot be used."""


class FileMissing(FileProblem):
    """No file of that name."""


class FileEmpty(FileProblem):
    """The file holds nothing."""


class FileTooLarge(FileProblem):
    """The file, or what it unpacks to, is over the limit."""


class FileTypeUnknown(FileProblem):
    """The suffix is not supported, or the content contradicts it."""


class FileEncrypted(FileProblem):
    """The file asks for a password."""


def ole_problem(data: bytes) -> str:
    """What is the matter with a workbook in the old container, as a clause that ends in what to do.

    A workbook with a password and one of the old format begin alike, whatever the file is called.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "设有打开密码。请取消密码，另存为 .xlsx"
    if "Workbook".encode("utf-16-le") in data:
        return "是旧版 .xls 工作簿，只改后缀名不能使用。请用 Excel 或 WPS 打开，另存为 .xlsx"
    return "设有打开密码，或者是旧版 .xls 格式。请取消密码，另存为 .xlsx"


class FileUnreadable(FileProblem):
    """The file is damaged."""


class DesignProblem(NianbaoError):
    """A form edition or prompt that came with the program is malformed."""


class NotFound(NianbaoError):
    """The thing asked for is not there."""


class Forbidden(NianbaoError):
    """This role may not do this in this state."""


class SignedOut(Forbidden):
    """Nobody is signed in any more where there are accounts."""


class Conflict(NianbaoError):
    """Somebody else changed the same thing first."""


class StorageProblem(NianbaoError):
    """The database or the data folder cannot be used."""


class ModelUnavailable(NianbaoError):
    """The language model endpoint failed or answered nonsense."""
