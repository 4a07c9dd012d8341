"""Build the templates of papers in src/mapper/profiles/templates: `python scripts/build_templates.py [--check]`.

They are small Word files made by hand: the styles, the head, the foot, the cover and the lists that `mapper export docx` uses, and nothing else.
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src" / "mapper" / "profiles" / "templates"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INK, QUIET, LINE, SHADE = "1F3A5F", "555F6B", "9AA5B1", "E9EEF4"
CM = 567  # twentieths of a point
EARLIEST = (1980, 1, 1, 0, 0, 0)


def paragraph_style(name: str, looks: str = "", letters: str = "", *, based: str = "Normal", follows: str = "", default: bool = False) -> str:
    """Describe a style of paragraphs; its id is its name without blanks."""
    id_ = name.replace(" ", "")
    after = f'<w:next w:val="{(follows or name).replace(" ", "")}"/>'
    over = "" if default else f'<w:basedOn w:val="{based.replace(" ", "")}"/>'
    known = name.lower() if name.startswith(("Heading", "TOC")) or name in ("Caption", "Header", "Footer") else name
    marked = ' w:default="1"' if default else ""
    body = f"<w:pPr>{looks}</w:pPr>" * bool(looks) + f"<w:rPr>{letters}</w:rPr>" * bool(letters)
    return f'<w:style w:type="paragraph"{marked} w:styleId="{id_}"><w:name w:val="{known}"/>{over}{after}<w:qFormat/>{body}</w:style>'


def letters(size: float = 0, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    """Describe letters; sizes in points."""
    made = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic + f'<w:color w:val="{colour}"/>' * bool(colour)
    return made + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")


def spaced(before: float, after: float, line: int = 0) -> str:
    """Describe the room above and below, in points; line in 240ths."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"' + (f' w:line="{line}" w:lineRule="auto"' if line else "") + "/>"
    )


def heading(level: int, size: float, before: float, *, numbered: bool) -> str:
    """Describe a heading, which stays with what follows it."""
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>' if numbered and level < 3 else ""
    looks = f'<w:keepNext/><w:keepLines/>{number}{spaced(before, 4)}<w:outlineLvl w:val="{level - 1}"/>'
    return paragraph_style(f"Heading {level}", looks, letters(size, bold=True, colour=INK), follows="Normal")


def styles(*, numbered: bool) -> str:
    """Describe every style that papers use."""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="SimSun"/>'
    tongues = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{letters(10)}{tongues}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spaced(0, 6, 259)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    hang = f'<w:tabs><w:tab w:val="left" w:pos="{4 * CM}"/></w:tabs>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{INK}"/></w:pBdr>'
    box = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{INK}"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    contents = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{round(16.6 * CM)}"/></w:tabs>'
    made = [
        paragraph_style("Normal", default=True),
        paragraph_style("Title", f"<w:keepNext/>{spaced(14, 10)}", letters(17, bold=True, colour=INK), follows="Normal"),
        *(heading(level, size, before, numbered=numbered) for level, size, before in ((1, 13, 16), (2, 11, 12), (3, 10, 8))),
        paragraph_style("Caption", f"<w:keepNext/><w:keepLines/>{spaced(10, 4)}", letters(9, bold=True, colour=INK)),
        paragraph_style("Table Text", spaced(1, 1, 240), letters(8)),
        paragraph_style("Table Entry", spaced(4, 1, 240), based="Table Text"),
        paragraph_style("Table Head", f"<w:keepNext/>{spaced(2, 2, 240)}", letters(8, bold=True, colour=INK), based="Table Text"),
        paragraph_style("Table Note", spaced(3, 8, 240), letters(8, colour=QUIET)),
        paragraph_style("List Bullet", f"{numbers.format(3)}{spaced(0, 3)}<w:contextualSpacing/>"),
        paragraph_style("List Number", f"{numbers.format(4)}{spaced(0, 3)}"),
        paragraph_style("Numbered", f"{numbers.format(2)}{spaced(0, 6)}"),
        paragraph_style("Summary", f'{box}{spaced(0, 6)}<w:ind w:left="227"/>'),
        paragraph_style("Lead", f"<w:keepNext/>{spaced(4, 2)}"),
        paragraph_style("Note", spaced(0, 6), letters(9, colour=QUIET)),
        paragraph_style("Organisation", f"{rule}{spaced(0, 8)}", letters(11, bold=True, colour=INK)),
        paragraph_style("Cover Field", f'{hang}{spaced(0, 2)}<w:ind w:left="{4 * CM}" w:hanging="{4 * CM}"/>'),
        paragraph_style("Contents Heading", f"<w:keepNext/>{spaced(12, 4)}", letters(11, bold=True, colour=INK), follows="Normal"),
        *(paragraph_style(f"TOC {level}", f'{contents}{spaced(0, 2)}<w:ind w:left="{(level - 1) * 340}"/>') for level in (1, 2, 3)),
        paragraph_style("Header", f'{spaced(0, 0)}<w:jc w:val="right"/>', letters(8, colour=QUIET)),
        paragraph_style("Footer", f'{spaced(0, 0)}<w:jc w:val="right"/>', letters(8, colour=QUIET)),
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/><w:qFormat/><w:rPr><w:color w:val="{QUIET}"/></w:rPr></w:style>',
        table_style(),
    ]
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(made)}</w:styles>"


