"""A simulated network printer, for the demo, the rehearsal and the fault runs."""

from printing.simulator.conditions import Conditions
from printing.simulator.printer import SimulatedPrinter

__all__ = ["Conditions", "SimulatedPrinter"]
