"""Sound files made here: a tone of so many seconds, as a phone might send it."""

import io
import math
import struct
import wave

import av

RATE = 16_000


def tone(seconds: float) -> bytes:
    """A WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        samples = (int(9000 * math.sin(i / 8)) for i in range(int(seconds * RATE)))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()


def memo(seconds: float, codec: str, form: str, **told: str) -> bytes:
    """The same tone as a phone's own recorder keeps it, with what it tells about itself."""
    file = io.BytesIO()
    with av.open(io.BytesIO(tone(seconds)), "r") as source, av.open(file, "w", format=form) as kept:
        kept.metadata.update(told)
        stream = kept.add_stream(codec, rate=48_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=48_000)
        for frame in source.decode(source.streams.audio[0]):
            for part in resampler.resample(frame):
                kept.mux(stream.encode(part))
        kept.mux(stream.encode(None))
    return file.getvalue()


def length(content: bytes) -> float:
    """In seconds, as a player sees it."""
    with av.open(io.BytesIO(content), "r") as file:
        frames = file.decode(file.streams.audio[0])
        return sum(frame.samples / frame.sample_rate for frame in frames)
