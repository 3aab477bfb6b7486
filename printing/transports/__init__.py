"""Lines to printers: `open_transport(uri)` finds the right one."""

from printing.transports.addresses import open_transport
from printing.transports.transport import LineLost, SelfReporting, Transport

__all__ = ["LineLost", "SelfReporting", "Transport", "open_transport"]
