"""Shows what the desk is doing: decides which answer the banner gives and which page the middle is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from kiosk.domain.problems import EnvironmentProblem
from kiosk.service.check_in import CheckedIn
from kiosk.store.search import Found
from ui import words
from ui.direction import joined
from ui.eventwords import EventWords
from ui.frontdesk import guest_words, wording
from ui.frontdesk.actions import Action
from ui.frontdesk.desk import Desk
from ui.frontdesk.places import Places
from ui.frontdesk.services import RecentScan

translate = QCoreApplication.translate


class Display:
    """Fills the places. What was searched, what went wrong and the last scans are kept to be re-worded.

    `searched` is empty while nobody is searched; `problem` is the trouble that has not been overtaken yet;
    `undo_refused` tells that the last passage was recorded elsewhere; `settling` that the badges to hand out are
    shown, `clearing` that the double entries are. While the form of a guest is open, `answer_before_form` is the
    answer that is not news any more.
    """

    def __init__(self, places: Places, desk: Desk, event: EventWords) -> None:
        self.searched = ""
        self.problem: EnvironmentProblem | None = None
        self.undo_refused = False
        self.settling = False
        self.clearing = False
        self.answer_before_form: CheckedIn | None = None
        self._found: Sequence[Found] = ()
        self._recent: Sequence[RecentScan] = ()
        self._places, self._desk, self._event = places, desk, event

    def show(self, *, aloud: bool = False) -> None:
        """Everything, in the language spoken now; `aloud` plays the verdict's sound."""
        self._show_banner(aloud=aloud)
        self._show_middle()
        self._show_badge()
        self.show_recent(self._recent)

    def forget_troubles(self) -> None:
        """Something new began: what went wrong before is over."""
        self.problem, self.undo_refused, self.settling, self.clearing = None, False, False, False

    def show_found(self, searched: str, found: Sequence[Found]) -> None:
        """The answer to a search; an empty `searched` ends it."""
        self.searched, self._found = searched, found
        self._places.results.show_found(searched, found)
        self.show()

    def show_recent(self, recent: Sequence[RecentScan]) -> None:
        """The last scans, newest first."""
        self._recent = recent
        self._places.recent.scans.replace([wording.scan_row(scan, self._event) for scan in recent])

    def _show_banner(self, *, aloud: bool) -> None:
        banner, now, desk = self._places.banner, self._desk.services.now(), self._desk
        if self.problem is not None:
            banner.show_problem(words.problem_words(self.problem.kind))
        elif self.searched:
            banner.rest(*wording.found_words(len(self._found)))
        elif self._form_speaks:
            self._show_form_banner()
        elif self.undo_refused:
            banner.rest(*wording.undo_refused())
        elif desk.answer is not None:
            verdict = desk.answer.verdict
            said = words.verdict_words(verdict, self._event, now)
            if self._places.form.is_open and verdict.attendee is not None:  # there is no card that names them
                said = replace(said, circumstance=joined(words.names_of(verdict.attendee)[0], said.circumstance))
            banner.show_verdict(verdict, said, aloud=aloud)
        elif desk.person is not None:
            banner.rest(*wording.standing(desk.person, self._event, now))
        else:
            banner.rest(translate("Desk", "Ready"), translate("Desk", "Nobody is at the desk."))

    @property
    def _form_speaks(self) -> bool:
        """Whether the banner is the form's: it is open, and nobody was scanned since somebody typed there."""
        return self._places.form.is_open and self._desk.answer is self.answer_before_form

    def _show_form_banner(self) -> None:
        form = self._places.form
        if form.fault is not None:
            self._places.banner.show_problem(guest_words.fault_words(form.fault.outcome))
        else:
            self._places.banner.rest(*guest_words.form_words(new=not form.entry.ticket_code))

    def _show_middle(self) -> None:
        places, person = self._places, self._desk.person
        if self.searched:
            places.nobody_found.name_them(self.searched)
            places.pages.setCurrentWidget(places.results if self._found else places.nobody_found)
        elif self.settling:
            places.pages.setCurrentWidget(places.attention)
        elif self.clearing:
            places.pages.setCurrentWidget(places.conflicts)
        elif places.form.is_open:
            places.pages.setCurrentWidget(places.form)
        elif person is not None:
            places.card.show_words(wording.card_words(person, self._event, self._desk.services.now()))
            places.pages.setCurrentWidget(places.card)
        else:
            places.pages.setCurrentWidget(places.rest)
        elsewhere = self.searched or self.settling or self.clearing or places.form.is_open
        places.action_bar.offer(frozenset() if elsewhere else possible(self._desk))

    def _show_badge(self) -> None:
        person = self._desk.person
        self._places.badge.preview.setVisible(not self.searched)
        if self.searched or self._places.form.is_open:  # whoever was here before is not whom the middle is about
            self._places.badge.show_jobs((), may_have_one=False)
        elif person is None:
            self._places.badge.show_nobody()
        else:
            self._places.badge.show_jobs(person.badges, may_have_one=bool(person.history))


def possible(desk: Desk) -> frozenset[Action]:
    """What can be done with the person before the desk."""
    if desk.person is None:
        return frozenset()
    if desk.is_refused:
        return frozenset({Action.ADMIT_ANYWAY, Action.CORRECT})
    if desk.is_inside:
        return frozenset({Action.CHECK_OUT, Action.UNDO, Action.CORRECT})
    undo = frozenset({Action.UNDO}) if desk.last_passage is not None else frozenset[Action]()
    return undo | {Action.CHECK_IN, Action.CORRECT}