def table_style() -> str:
    """Describe the look of tables: level rules, a head in a light shade."""
    edges = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>' for side in ("top", "bottom"))
    inner = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    margins = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    head = f'<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders>'
    head += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr>'
    looks = f"<w:tblPr><w:tblBorders>{edges}{inner}</w:tblBorders>{margins}</w:tblPr>"
    first = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tblPr/>{head}</w:tblStylePr>'
    return f'<w:style w:type="table" w:customStyle="1" w:styleId="MappingTable"><w:name w:val="Mapping Table"/><w:qFormat/>{looks}{first}</w:style>'


def level(number: int, kind: str, text: str, hang: int, style: str) -> str:
    """Describe one level of a list, and the style that counts by it."""
    place = f'<w:pPr><w:ind w:left="{max(hang, 454)}" w:hanging="{hang}"/></w:pPr>'
    looks = f'<w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{place}'
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>{looks}</w:lvl>'


def lists() -> str:
    """Describe the lists: headings, numbered paragraphs, bullets, numbers."""
    headings = level(0, "decimal", "%1", 567, "Heading1") + level(1, "decimal", "%1.%2", 567, "Heading2")
    kinds = (
        headings,
        level(0, "decimal", "%1", 567, "Numbered"),
        level(0, "bullet", "•", 284, "ListBullet"),
        level(0, "decimal", "%1)", 454, "ListNumber"),
    )
    many = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{one}</w:abstractNum>' for n, one in enumerate(kinds, 1)
    )
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(kinds) + 1))
    return f"{HEAD}<w:numbering {W}>{many}{uses}</w:numbering>"


