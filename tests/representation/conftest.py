"""Properties are about what is true, not about how busy the machine is."""

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")
