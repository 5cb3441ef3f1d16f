"""The process that does the work nobody waits for: `huey_consumer worker.queue -k thread`."""

from app import create_app
from plumbing import jobs, postbox

app = create_app()
jobs.work_for(app)
queue = jobs.queue()
postbox.say_where_it_goes(app)