def line(style: str, text: str) -> str:
    """Write a paragraph; a tab stands for a tab."""
    runs = "<w:r><w:tab/></w:r>".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in text.split("\t"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{runs}</w:p>'


COVERS = {
    "tables": (
        ("Organisation", "{{organisation}} – {{group}}"),
        ("Cover Field", "Document:\t{{number}}"),
        ("Cover Field", "Date:\t{{date}}"),
        ("Cover Field", "Source:\t{{source}}"),
        ("Cover Field", "Agenda item:\t{{agenda}}"),
        ("Cover Field", "Contact:\t{{contact}}"),
        ("Title", "{{title}}"),
    ),
    "report": (
        ("Organisation", "{{organisation}} – {{addressee}}"),
        ("Cover Field", "Document:\t{{number}}"),
        ("Cover Field", "Date:\t{{date}}"),
        ("Cover Field", "Agenda item:\t{{agenda}}"),
        ("Cover Field", "Report by:\t{{source}}"),
        ("Cover Field", "Contact:\t{{contact}}"),
        ("Title", "{{title}}"),
    ),
    "liaison": (
        ("Organisation", "{{organisation}} – draft liaison statement"),
        ("Cover Field", "Document:\t{{number}}"),
        ("Cover Field", "Date:\t{{date}}"),
        ("Cover Field", "Source:\t{{source}}"),
        ("Cover Field", "For action to:\t{{to}}"),
        ("Cover Field", "For information to:\t{{information}}"),
        ("Cover Field", "Deadline:\t{{deadline}}"),
        ("Cover Field", "Contact:\t{{contact}}"),
        ("Title", "{{title}}"),
    ),
    "review": (
        ("Organisation", "{{organisation}} – {{group}}"),
        ("Cover Field", "Date:\t{{date}}"),
        ("Title", "{{title}}"),
    ),
}
COVERS["theme"] = COVERS["tables"]


def document(name: str) -> str:
    """Write the body: the cover, and the place for the content."""
    body = "".join(line(style, text) for style, text in (*COVERS[name], ("Normal", "{{content}}")))
    refs = '<w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId6"/>'
    refs += '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="first" r:id="rId5"/>'
    size = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{2 * CM}" w:right="{round(2.2 * CM)}" w:bottom="{2 * CM}" w:left="{round(2.2 * CM)}"'
    size += f' w:header="{round(1.1 * CM)}" w:footer="{round(1.0 * CM)}" w:gutter="0"/>'
    return f"{HEAD}<w:document {W} {R}><w:body>{body}<w:sectPr>{refs}{size}<w:titlePg/></w:sectPr></w:body></w:document>"


def foot() -> str:
    """Write the foot: what the paper is, and the page of how many."""
    page, pages = (f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for code in ("PAGE", "NUMPAGES"))
    told, of = (f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in ("{{status}}  ·  ", " / "))
    return f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{told}{page}{of}{pages}</w:p></w:ftr>'


def parts(name: str) -> dict[str, str]:
    """Write every part of a template, by its name in the package."""
    numbered = name in ("tables", "theme")
    head, first = ("{{title}}", "") if name == "review" else ("{{number}}  ·  {{title}}", "{{number}}")
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "header1": "header",
        "footer1": "footer",
    }
    kinds["header2"] = "header"
    types = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{OFFICE}.{kind}+xml"/>' for part, kind in kinds.items())
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    beside = (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("header", "header1"), ("footer", "footer1"))
    beside = (*beside, ("header", "header2"))
    related = "".join(f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{part}.xml"/>' for n, (kind, part) in enumerate(beside, 1))
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Template</dc:title></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        "word/document.xml": document(name),
        "word/styles.xml": styles(numbered=numbered),
        "word/numbering.xml": lists(),
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{CM}"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/></w:settings>',
        "word/header1.xml": f"{HEAD}<w:hdr {W}>{line('Header', head)}</w:hdr>",
        "word/header2.xml": f"{HEAD}<w:hdr {W}>{line('Header', first)}</w:hdr>",
        "word/footer1.xml": foot(),
    }


def packed(name: str) -> bytes:
    """Pack a template; the same bytes each time on one machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, text in parts(name).items():
            entry = zipfile.ZipInfo(part, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode(), compresslevel=9)
    return out.getvalue()


def is_current(name: str) -> bool:
    """Say whether the committed template holds what would be made; how it is compressed does not matter."""
    path = FOLDER / f"{name}.docx"
    if not path.is_file():
        return False
    with zipfile.ZipFile(path) as package:
        return {part: package.read(part).decode() for part in package.namelist()} == parts(name)


def main() -> int:
    """Build all templates, or with --check say which committed ones differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail if a committed file differs")
    if not parser.parse_args().check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in COVERS:
            (FOLDER / f"{name}.docx").write_bytes(packed(name))
        return 0
    stale = [name for name in COVERS if not is_current(name)]
    for name in stale:
        print(f"src/mapper/profiles/templates/{name}.docx is not what scripts/build_templates.py makes; run it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
