"""Layout files: what they say, and how they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.layout import Layout, Rect, TextElement, load_layout, shipped_layouts

GOOD = """
title = "Test"
[page]
width = 100
height = 60
[[element]]
id = "name"
type = "fitted-text"
box = [5, 5, 60, 20]
text = "{lead_name}"
size = 30
min_size = 14
max_lines = 2
[[element]]
id = "company"
type = "text"
box = [5, 30, 60, 8]
text = "{company}"
size = 10
[[element]]
id = "code"
type = "qr"
box = [70, 30, 28, 28]
"""


def read(tmp_path: Path, text: str) -> Layout:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_layout(str(path))


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(EnvironmentProblem) as caught:
        read(tmp_path, text)
    assert caught.value.kind is ProblemKind.BAD_LAYOUT
    assert "mine.toml" in caught.value.what
    return caught.value.what


def test_every_promised_layout_is_shipped_and_loads() -> None:
    assert {"62mm", "4x3", "4x6", "a6", "cr80", "butterfly"} <= set(shipped_layouts())
    for name in shipped_layouts():
        assert load_layout(name).name == name


def test_layout_is_read_from_a_file(tmp_path: Path) -> None:
    layout = read(tmp_path, GOOD)
    name = layout.elements[0]

    assert layout.page == Rect(0, 0, 100, 60)
    assert isinstance(name, TextElement)
    assert (name.size, name.min_size, name.max_lines) == (30, 14, 2)


def test_unknown_name_lists_the_layouts_there_are() -> None:
    with pytest.raises(EnvironmentProblem, match="4x3"):
        load_layout("9x9")


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="can't be read"):
        load_layout(str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ("size = 30", "siez = 30", "element 'name'", "'size' is missing"),
        ("size = 30", "size = 30\nbold = true", "element 'name'", "'bold' is not known here"),
        ("{lead_name}", "{nmae}", "element 'name'", "no field is called 'nmae'"),
        ("[5, 5, 60, 20]", "[5, 5, 99, 20]", "element 'name'", "'box' leaves the printable part"),
        ("[5, 5, 60, 20]", "[5, 5, 60]", "element 'name'", "'box' must be [x, y, width, height]"),
        ("min_size = 14", "min_size = 40", "element 'name'", "'min_size' must be a number from 4 to 30"),
        ('"fitted-text"', '"fited"', "element 'name'", "'type' is 'fited'"),
        ("width = 100", "", "[page]", "'width' is missing"),
        ('id = "company"', 'id = "name"', "element 'name'", "two elements are called 'name'"),
        ("[5, 30, 60, 8]", "[60, 30, 30, 8]", "element 'company'", "lies over the code 'code'"),
        ("[page]", "[page", "the file", "Expected"),
        (
            '"qr"',
            '"pdf417"',
            "element 'code'",
            "it may be stack, text, fitted-text, qr, aztec, datamatrix, code128, image",
        ),
        ("max_lines = 2", "max_lines = 1.5", "element 'name'", "'max_lines' must be a whole number from 1 to 50"),
        ("width = 100", "width = 100\nfold = 15", "element 'name'", "'box' lies over the fold on face 'front'"),
        ("width = 100", "width = 900", "[page]", "'width' must be a number from 1 to 500"),
        ("width = 100", "width = 100\nprintable = [0, 0, 120, 60]", "[page]", "'printable' leaves the page"),
        ('title = "Test"', 'title = "Test"\ncolour = "red"', "the layout", "'colour' is not known here"),
    ],
)
def test_fault_is_named_with_file_element_and_key(tmp_path: Path, old: str, new: str, place: str, why: str) -> None:
    what = refusal(tmp_path, GOOD.replace(old, new, 1))

    assert place in what
    assert why in what


@pytest.mark.parametrize(
    ("more", "place", "why"),
    [
        ('[[keep_out]]\nwhat = "slot"\nbox = [95, 1, 9, 4]', "[[keep_out]] number 1", "'box' leaves the page"),
        ('[[face]]\nid = "a"\nbox = [0, 0, 100, 30]\n[[face]]\nid = "a"\nbox = [0, 30, 100, 30]', "'a'", "two faces"),
        ('[[rule]]\nhide = ["company"]', "[[rule]] number 1", "'categories' names no category"),
        ('[[element]]\nid = "second"\ntype = "qr"\nbox = [65, 25, 28, 28]', "'second'", "over the code 'code'"),
        ('[[element]]\nid = "photo"\ntype = "image"\nfile = "a\\u0000.png"', "element 'photo'", "is no name of a file"),
        ('[[element]]\nid = "photo"\ntype = "image"\nfile = "mine.toml"', "'photo'", "'mine.toml' is neither a PNG"),
    ],
)
def test_fault_in_an_added_table_is_named(tmp_path: Path, more: str, place: str, why: str) -> None:
    what = refusal(tmp_path, f"{GOOD}\n{more}\n")

    assert place in what
    assert why in what


def test_text_on_another_face_than_its_stack_is_refused(tmp_path: Path) -> None:
    faces = '[[face]]\nid = "a"\nbox = [0, 0, 100, 60]\n[[face]]\nid = "b"\nbox = [0, 60, 100, 60]\n'
    stack = '[[element]]\nid = "pile"\ntype = "stack"\nbox = [5, 2, 60, 25]\n[[element]]\nid = "name"\nstack = "pile"'
    text = GOOD.replace('[[element]]\nid = "name"', f'{stack}\nface = "b"', 1).replace("height = 60", "height = 120")

    assert "'face' must be that of its stack, 'a'" in refusal(tmp_path, text + faces)


def test_codes_that_take_turns_may_share_a_place(tmp_path: Path) -> None:
    code = '[[element]]\nid = "{id}"\ntype = "qr"\nbox = [70, 30, 28, 28]\nwhen = "{when}"\n'
    first, second = (code.format(id=name, when="{" + name + "}") for name in ("city", "country"))
    alone = GOOD[: GOOD.index('[[element]]\nid = "code"')]

    assert len(read(tmp_path, alone + first + second).elements) == 4


def test_file_written_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + GOOD).title == "Test"


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(GOOD.replace("Test", "Épreuve").encode("cp1252"))

    with pytest.raises(EnvironmentProblem, match="not in UTF-8"):
        load_layout(str(path))


def test_nothing_may_be_printed_over_a_slot(tmp_path: Path) -> None:
    slot = '\n[[keep_out]]\nwhat = "slot punch"\nbox = [30, 10, 10, 4]\n'

    assert "lies over the slot punch" in refusal(tmp_path, GOOD + slot)


def test_slot_of_the_folded_half_counts_for_the_repeated_face(tmp_path: Path) -> None:
    faces = """
