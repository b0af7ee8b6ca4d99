"""Write the example's statement as a PDF with a text layer, the same bytes each time.

python examples/write_statement.py
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from crossbearing.readers.plain_pdf import write_pdf

TITLE = "Note on the statements of 18 June 2020 about aircraft in Libya"

TEXT = f"""\
Title: {TITLE}
Publisher: Example Ministry, Press Office
Published: 19 June 2020

Written for this example from public statements; no ministry's statement.

US Africa Command said on Thursday that it had photographs of a Russian aircraft taking off from
al-Jufra in Libya. A MiG-29 was photographed near the city of Sirte, the command said in a statement.

Russian aircraft are being used to support private military companies that the Russian government
sponsors, according to the command. In late May it reported that at least 14 MiG-29 and several Su-24
aircraft had been flown from Russia to Syria and then to Libya.

Russia's sustained involvement in Libya increases the violence and delays a political solution, said
Brigadier General Bradford Gering, the command's director of operations.

Colonel Christopher Karns, its director of public affairs, said that the fighters had not been in
Libya before and that they came from Russia and from no other country.

The United Nations Security Council imposed an arms embargo on Libya in 2011. The transfer of the
aircraft violated the embargo, the command said.

Ahmed al-Mismari, the spokesman of the Libyan National Army, denied in May that new aircraft had
arrived in Libya.
"""


def main() -> None:
    """Wrap the paragraphs as a page does, and write the file."""
    heading, *paragraphs = TEXT.split("\n\n")
    lines = heading.split("\n")
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(" ".join(paragraph.split()), 88)]
    path = Path(__file__).parent / "reports" / "statement.pdf"
    path.write_bytes(write_pdf((tuple(lines),), title=TITLE, created="D:20200619090000Z"))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
