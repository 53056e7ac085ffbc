"""Legacy: .doc, .wps and .rtf files, through LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import FileTypeUnknown, FileUnreadable

_SECONDS = 90


def to_docx(name: str, data: bytes) -> bytes:
    """The file as .docx; FileTypeUnknown says how to save it as one where no converter is installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    suffix = Path(name).suffix or ".doc"
    if office is None:
        raise FileTypeUnknown(
            f"不能直接读取 {suffix} 文件。请用 Word 或 WPS 打开“{name}”，选择“另存为”，保存类型选“.docx”，再试一次。"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx"]
        try:
            subprocess.run(  # noqa: S603 - fixed command, file of our own naming
                [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=_SECONDS
            )
            return (Path(folder) / "source.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as problem:
            message = f"“{name}”无法转换。请用 Word 或 WPS 打开后另存为 docx 文件再试。"
            raise FileUnreadable(message) from problem
