"""Small documents in a line each, for the proposal rooms."""

from mapper.types import Citation, Clause, Document, Edition, Kind, Part, SourceFile, Status


def clause(number, text, part=Part.OPERATIVE, opener="resolves", page=1, work="w"):
    return Clause(f"{work}#{opener}.{number}", part, opener, "", str(number), 1, text, page)


def document(work, title, *texts, body="AA", kind=Kind.RESOLUTION, citations=(), part=Part.OPERATIVE, label="2018", status=Status.IN_FORCE):
    clauses = tuple(text if isinstance(text, Clause) else clause(number, text, part, page=number, work=work) for number, text in enumerate(texts, 1))
    edition = Edition(label, "", 2018)
    source = SourceFile("file.pdf", "0" * 64)
    return Document(work, kind, body, work[-1], title, edition, "en", status, source, (1, 9), clauses, (), tuple(citations))


def cites(work, words="Resolution 7", place="", relation=False):
    return Citation(work, "", place, words, relation)


LIBRARY = (
    document("aa/res/1", "Climate change", "to monitor the emissions of networks", "to report on energy efficiency of data centres", body="AA"),
    document("aa/res/2", "Accessibility", "to provide captioning for persons with disabilities", "to train teachers in sign language", body="AA"),
    document("aa/res/3", "Cybersecurity", "to create national incident response teams", "to share threat information between states", body="AA"),
    document("bb/res/4", "Energy and climate", "to measure the emissions of data centres", "to save energy in radio networks", body="BB"),
    document("bb/res/5", "Persons with disabilities", "to make meetings accessible with captioning", "to use sign language in broadcasts", body="BB"),
    document("bb/res/6", "Incident response", "to help states to build incident response teams", "to train experts in computer security", body="BB"),
    document("cc/res/7", "Gender equality", "to encourage girls to study engineering", "to put forward women for elected office", body="CC"),
)
