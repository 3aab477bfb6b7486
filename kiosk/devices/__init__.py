"""Eyes of the station: cameras, code readers, handheld scanners.

OpenCV reads its environment once, so it is set here, before anything in this package imports it.
"""

import os

# A read from an unplugged V4L2 camera blocks this many seconds (10 unless told).
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
# The start of Microsoft's back end takes up to 30 s with hardware transforms, under 1 s without.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
# On macOS OpenCV can ask for permission on the main thread only; `webcam` asks instead.
os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
