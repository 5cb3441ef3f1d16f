"""The process that does the work nobody waits for: `huey_consumer worker.queue -k thread`."""

from app import create_app
from plumbing import jobs, postbox
from plumbing.jobs import queue

__all__ = ["queue"]

app = create_app()
jobs.work_for(app)
postbox.say_where_it_goes(app)
