"""Badge to dots to printer: layouts, text, pages, raster, printer languages, transports, the print worker."""
