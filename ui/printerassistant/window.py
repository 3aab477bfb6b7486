"""The printer assistant: find, describe, test, teach the paper if need be, and write down. One step a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.problems import EnvironmentProblem
from printing.config import Printer
from printing.discovery import FoundPrinter
from ui import tokens
from ui.bridge import Bridge
from ui.direction import joined
from ui.icons import Icon
from ui.printerassistant.describe_page import DescribePage
from ui.printerassistant.draft import draft_of
from ui.printerassistant.find_page import FindPage
from ui.printerassistant.own_page import OwnPage
from ui.printerassistant.page import StepPage
from ui.printerassistant.paper_page import PaperPage
from ui.printerassistant.saved_page import SavedPage
from ui.printerassistant.services import OwnPrinter, PrinterServices
from ui.printerassistant.test_page import Seen, TestPage
from ui.tasks import Lane
from ui.widgets.action_button import ActionButton
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.person_card import Notice
from ui.words import problem_words

translate = QCoreApplication.translate

SIZE = (900, 720)


class PrinterAssistant(QWidget):
    """Works when it is made. `closed` comes after its lane was joined."""

    closed = Signal()

    def __init__(self, services: PrinterServices, bridge: Bridge, *, own_first: bool = False) -> None:
        """Begins to search; with `own_first` only where the station has no printer, and else shows those first."""
        super().__init__()
        self._services = services
        self._known: tuple[Printer, ...] = ()
        self._has_own = False
        self._lane = Lane(bridge, "printers", self._trouble)
        self.own, self.finding, self.describe, self.test = OwnPage(), FindPage(), DescribePage(), TestPage()
        self.paper, self.saved = PaperPage(), SavedPage()
        self.pages = QStackedWidget()
        self.languages = LanguageSwitch()
        self.trouble = Notice()
        self._problem: EnvironmentProblem | None = None
        self.back, self.onward = ActionButton(Icon.BACK), ActionButton(Icon.FORWARD, kind="primary")
        self._arrange()
        self._connect()
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(*SIZE)
        if own_first:
            self.show_step(self.own)
            self._look_at_own()
        else:
            self._look_for_another()

    @property
    def step(self) -> StepPage:
        """The page before the person."""
        page = self.pages.currentWidget()
        if not isinstance(page, StepPage):
            raise TypeError("a page of the assistant is no step")
        return page

    def search(self) -> None:
        """Looks around anew."""
        self._forget_trouble()
        self.finding.show_searching()
        self._lane.run(self._look_around, self._take_found)

    def show_step(self, page: StepPage) -> None:
        """Puts a step before the person."""
        self.pages.setCurrentWidget(page)
        self._reword()
        focus = {
            self.own: self.onward,
            self.describe: self.describe.name,
            self.test: self.onward,
            self.saved: self.saved.another,
        }
        if page in focus:
            focus[page].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pressed = self.focusWidget()
            if isinstance(pressed, ActionButton):
                pressed.click()
            elif self.step is not self.own:  # there a field takes the key
                self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._lane.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _arrange(self) -> None:
        for page in self._steps():
            self.pages.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.languages)
        foot.addStretch()
        foot.addWidget(self.onward)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[tokens.SPACE_LARGE] * 4)
        box.setSpacing(tokens.SPACE)
        box.addWidget(self.pages, stretch=1)
        box.addWidget(self.trouble)
        box.addLayout(foot)

    def _connect(self) -> None:
        for page in self._steps():
            page.changed.connect(self._reword)
        self.own.roll_put_in.connect(lambda name, labels: self._change(lambda: self._services.new_roll(name, labels)))
        self.own.removal_wanted.connect(lambda name: self._change(lambda: self._services.remove(name)))
        self.finding.search_again.connect(self.search)
        self.finding.picked.connect(self._go_on)
        self.test.print_wanted.connect(self._print)
        self.test.seen.connect(self._take_seen)
        self.paper.set_up_wanted.connect(self._set_up)
        self.paper.calibration_wanted.connect(self._calibrate)
        self.saved.another_wanted.connect(self._begin_anew)
        self.back.clicked.connect(self._go_back)
        self.onward.clicked.connect(self._go_on)

    def _steps(self) -> tuple[StepPage, ...]:
        return self.own, self.finding, self.describe, self.test, self.paper, self.saved

    def _change(self, change: Callable[[], None]) -> None:
        """Does something to the station's printers and shows them again."""

        def changed() -> list[OwnPrinter]:
            change()
            return self._services.own()

        self._forget_trouble()
        self._lane.run(changed, self._take_own)

    def _look_at_own(self) -> None:
        self._lane.run(self._services.own, self._take_own)

    def _take_own(self, own: list[OwnPrinter]) -> None:
        self._has_own = bool(own)
        self.own.show_printers(own)
        if own:
            self.show_step(self.own)
        else:
            self._look_for_another()

    def _look_for_another(self) -> None:
        self.show_step(self.finding)
        self.search()

    def _look_around(self) -> tuple[tuple[Printer, ...], list[FoundPrinter]]:
        return self._services.known(), self._services.find()

    def _take_found(self, answer: tuple[tuple[Printer, ...], list[FoundPrinter]]) -> None:
        self._known, found = answer
        self.finding.show_found(found)

    def _go_on(self) -> None:
        if not self.step.is_ready:
            return
        self._forget_trouble()
        moves: dict[StepPage, Callable[[], None]] = {
            self.own: self._look_for_another,
            self.finding: self._describe,
            self.describe: self._to_the_test,
            self.test: self._print,
            self.paper: self._to_the_test,
            self.saved: self._leave,
        }
        if self.onward.isVisibleTo(self):
            moves[self.step]()

    def _leave(self) -> None:
        self.close()

    def _go_back(self) -> None:
        self._forget_trouble()
        before: dict[StepPage, StepPage] = {
            self.describe: self.finding,
            self.test: self.describe,
            self.paper: self.test,
        }
        if self.step is self.finding and self._has_own:
            self._look_at_own()
        elif self.step in before:
            self.show_step(before[self.step])

    def _describe(self) -> None:
        found = self.finding.found
        if found is not None:
            names = [printer.name for printer in self._known]
            self.describe.show_draft(draft_of(found, names), names)
            self.show_step(self.describe)

    def _to_the_test(self) -> None:
        self.test.forget()
        self.show_step(self.test)

    def _print(self) -> None:
        printer = self.describe.printer
        self._forget_trouble()
        self.test.show_waiting()
        self._lane.run(lambda: self._services.test(printer), self.test.show_delivery)

    def _take_seen(self, seen: Seen) -> None:
        if seen is Seen.ALL_WELL:
            self._save()
        elif seen is Seen.GIBBERISH:
            self.show_step(self.describe)
        else:
            self.paper.show_language(self.describe.printer.language)
            self.show_step(self.paper)

    def _set_up(self) -> None:
        printer, kind = self.describe.printer, self.paper.kind
        darkness, ribbon = self.paper.darkness, self.paper.ribbon
        self.paper.show_busy()
        self._lane.run(
            lambda: self._services.set_up(printer, kind, darkness, ribbon=ribbon), lambda _: self.paper.show_sent()
        )

    def _calibrate(self) -> None:
        printer, kind = self.describe.printer, self.paper.kind
        self.paper.show_busy()
        self._lane.run(lambda: self._services.calibrate(printer, kind), lambda _: self.paper.show_sent())

    def _save(self) -> None:
        printer = self.describe.printer
        self._lane.run(lambda: self._services.save(printer), lambda _: self._take_saved(printer))

    def _take_saved(self, printer: Printer) -> None:
        self._has_own = True
        self.saved.show_printer(printer)
        self.show_step(self.saved)

    def _begin_anew(self) -> None:
        self.finding.address.clear()
        self._look_for_another()

    def _trouble(self, problem: EnvironmentProblem) -> None:
        if self.step is self.paper:
            self.paper.show_problem(problem)
        elif self.step is self.test and not self.test.is_ready:
            self.test.show_problem(problem)
        else:
            self._problem = problem
            self.own.take_answers()
            if self.step is self.finding:
                self.finding.show_found(())
        self._reword()

    def _forget_trouble(self) -> None:
        self._problem = None
        self._reword()

    def _reword(self) -> None:
        self.setWindowTitle(translate("Printers", "Set up a printer"))
        step = self.step
        self.back.set_words(translate("Printers", "Back"))
        self.back.setVisible(step not in (self.own, self.saved) and (step is not self.finding or self._has_own))
        self.onward.set_words(self._onward_words(step))
        self.onward.setVisible(step is not self.test or not self.test.was_sent)
        self.onward.setEnabled(step.is_ready)
        told = problem_words(self._problem.kind) if self._problem is not None else None
        self.trouble.show_words(joined(told.title, told.remedy) if told is not None else "")

    def _onward_words(self, step: StepPage) -> str:
        if step is self.saved:
            return translate("Printers", "Done")
        if step is self.own:
            return translate("Printers", "Add a printer")
        if step is self.test:
            return translate("Printers", "Print the test page")
        return translate("Printers", "To the test page") if step is self.paper else translate("Printers", "Go on")
