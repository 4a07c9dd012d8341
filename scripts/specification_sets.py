"""Make gold sets of long texts that name each other, from checkouts of public collections of technical specifications.

    python scripts/specification_sets.py COLLECTION CHECKOUT FOLDER

COLLECTION is one of those below, CHECKOUT a checkout of its repository, FOLDER what is written: left.jsonl holds up to 120 texts that name three
others (two, in the smaller collections), right.jsonl all texts, gold.tsv who names whom, same.tsv each text beside itself. Names and numbers of other
texts are cut out, programs and addresses too, and a text ends with the paragraph in which it comes to 1,500 words. What was measured on them stands
in models/README.md.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEFT, WORDS, SHORTEST, SEED = 120, 1500, 150, 1
Text = tuple[str, str, set[str]]  # title, words, and the numbers of the texts that it names


@dataclass(frozen=True)
class Collection:
    """Say how a collection is written: its files, where a text begins, how it names others, and what is cut out or made a blank, in this order."""

    files: str
    number: str
    title: str
    head: str
    named: str
    cut: tuple[str, ...]
    blank: tuple[str, ...]
    whole: bool = True  # whether the head names others too
    least: int = 3


_END = r"</(?:p|section\d|li|example)>"  # of a paragraph, where texts are marked up
_MARKS = r"[`*_|#\[\]]+"
_LINK = r"\]\([^)]*\)"
_PROGRAM = r"(?s)```.*?```"
_FRONT = r"(?s)\A.*?---.*?---"
COLLECTIONS = {
    "peps": Collection(
        "**/pep-????.rst",
        r"pep-(\d{4})",
        r"(?m)^Title:\s*(.*)",
        r"(?s)\A.*?\n\n",
        r"(?:PEP[ -]|:pep:`)(?:[^`<]*<)?(\d{1,4})",
        (r":pep:`[^`]*`|PEPs?[ -]+\d+((,| and| or|/) \d+)*", r"(?m)^\.\. .*$|^[=\-~^\"*]{3,}$"),
        (r"[`*_|]+",),
        whole=False,
    ),
    "xeps": Collection(
        "xep-????.xml",
        r"xep-(\d{4})",
        r"(?s)<title>(.*?)</title>",
        r"(?s)\A.*?(?=</header>)",
        r"(?:XEP-|&xep)(\d{4})",
        (r"(?s)<example.*?</example>|<code.*?</code>", r"&xep\d{4};|XEP-\d{4}"),
        (r"<[^>]+>", r"&\w+;"),
    ),
    "eips": Collection(
        "EIPS/eip-*.md",
        r"eip-(\d+)",
        r"(?m)^title:\s*(.*)$",
        _FRONT,
        r"(?:EIP-|ERC-|eip-|EIP |ERC )(\d+)",
        (_PROGRAM, r"(?i)\[?(EIP|ERC)[- ]\d+\]?(\([^)]*\))?", _LINK),
        (_MARKS,),
    ),
    "bips": Collection(
        "bip-*.*",
        r"bip-(\d+)\.(?:mediawiki|md)$",
        r"(?m)^\s*Title:\s*(.*)$",
        r"(?s)\A.*?(?:</pre>|(?<=.)```)",
        r"(?:BIP|bip)[ -]?0*(\d+)",
        (r"(?s)<pre>.*?</pre>|<source.*?</source>|```.*?```", r"(?i)\[\[bip-[^\]]*\]\]|BIPs?[ -]?\d+|bip-\d+\S*"),
        (r"<[^>]+>", r"[`*_|#\[\]=]+"),
        least=2,
    ),
    "cips": Collection(
        "CIP-*/README.md",
        r"CIP-(\d+)/",
        r"(?m)^Title:\s*(.*)$",
        _FRONT,
        r"CIP[- ]?0*(\d+)",
        (_PROGRAM, r"(?i)\[?CIP[- ]?\d+\]?(\([^)]*\))?", _LINK),
        (r"<[^>]+>", _MARKS),
        least=2,
    ),
}


def main() -> None:
    """Write a gold set and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection", choices=COLLECTIONS)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    texts = dict(read(COLLECTIONS[chosen.collection], chosen.checkout))
    named = {number: sorted((others & texts.keys()) - {number}) for number, (_, _, others) in texts.items()}
    asking = sorted(number for number in texts if len(named[number]) >= COLLECTIONS[chosen.collection].least)
    random.Random(SEED).shuffle(asking)
    left = sorted(asking[:LEFT])
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for side, numbers in (("left", left), ("right", sorted(texts))):
        lines = [json.dumps({"id": side[0] + number, "title": texts[number][0], "text": texts[number][1]}) for number in numbers]
        _write(chosen.folder / f"{side}.jsonl", lines)
    pairs = [f"l{number}\tr{other}" for number in left for other in named[number]]
    _write(chosen.folder / "gold.tsv", ["left_id\tright_id", *pairs])
    _write(chosen.folder / "same.tsv", ["left_id\tright_id", *(f"l{number}\tr{number}" for number in left)])
    print(f"{chosen.collection}: {len(left)} x {len(texts)}, {len(pairs)} pairs")


def read(collection: Collection, checkout: Path) -> Iterator[tuple[str, Text]]:
    """Give each text of a collection by its number, with what it names."""
    for path in sorted(checkout.glob(collection.files)):
        number = re.search(collection.number, path.as_posix())
        text = path.read_text(encoding="utf-8", errors="replace")
        title, body = re.search(collection.title, text), re.sub(collection.head, "", text, count=1)
        if not (number and title) or body == text:
            continue
        named = {str(int(other)) for other in re.findall(collection.named, text if collection.whole else body)}
        for pattern in collection.cut:
            body = re.sub(pattern, "", body)
        body = re.sub(_END, "\n\n", body)
        for pattern in collection.blank:
            body = re.sub(pattern, " ", body)
        if len(body.split()) >= SHORTEST:
            yield str(int(number[1])), (title[1].strip(' "'), clipped(body), named)


def clipped(text: str) -> str:
    """Keep whole paragraphs, a line each, until there are WORDS."""
    kept: list[str] = []
    count = 0
    for paragraph in filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))):
        if count >= WORDS:
            break
        kept.append(paragraph)
        count += len(paragraph.split())
    return "\n".join(kept)


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
