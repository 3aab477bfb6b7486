"""What a spreadsheet may look like, and what becomes of its rows."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from kiosk.domain.event import Category, Localized
from kiosk.domain.people import TicketStatus
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.spreadsheet import RowProblemKind, SpreadsheetReading, read_people


@pytest.fixture
def read(tmp_path):
    def read_bytes(content: bytes | str, name: str = "people.csv", **options) -> SpreadsheetReading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_people(path, **options)

    return read_bytes


def only(reading: SpreadsheetReading):
    assert not reading.problems
    (attendee,) = reading.attendees
    return attendee


def problem(reading: SpreadsheetReading):
    (found,) = reading.problems
    return found


# Columns


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Company", "company"),
        ("ORGANISATION", "company"),
        ("Société", "company"),
        ("societe", "company"),
        ("المؤسسة", "company"),
        ("job-title", "job_title"),
        ("Fonction", "job_title"),
        ("الوظيفة", "job_title"),
        ("Adresse e-mail", "email"),
        ("البريد الالكتروني", "email"),
        ("Téléphone", "phone"),
        ("الهاتف", "phone"),
        ("Pays", "country"),
        ("البلد", "country"),
        ("Ville", "city"),
        ("المدينة", "city"),
        ("N° de commande", "order_code"),
        ("رقم الطلب", "order_code"),
        ("Catégorie", "category"),
        ("الفئة", "category"),
        ("Remarques", "notes"),
        ("ملاحظات", "notes"),
        ("Nom en arabe", "name_ar"),
        ("الإسم بالعربية", "name_ar"),
        ("Raison sociale", "company"),
        ("المسمى الوظيفي", "job_title"),
        ("Téléphone portable", "phone"),
        ("رقم الجوال", "phone"),
        ("Type de participant", "category"),
        ("Observations", "notes"),
    ],
)
def test_header_is_known_in_three_languages_whatever_its_case_and_accents(read, header, field):
    attendee = only(read(f"ticket_code,name,{header}\nA1,Nora,value\n"))
    assert getattr(attendee, field) == "value"


@pytest.mark.parametrize(
    "header",
    [
        "ticket_code",
        "Ticket-Code",
        "TICKETCODE",
        "N° de billet",
        "رمز التذكرة",
        "secret",
        "N° d'inscription",
        "رقم التسجيل",
    ],
)
def test_ticket_code_column_is_found_under_its_usual_names(read, header):
    assert only(read(f"{header},name\nA1,Nora\n")).ticket_code == "A1"


def test_french_nom_is_the_last_name_beside_prenom_and_the_whole_name_alone(read):
    assert only(read("code;prénom;nom\nA1;Nora;EL FASSI\n")).name == "Nora EL FASSI"
    assert only(read("code;nom\nA1;Nora El Fassi\n")).name == "Nora El Fassi"


def test_plainest_header_has_the_field_and_the_other_becomes_an_answer(read):
    attendee = only(read("Ticket,Ticket code\nDay pass,A1\n"))
    assert attendee.ticket_code == "A1"
    assert attendee.answers == (("Ticket", "Day pass"),)


def test_unknown_columns_are_kept_as_answers(read):
    reading = read("ticket_code,T-shirt,T-shirt,\nA1,M,L,z\nA2,,,\n")
    assert reading.answer_columns == ("T-shirt", "T-shirt 2", "column 4")
    assert reading.attendees[0].answers == (("T-shirt", "M"), ("T-shirt 2", "L"), ("column 4", "z"))
    assert reading.attendees[1].answers == ()


def test_language_that_the_product_does_not_speak_is_kept_as_an_answer(read):
    spanish = only(read("ticket_code,langue\nA1,español\n"))
    assert (spanish.language, spanish.answers) == ("", (("langue", "español"),))


@pytest.mark.parametrize(
    ("cell", "language"),
    [("fr", "fr"), ("fr-MA", "fr"), ("Arabe", "ar"), ("العربية", "ar"), ("English", "en"), ("", "")],
)
def test_language_is_read_from_tags_and_names(read, cell, language):
    assert only(read(f"ticket_code,language\nA1,{cell}\n")).language == language


def test_empty_category_stays_empty_beside_a_category_without_an_arabic_name(read):
    reading = read("ticket_code,type\nA1,\nA2,presse\n", categories=[Category(id="press", name=Localized(fr="Presse"))])
    assert [attendee.category for attendee in reading.attendees] == ["", "press"]


def test_category_becomes_the_id_of_the_category_it_names(read):
    press = Category(id="press", name=Localized(fr="Presse", ar="صحافة", en="Press"))
    reading = read("ticket_code,type\nA1,PRESSE\nA2,صحافة\nA3,press\nA4,Guest\n", categories=[press])
    assert [attendee.category for attendee in reading.attendees] == ["press", "press", "press", "Guest"]


def test_unknown_category_is_one_however_its_case_is_typed(read):
    reading = read("ticket_code,type\nA1,Presse\nA2,presse\nA3,C#\nA4,C++\nA5,PRESSE\n")
    assert [attendee.category for attendee in reading.attendees] == ["Presse", "Presse", "C#", "C++", "Presse"]


# Encodings and separators


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_unicode_file_with_any_separator_and_line_ending(read, encoding, separator):
    lines = [["ticket_code", "prénom", "nom"], ["A1", "Zoé", "D'Angély"], ["A2", "مريم", "بنعلي"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    reading = read(text.encode(encoding))
    assert [attendee.name for attendee in reading.attendees] == ["Zoé D'Angély", "مريم بنعلي"]


def test_windows_1252_is_recognised_by_its_french_letters(read):
    text = "code;prénom;nom;société\nA1;Chloé;GÉRÔME;Œuvres de l’Été – « Çà et là »\nA2;Élée;CRÉÉE;ÉÈÀ\n"
    reading = read(text.encode("cp1252"))
    assert reading.attendees[0].company == "Œuvres de l’Été – « Çà et là »"
    assert reading.attendees[1].name == "Élée CRÉÉE"


def test_windows_1256_is_recognised_by_its_arabic_words(read):
    text = "code;nom;société\nA1;محمد العلوي;Société générale d'été\n"
    attendee = only(read(text.encode("cp1256")))
    assert (attendee.name, attendee.company) == ("محمد العلوي", "Société générale d'été")


def test_separator_line_of_a_spreadsheet_program_is_obeyed(read):
    assert only(read("sep=;\nticket_code;name\nA1;Nora, Dr\n")).name == "Nora, Dr"


def test_commas_inside_a_semicolon_file_do_not_split(read):
    text = "ticket_code;name;job_title\nA1;Nora;Conseillère, déléguée, chargée\n"
    assert only(read(text)).job_title == "Conseillère, déléguée, chargée"


def test_quoted_cells_may_hold_separators_quotes_and_new_lines(read):
    reading = read('ticket_code,name,notes\nA1,"EL FASSI, Nora","says ""hi""\nand leaves"\nA2,,\n,x,\n')
    assert reading.attendees[0].name == "EL FASSI, Nora"
    assert reading.attendees[0].notes == 'says "hi" and leaves'
    assert reading.attendees[1].ticket_code == "A2"
    assert problem(reading).line == 5


# Names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nora \u00a0 El\u202fFassi ", "Nora El Fassi"),
        ("\u202eNora\u202c\u200f", "Nora"),
        ("\ufeb3\ufe8e\ufee3\ufef2", "سامي"),
        ("No\x07ra\x1b", "Nora"),
        ("می\u200cترا", "می\u200cترا"),
        ("Ame\u0301lie", "Amélie"),
        ("N\u200bora\ufeff", "Nora"),
        ("M’hamed d'Aït", "M’hamed d'Aït"),
    ],
)
def test_name_is_normalised_and_keeps_only_what_can_be_seen_or_shapes_letters(read, typed, kept):
    assert only(read(f"ticket_code,name\nA1,{typed}\n")).name == kept


def test_only_arabic_name_is_the_name(read):
    attendee = only(read("ticket_code,name,name_ar\nA1,,مريم\n"))
    assert (attendee.name, attendee.name_ar) == ("مريم", "")


def test_ticket_code_keeps_its_case_and_letters_and_loses_direction_marks(read):
    assert only(read("ticket_code\n \u200eAbＣ-1 \n")).ticket_code == "AbＣ-1"


# Dates


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2023-06-08", datetime(2023, 6, 7, 23, 0, tzinfo=UTC)),
        ("2023-06-08 09:30", datetime(2023, 6, 8, 8, 30, tzinfo=UTC)),
        ("2023-06-08T09:30:00Z", datetime(2023, 6, 8, 9, 30, tzinfo=UTC)),
        ("2023-06-08T09:30+02:00", datetime(2023, 6, 8, 7, 30, tzinfo=UTC)),
        ("08/06/2023", datetime(2023, 6, 7, 23, 0, tzinfo=UTC)),
        ("8/6/2023 9:30", datetime(2023, 6, 8, 8, 30, tzinfo=UTC)),
        ("08.06.2023 09h30", datetime(2023, 6, 8, 8, 30, tzinfo=UTC)),
        ("\u00a008/06/2023 ", datetime(2023, 6, 7, 23, 0, tzinfo=UTC)),
        ("45085", datetime(2023, 6, 7, 23, 0, tzinfo=UTC)),
        ("45085.5", datetime(2023, 6, 8, 11, 0, tzinfo=UTC)),
    ],
)
def test_date_without_zone_is_in_the_zone_of_the_event(read, cell, moment):
    assert only(read(f"ticket_code;valid_from\nA1;{cell}\n")).valid_from == moment


def test_last_day_counts_to_its_end(read):
    attendee = only(read("ticket_code,valid_until\nA1,07/06/2023\n", timezone="Europe/Paris"))
    assert attendee.valid_until == datetime(2023, 6, 7, 21, 59, 59, 999999, tzinfo=UTC)


# Broken rows


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        (";Nora;;;", RowProblemKind.MISSING_CODE, "Code billet"),
        ("\u200f;Nora;;;", RowProblemKind.MISSING_CODE, "Code billet"),
        (f"{'x' * 600};Nora;;;", RowProblemKind.BAD_CODE, "Code billet"),
        ("1,23457E+15;Nora;;;", RowProblemKind.BAD_CODE, "Code billet"),
        ("A1;Nora;;;", RowProblemKind.DUPLICATE_CODE, "Code billet"),
        ("A2;Nora;maybe;;", RowProblemKind.BAD_STATUS, "Statut"),
        ("A2;Nora;;32/13/2023;", RowProblemKind.BAD_DATE, "Valide du"),
        ("A2;Nora;;tomorrow;", RowProblemKind.BAD_DATE, "Valide du"),
        ("A2;Nora;;;06/31/2023", RowProblemKind.BAD_DATE, "Valide jusqu'au"),
        ("A2;Nora;;08/06/2023;07/06/2023", RowProblemKind.BAD_DATE, "Valide jusqu'au"),
        ("A2;Nora;;;;;stray", RowProblemKind.TOO_MANY_CELLS, "column 7"),
        ('A2;"Nora "the boss" Alami";;;', RowProblemKind.BROKEN_QUOTES, ""),
        ("A2;#REF!;;;", RowProblemKind.FORMULA_ERROR, "Nom"),
    ],
)
def test_broken_row_is_named_by_line_and_column_and_the_good_rows_go_in(read, row, kind, column):
    header = "Code billet;Nom;Statut;Valide du;Valide jusqu'au"
    reading = read(f"{header}\nA1;Salma;payé;;\n\n{row}\nA9;Yasmine;annulée;;\n")
    assert [attendee.ticket_code for attendee in reading.attendees] == ["A1", "A9"]
    found = problem(reading)
    assert (found.kind, found.line, found.column) == (kind, 4, column)
    assert found.what
    assert found.remedy


def test_quotation_mark_that_nobody_closed_costs_its_own_row_only(read):
    rows = "".join(f"A{number},Nora\n" for number in range(2, 400))
    reading = read(f'ticket_code,name\nA1,"Ben\n{rows}')
    assert len(reading.attendees) == 398
    assert (problem(reading).kind, problem(reading).line) == (RowProblemKind.BROKEN_QUOTES, 2)


def test_trailing_separators_and_short_rows_are_not_errors(read):
    reading = read("ticket_code,name,company\nA1,Nora\nA2,Salma,x,,, ,\n")
    assert [attendee.ticket_code for attendee in reading.attendees] == ["A1", "A2"]
    assert not reading.problems


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", TicketStatus.VALID),
        ("Paid", TicketStatus.VALID),
        ("Confirmé", TicketStatus.VALID),
        ("non payé", TicketStatus.UNPAID),
        ("IMPAYÉ", TicketStatus.UNPAID),
        ("Cancelled", TicketStatus.CANCELLED),
        ("canceled", TicketStatus.CANCELLED),
        ("ملغى", TicketStatus.CANCELLED),
        ("bloquée", TicketStatus.BLOCKED),
    ],
)
def test_status_words(read, word, status):
    assert only(read(f"ticket_code,status\nA1,{word}\n")).status is status


# Files that are no spreadsheet


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "people.csv", "is empty"),
        (b"\xef\xbb\xbf\n \n\t\n", "people.csv", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "people.csv", "is a PDF"),
        (b"ticket_code\nA\0B\n", "people.csv", "zero bytes"),
        (b"PK\x03\x04 not really", "people.xlsx", "not a readable XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "people.xls", "old or protected"),
        (b"ticket_code\n\x81\x8d\xff\x9d", "people.csv", "no known text encoding"),
        (b"a,b\n1,2\n", "people.csv", "no column with ticket codes"),
    ],
)
def test_file_that_is_no_table_of_people_is_one_trouble_with_its_remedy(read, content, name, said):
    with pytest.raises(EnvironmentProblem) as trouble:
        read(content, name)
    assert trouble.value.kind is ProblemKind.BAD_FILE
    assert said in trouble.value.what
    assert name in trouble.value.what
    assert trouble.value.remedy
    assert "\n" not in str(trouble.value)


def test_missing_file_and_folder_are_troubles_too(tmp_path):
    with pytest.raises(EnvironmentProblem, match="does not exist"):
        read_people(tmp_path / "nobody.csv")
    with pytest.raises(EnvironmentProblem, match="can't be read"):
        read_people(tmp_path)


def test_hundred_thousand_rows_are_read_in_a_few_seconds(read):
    rows = "".join(f"T{number:07d};Zoé El Fassi;Société {number % 997};مريم;;2023-06-08\n" for number in range(100_000))
    started = time.perf_counter()
    reading = read("ticket_code;name;company;name_ar;status;valid_from\n" + rows)
    assert len(reading.attendees) == 100_000
    assert time.perf_counter() - started < 12, "about 1.5 s on an idle 2-core machine"


def test_rows_read_are_told_along_the_way(tmp_path):
    (tmp_path / "people.csv").write_text(
        "code,name\n" + "".join(f"T{n},Nadia\n" for n in range(2_500)), encoding="utf-8"
    )
    told = []
    assert len(read_people(tmp_path / "people.csv", progress=told.append).attendees) == 2_500
    assert told == [1_000, 1_000]
