"""A process of its own that reads a recording: `python -m proposals.sound.sound_work SECONDS`.

Takes the bytes of any sound file, gives an MP3 of one voice without a word of what a phone writes
into its files. What it cannot read ends with exit code 2, what lasts too long with 3. Nothing
somebody sent is decoded in the process that serves pages.
"""

import io
import resource
import sys
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from proposals.sound.recordings import BITS, RATE, TOO_LONG, UNREADABLE

MOST_MEMORY, MOST_SECONDS = 1 << 30, 20


class Endless(Exception):
    """It lasts longer than it may."""


def voice(content: bytes, seconds: float) -> bytes:
    """The first sound in a file as MP3; raises Endless, or ValueError where there is none."""
    kept = io.BytesIO()
    try:
        with av.open(io.BytesIO(content), "r", metadata_errors="ignore") as source:
            if not source.streams.audio:
                raise ValueError("No sound.")
            frames = _first(source.decode(source.streams.audio[0]), seconds)
            with av.open(kept, "w", format="mp3") as target:
                stream = target.add_stream("libmp3lame", rate=RATE, layout="mono", bit_rate=BITS)
                resampler = AudioResampler(format="s16p", layout="mono", rate=RATE)
                heard = False
                for frame in frames:
                    heard = True
                    for part in resampler.resample(frame):
                        target.mux(stream.encode(part))
                if not heard:
                    raise ValueError("Silence.")
                for part in resampler.resample(None):
                    target.mux(stream.encode(part))
                target.mux(stream.encode(None))
    except (av.FFmpegError, IndexError) as wrong:
        raise ValueError("Not a recording.") from wrong
    return kept.getvalue()


def _first(frames: Iterator[AudioFrame], seconds: float) -> Iterator[AudioFrame]:
    lasted = 0.0
    for frame in frames:
        lasted += frame.samples / frame.sample_rate
        if lasted > seconds:
            raise Endless
        frame.pts = None
        yield frame


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        made = voice(sys.stdin.buffer.read(), float(sys.argv[1]))
    except Endless:
        return TOO_LONG
    except ValueError:
        return UNREADABLE
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