[[face]]
id = "front"
box = [0, 0, 100, 60]
[[face]]
id = "back"
box = [0, 60, 100, 60]
rotated = true
repeats = "front"
[[keep_out]]
what = "slot punch"
box = [70, 100, 10, 4]
"""

    assert "on face 'back'" in refusal(tmp_path, GOOD.replace("height = 60", "height = 120") + faces)


def test_rule_hides_and_changes_elements_of_its_categories(tmp_path: Path) -> None:
    rule = '\n[[rule]]\ncategories = ["press"]\nhide = ["company"]\n[rule.set.name]\nmax_lines = 1\n'
    layout = read(tmp_path, GOOD + rule)
    press = {element.id: element for element in layout.elements_for("press")}

    assert set(press) == {"name", "code"}
    assert isinstance(press["name"], TextElement)
    assert press["name"].max_lines == 1
    assert len(layout.elements_for("visitor")) == 3


def test_rule_for_an_unknown_element_is_refused(tmp_path: Path) -> None:
    rule = '\n[[rule]]\ncategories = ["press"]\nhide = ["nobody"]\n'

    assert "no element is called 'nobody'" in refusal(tmp_path, GOOD + rule)


def test_stack_must_exist(tmp_path: Path) -> None:
    text = GOOD.replace('type = "text"', 'type = "text"\nstack = "pile"')

    assert "no stack is called 'pile'" in refusal(tmp_path, text)


def test_text_of_a_stack_may_not_slide_over_a_code(tmp_path: Path) -> None:
    stack = '[[element]]\nid = "pile"\ntype = "stack"\nbox = [5, 2, 90, 45]\n[[element]]\nid = "name"\nstack = "pile"'
    text = GOOD.replace('[[element]]\nid = "name"', stack, 1).replace("[5, 5, 60, 20]", "[5, 5, 90, 20]")

    assert "may slide over the code 'code'" in refusal(tmp_path, text)


def test_stack_must_have_room_for_all_its_texts(tmp_path: Path) -> None:
    stack = '[[element]]\nid = "pile"\ntype = "stack"\nbox = [5, 2, 90, 19]\n[[element]]\nid = "name"\nstack = "pile"'

    assert "may need 20 mm" in refusal(tmp_path, GOOD.replace('[[element]]\nid = "name"', stack, 1))


def test_page_of_a_shipped_layout_is_changed_key_by_key(tmp_path: Path) -> None:
    layout = read(tmp_path, 'extends = "4x3"\ntitle = "Mine"\n[page]\nheight = 80\n')

    assert layout.page == Rect(0, 0, 101.6, 80)


def test_element_to_remove_must_exist(tmp_path: Path) -> None:
    what = refusal(tmp_path, 'extends = "4x3"\ntitle = "Mine"\nremove = ["jbo"]\n')

    assert "no element of '4x3' is called 'jbo'" in what


def test_layout_can_extend_a_shipped_one(tmp_path: Path) -> None:
    layout = read(
        tmp_path,
        'extends = "4x3"\ntitle = "Mine"\nremove = ["job"]\n[[element]]\nid = "event"\nsize = 8\n'
        '[[element]]\nid = "more"\ntype = "text"\nbox = [5, 72.5, 60, 3]\ntext = "{city}"\nsize = 6\n',
    )
    by_id = {element.id: element for element in layout.elements}

    assert isinstance(by_id["event"], TextElement)
    assert by_id["event"].size == 8
    assert list(by_id)[-1] == "more"
    assert layout.page == load_layout("4x3").page
