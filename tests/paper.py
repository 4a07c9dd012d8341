"""Print small PDFs in the layouts of conferences: a page is a list of (text, x, y, font, size), y from the top; texts are our own."""

from itertools import pairwise

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

ROMAN, ITALIC, BOLD = "Times-Roman", "Times-Italic", "Times-Bold"
WIDTH, HEIGHT = 595, 842
REAL = "../shared is not here: it holds real documents that are not ours to ship"


def pages(path, *contents, encrypt=None):
    """Print pages; each is a list of calls on a Sheet."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=1)
    for content in contents:
        sheet = Sheet(canvas)
        for write in content:
            write(sheet)
        canvas.showPage()
    canvas.save()
    return path


class Sheet:
    """Draw on one page."""

    def __init__(self, canvas):
        self.canvas = canvas

    def text(self, words, x, y, font=ROMAN, size=11):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, words)

    def centred(self, words, y, font=ROMAN, size=12):
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, words)


def at(words, x, y, font=ROMAN, size=11):
    return lambda sheet: sheet.text(words, x, y, font, size)


def centred(words, y, font=ROMAN, size=12):
    return lambda sheet: sheet.centred(words, y, font, size)


def raised(words, mark, x, y):
    """Print words with a mark that hangs on the last one, raised and small."""

    def write(sheet):
        line = sheet.canvas.beginText(x, HEIGHT - y)
        line.setFont(ROMAN, 11)
        line.textOut(words)
        line.setFont(ROMAN, 7)
        line.setRise(4)
        line.textOut(mark)
        line.setFont(ROMAN, 11)
        line.setRise(0)
        line.textOut(",")
        sheet.canvas.drawText(line)

    return write


def lowered(words, mark, rest, x, y):
    """Print words with a small figure below the line, as in a formula, and go on."""

    def write(sheet):
        line = sheet.canvas.beginText(x, HEIGHT - y)
        line.setFont(ROMAN, 11)
        line.textOut(words)
        line.setFont(ROMAN, 7)
        line.setRise(-3)
        line.textOut(mark)
        line.setFont(ROMAN, 11)
        line.setRise(0)
        line.textOut(rest)
        sheet.canvas.drawText(line)

    return write


def hidden(words, x, y):
    def write(sheet):
        line = sheet.canvas.beginText(x, HEIGHT - y)
        line.setFont(ROMAN, 11)
        line.setTextRenderMode(3)
        line.textOut(words)
        sheet.canvas.drawText(line)

    return write


def in_white(words, x, y):
    def write(sheet):
        sheet.canvas.saveState()
        sheet.canvas.setFillColor(white)
        sheet.text(words, x, y)
        sheet.canvas.restoreState()

    return write


def rule(x0, x1, y):
    return lambda sheet: sheet.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)


def grid(xs, ys):
    return lambda sheet: sheet.canvas.grid(xs, [HEIGHT - y for y in ys])


def boxes(xs, ys):
    """Print a table whose every cell has a border of its own, as word processors draw them."""

    def write(sheet):
        for left, right in pairwise(xs):
            for top, bottom in pairwise(ys):
                sheet.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top)

    return write


def turned(words, x, y):
    """Print words that run up the page."""

    def write(sheet):
        sheet.canvas.saveState()
        sheet.canvas.translate(x, HEIGHT - y)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(ROMAN, 9)
        sheet.canvas.drawString(0, 0, words)
        sheet.canvas.restoreState()

    return write


def picture(image):
    return lambda sheet: sheet.canvas.drawInlineImage(image, 0, 0, WIDTH, HEIGHT)


def resolution(number="73", edition="Rev. Hammamet, 2016", title="Saving energy in networks"):
    """Print the head of a resolution down to the conference line; the text begins at y = 190."""
    return [
        centred(f"RESOLUTION {number} ({edition})", 80, ROMAN, 14),
        centred(title, 110, BOLD, 14),
        at("The World Telecommunication Standardization Assembly (Hammamet, 2016),", 60, 150),
    ]


def opener_page():
    """Print a whole small resolution."""
    return [*resolution(), at("resolves", 94, 190, ITALIC), at("1", 60, 212), at("to save energy.", 94, 212)]


def ligature(path, codes=b"BA", meant=b"06440627"):
    """Print one line in a font whose sign A stands for what is meant (lam and alef together), B for alef, C for lam, as fonts of Arabic have it."""
    import pikepdf

    cmap = b" ".join(
        (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def",
            b"1 begincodespacerange <00> <FF> endcodespacerange",
            b"3 beginbfchar <41> <" + meant + b"> <42> <0627> <43> <0644> endbfchar",
            b"endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=document.make_stream(cmap)
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
    page.Contents = document.make_stream(b"BT /F 12 Tf 100 700 Td (" + codes + b") Tj ET")
    document.save(path)
    return path


def drawn(path, code):
    """Print a page by a content stream of one's own; its font F is Times."""
    import pikepdf

    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman"), Encoding=pikepdf.Name.WinAnsiEncoding
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
    page.Contents = document.make_stream(code)
    document.save(path)
    return path
