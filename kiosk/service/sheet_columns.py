"""Which column of a spreadsheet holds what, from the words that organisers write above them.

Headers are matched without case, accents or separators, in English, French and Arabic. What no word matches
is kept as an answer under its own header, so that nothing of the file is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.service.sheet_rows import unreadable
from kiosk.service.sheet_values import word_key

_HEADERS = {
    "ticket_code": (
        "ticket code|ticket|code|ticket id|ticket number|ticket no|secret|barcode|qr|qr code|badge code|"
        "code billet|code du billet|billet|numéro de billet|n° de billet|n° billet|code ticket|code badge|code-barres|"
        "ticket n°|numéro de ticket|n° de ticket|code qr|badge id|n° de badge|n° badge|registration id|"
        "registration code|code d'inscription|n° d'inscription|"
        "رمز التذكرة|رقم التذكرة|التذكرة|تذكرة|الرمز|رمز|رقم التسجيل|رمز qr"
    ),
    "name": (
        "name|full name|attendee|attendee name|participant name|nom complet|nom et prénom|prénom et nom|"
        "nom prénom|prénom nom|participant|nom du participant|nom et prénoms|noms et prénoms|"
        "الاسم|الاسم الكامل|اسم|اسم المشارك|الاسم واللقب|الاسم والنسب"
    ),
    "first_name": "first name|firstname|given name|given names|forename|prénom|prénoms|الاسم الشخصي|الاسم الأول",
    "last_name": ("last name|lastname|surname|family name|nom de famille|nom|الاسم العائلي|اللقب|اسم العائلة|النسب"),
    "name_ar": (
        "name ar|arabic name|name arabic|name in arabic|nom ar|nom arabe|nom en arabe|"
        "الاسم بالعربية|الاسم العربي|الاسم الكامل بالعربية"
    ),
    "company": (
        "company|organisation|organization|employer|institution|société|entreprise|organisme|établissement|"
        "structure|company name|organisation name|organization name|nom de la société|raison sociale|"
        "الشركة|المؤسسة|الجهة|المنظمة|الهيئة|شركة|مؤسسة|اسم الشركة|اسم المؤسسة"
    ),
    "job_title": (
        "job title|job|title|position|role|function|fonction|poste|titre|qualité|intitulé du poste|"
        "titre du poste|الوظيفة|المنصب|الصفة|المهنة|وظيفة|المسمى الوظيفي"
    ),
    "category": (
        "category|ticket type|type|badge type|item|catégorie|type de billet|type de badge|profil|"
        "participant type|type de participant|catégorie de badge|الفئة|فئة|الصنف|نوع التذكرة|نوع البطاقة|نوع المشاركة"
    ),
    "email": (
        "email|e-mail|email address|mail|adresse e-mail|adresse email|courriel|adresse mail|"
        "البريد الإلكتروني|البريد|الإيميل|بريد إلكتروني"
    ),
    "phone": (
        "phone|phone number|telephone|mobile|tel|gsm|téléphone|numéro de téléphone|portable|"
        "mobile phone|téléphone portable|الهاتف|رقم الهاتف|الجوال|هاتف|رقم الجوال|الهاتف المحمول|رقم الهاتف المحمول"
    ),
    "country": "country|pays|pays de résidence|البلد|الدولة|بلد|دولة",
    "city": "city|town|ville|commune|ville de résidence|المدينة|مدينة",
    "order_code": (
        "order code|order|order number|order id|booking|code commande|code de commande|commande|"
        "numéro de commande|n° de commande|n° commande|réservation|رقم الطلب|رمز الطلب|الطلب|رمز الطلبية|رقم الحجز"
    ),
    "language": "language|lang|locale|langue|preferred language|langue préférée|اللغة|لغة",
    "status": "status|payment status|statut|état|statut de paiement|الحالة|حالة|حالة الدفع",
    "valid_from": (
        "valid from|valide du|valable du|valide à partir de|valable à partir de|valide à partir du|valable à partir du|"
        "صالح من|صالحة من|صالح ابتداء من"
    ),
    "valid_until": "valid until|valid to|valide jusqu'au|valable jusqu'au|valide au|صالح إلى|صالح حتى|صالحة حتى",
    "notes": (
        "notes|note|comment|comments|remark|remarque|remarques|commentaire|commentaires|observations|ملاحظات|ملاحظة"
    ),
}
_FIELDS = {
    word_key(word): (field, rank) for field, words in _HEADERS.items() for rank, word in enumerate(words.split("|"))
}
"""Header words with their field; a lower rank is the plainer word and wins over a higher one."""

_REMEDY = "name the column with the ticket codes 'ticket_code' in the first row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each field is: `fields` and `answers` give a name to a column's index (from 0)."""

    headers: tuple[str, ...]
    fields: dict[str, int]
    answers: dict[str, int]

    def header(self, field: str) -> str:
        """The header above `field` as the file writes it, or the field's own name where it has none."""
        return self.headers[self.fields[field]] if field in self.fields else field


def known_headers(headers: Sequence[str]) -> int:
    """How many of `headers` name a field; tells the right separator from a wrong one."""
    return sum(word_key(header) in _FIELDS for header in headers)


def match_columns(headers: Sequence[str], source: str) -> Columns:
    """The columns under `headers`. Raises EnvironmentProblem when none holds the ticket codes.

    Of several columns for one field the plainest header has it ("Ticket code" before "Ticket"), the others are
    answers. A lone "Nom" is the whole name, beside "Prénom" it is the last name.
    """
    fields = _best_columns(headers)
    answers: dict[str, int] = {}
    for index, header in enumerate(headers):
        if index not in fields.values():
            answers[_free_title(header or f"column {index + 1}", answers)] = index
    if "ticket_code" not in fields:
        seen = ", ".join(header for header in headers[:8] if header)
        raise unreadable(f"{source} has no column with ticket codes (columns: {seen[:200]})", _REMEDY)
    if "last_name" in fields and "first_name" not in fields and "name" not in fields:
        fields["name"] = fields.pop("last_name")
    return Columns(headers=tuple(headers), fields=fields, answers=answers)


def _best_columns(headers: Sequence[str]) -> dict[str, int]:
    found = [(index, _FIELDS[key]) for index, key in enumerate(map(word_key, headers)) if key in _FIELDS]
    best: dict[str, int] = {}
    for index, (field, _) in sorted(found, key=lambda column: column[1][1]):
        best.setdefault(_told_apart(field, headers[index], found), index)
    return best


def _told_apart(field: str, header: str, found: Sequence[tuple[int, tuple[str, int]]]) -> str:
    """An Arabic "name" beside a Latin one heads the Arabic names."""
    names = sum(other == "name" for _, (other, _) in found)
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in header)
    return "name_ar" if field == "name" and names > 1 and arabic else field


def _free_title(title: str, taken: dict[str, int]) -> str:
    number, free = 1, title
    while free in taken:
        number += 1
        free = f"{title} {number}"
    return free
