"""What the way to the first page loads, and what it must not wait for."""

import subprocess
import sys

CODE = """
import sys
from pathlib import Path
import assistant.ui.shell, assistant.ui.views.new_report
from assistant.desk.warming import warm
from assistant.settings import Settings
warm(Settings(_env_file=None, home=Path(sys.argv[1])))
heavy = {"torch", "transformers", "sentence_transformers", "chromadb", "langchain_core", "jieba", "weasyprint",
         "cv2", "rapidocr", "onnxruntime"}
print(sorted(heavy & set(sys.modules)))
"""


def test_no_heavy_library_is_loaded_on_the_way_to_the_first_page(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path)], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"
