"""Methods, a page for each: what it is, for whoever wants to know, with an example to play with."""

from flask import Blueprint, abort, render_template, request

from decisions.methods.advice import QUESTIONS, advise, answered
from decisions.methods.examples import by_purpose, example_of
from decisions.methods.pretend_ballots import MOST_GROUPS, answers_of, play
from voting import METHODS

pages = Blueprint("methods", __name__, url_prefix="/manieren")


@pages.get("")
def index() -> str:
    """All of them, by what a group wants, and five questions that help to choose."""
    answers = answered(request.args)
    return render_template(
        "decisions/methods/index.html",
        questions=QUESTIONS,
        answers=request.args,
        advice=advise(answers) if answers else None,
        groups=by_purpose(list(METHODS)),
    )


@pages.get("/<key>")
def show(key: str) -> str:
    """One of them; the example is counted afresh by what stands in the address."""
    if key not in METHODS:
        abort(404)
    decision = example_of(METHODS[key])
    return render_template(
        "decisions/methods/show.html",
        key=key,
        method=METHODS[key],
        decision=decision,
        played=play(decision, request.args),
        answers=answers_of(decision),
        may_add=MOST_GROUPS,
    )
