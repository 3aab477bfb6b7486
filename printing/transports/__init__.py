"""Lines to printers: `open_transport(uri)` finds the right one."""

from printing.transports.addresses import open_transport
from printing.transports.transport import LineLost, Revocable, SelfReporting, Transport

__all__ = ["LineLost", "Revocable", "SelfReporting", "Transport", "open_transport"]
