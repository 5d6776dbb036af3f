"""The files of the results that the scripts record.

`results/golden/<area>.exs` has those of the PySpark that records first. For another version,
`results/golden/<version>/<area>.exs` has the cases whose results differ; it needs no other ones.
"""

import pathlib
import re
import shutil
import subprocess
import sys

import pyspark

GOLDEN = pathlib.Path(__file__).parent / "results" / "golden"
PYSPARK = "4.1.1"
OTHERS = ["4.0.5", "4.2.1", "4.3.0"]


def check_version():
    if pyspark.__version__ not in [PYSPARK, *OTHERS]:
        sys.exit(f"goldens are those of PySpark {', '.join([PYSPARK, *OTHERS])}, but this is {pyspark.__version__}")
    if not shutil.which("mix"):
        sys.exit("mix is needed to lay out the goldens, and is not on the PATH")


def write(script, area, cases):
    """Writes the golden of an area; each case is the text `"name" => %{…}`."""
    base = GOLDEN / f"{area}.exs"
    path = base if pyspark.__version__ == PYSPARK else GOLDEN / pyspark.__version__ / f"{area}.exs"
    path.parent.mkdir(exist_ok=True, parents=True)
    lay_out(path, script, cases)
    if path != base:
        same = entries(base)
        cases = [text for text in entries(path) if text not in same]
        lay_out(path, script, cases)
        if not cases:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    print(f"{path.relative_to(GOLDEN)}: {len(cases)} cases")


def lay_out(path, script, cases):
    header = f"# Recorded by test/contract/{pathlib.Path(script).name} from PySpark {pyspark.__version__}. Not to be edited.\n"
    path.write_text(header + "%{\n" + ",\n".join(cases) + "\n}\n", encoding="utf-8")
    subprocess.run(["mix", "format", str(path)], check=True, cwd=GOLDEN.parents[3])


def entries(path):
    """The cases of a file that the formatter has laid out, which indents them by two spaces."""
    body = path.read_text(encoding="utf-8").split("%{\n", 1)[1].rsplit("\n}", 1)[0]
    return [text.rstrip().removesuffix(",") for text in re.split(r'^(?=  ")', body, flags=re.M) if text]
