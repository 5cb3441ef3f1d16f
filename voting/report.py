"""The report of a result as lines of text, for whoever counts a file by hand."""

from collections.abc import Iterator

from voting.elections import Election
from voting.results import Result, written
from voting.words import N_, NN_, say, say_number

_STATUS_WORDS = {
    "adopted": N_("aangenomen"),
    "rejected": N_("niet aangenomen"),
    "chosen": N_("gekozen"),
    "blocked": N_("tegengehouden door een bezwaar"),
    "no_quorum": N_("te weinig mensen deden mee"),
    "tied": N_("gelijk"),
    "run_off": N_("er komt een tweede ronde"),
    "needs_lot": N_("het lot moet beslissen"),
    "more_talk": N_("eerst verder praten"),
    "undecided": N_("nog niets besloten"),
}


def lines(election: Election, result: Result) -> Iterator[str]:
    """The result of an election for a reader at the command line, line by line."""
    labels = {option.id: option.label for option in election.options}
    numbers = result.ballots
    yield str(say(N_("Uitslag: %(status)s"), status=say(_STATUS_WORDS[result.status])))
    yield ""
    width = max(len(label) for label in labels.values())
    for standing in result.standings:
        label = labels[standing.option].ljust(width)
        yield f"{standing.place:>3}  {label}  {written(standing.value):>6}"
    yield ""
    yield str(
        say(
            N_("Van de %(people)s: %(votes)s, %(valid)s geldig, %(blank)s blanco."),
            people=say_number(NN_("%(num)s mens", "%(num)s mensen"), numbers.eligible),
            votes=say_number(NN_("%(num)s stem", "%(num)s stemmen"), numbers.cast),
            valid=numbers.valid,
            blank=numbers.blank,
        )
    )
    yield from (str(sentence) for sentence in result.explanation)
    for ballot in result.invalid:
        where = say(
            N_("Ongeldig, regel %(line)s (%(count)s keer): %(reason)s")
            if election.lines
            else N_("Ongeldig, stem %(line)s (%(count)s keer): %(reason)s"),
            line=ballot.line,
            count=ballot.count,
            reason=ballot.reason,
        )
        yield str(where)
