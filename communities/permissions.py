"""Permissions: who may do what, in one table of actions and roles."""

from enum import Enum, StrEnum, auto

from communities.models import Membership, Role


class Action(StrEnum):
    """Everything somebody can want to do in a community."""

    READ = auto()
    READ_THREADS = auto()
    SEE_MEMBERS = auto()
    SEE_OWN_DATA = auto()
    PROPOSE = auto()
    EDIT_PROPOSAL = auto()
    CONTRIBUTE = auto()
    REACT = auto()
    NOTE_ON_BEHALF = auto()
    ADD_TOUCHED = auto()
    TAKE_UP_OUTREACH = auto()
    REMARK_ON_FAIRNESS = auto()
    START_AT_ONCE = auto()
    PRESS_READY = auto()
    OPEN_DECISION = auto()
    FOLLOW_UP = auto()
    """Prepare the decision that follows on one that settled nothing."""
    CAST_BALLOT = auto()
    CLOSE_EARLY = auto()
    OPEN_NEXT_ROUND = auto()
    CANCEL_DECISION = auto()
    DRAW_LOTS = auto()
    WORD_OUTCOME = auto()
    CHECK_OUTCOME = auto()
    CORRECT_RECORD = auto()
    LOOK_BACK = auto()
    ADD_TASK = auto()
    TAKE_UP_TASK = auto()
    SEE_FACILITATOR_PANEL = auto()
    HIDE_CONTRIBUTION = auto()
    INVITE = auto()
    """Bring people in: lists, the join link, requests, letters, cards at the door."""
    CHANGE_COMMUNITY = auto()
    """Its own words, its places, its phone number, what it asks its members."""
    HANDLE_PAPER = auto()
    """Print ballots, give them out, and note who handed one in."""
    READ_PAPER = auto()
    """Enter what a paper says, as one of two; never on a proposal of one's own."""
    EXPLAIN = auto()
    SAY_WHEN_TO_TALK = auto()
    ASK_QUICKLY = auto()
    RUN_SCREEN = auto()
    CHANGE_RULES = auto()
    READ_LOG = auto()


class Grant(Enum):
    """How far a role reaches."""

    NO = auto()
    YES = auto()
    AS_VOTER = auto()
    """Only if this member also has a vote."""
    AS_AUTHOR = auto()
    """Only on what is her own."""
    UNLESS_AUTHOR = auto()
    """Only on what is not."""


NO, YES, AS_VOTER = Grant.NO, Grant.YES, Grant.AS_VOTER
AS_AUTHOR, UNLESS_AUTHOR = Grant.AS_AUTHOR, Grant.UNLESS_AUTHOR

# Columns: resident, facilitator, supporter. A visitor reads a public community and no more.
TABLE: dict[Action, tuple[Grant, Grant, Grant]] = {
    Action.READ: (YES, YES, YES),
    Action.READ_THREADS: (YES, YES, YES),
    Action.SEE_MEMBERS: (YES, YES, YES),
    Action.SEE_OWN_DATA: (YES, YES, YES),
    Action.PROPOSE: (YES, YES, NO),
    Action.EDIT_PROPOSAL: (AS_AUTHOR, AS_AUTHOR, NO),
    Action.CONTRIBUTE: (YES, YES, YES),
    Action.REACT: (AS_VOTER, AS_VOTER, NO),
    Action.NOTE_ON_BEHALF: (YES, YES, YES),
    Action.ADD_TOUCHED: (YES, YES, YES),
    Action.TAKE_UP_OUTREACH: (YES, YES, YES),
    Action.REMARK_ON_FAIRNESS: (UNLESS_AUTHOR, UNLESS_AUTHOR, NO),
    Action.START_AT_ONCE: (AS_AUTHOR, AS_AUTHOR, NO),
    Action.PRESS_READY: (AS_AUTHOR, AS_AUTHOR, NO),
    Action.OPEN_DECISION: (AS_AUTHOR, YES, NO),
    Action.FOLLOW_UP: (AS_AUTHOR, YES, NO),
    Action.CAST_BALLOT: (AS_VOTER, AS_VOTER, NO),
    Action.CLOSE_EARLY: (NO, YES, NO),
    Action.OPEN_NEXT_ROUND: (NO, YES, NO),
    Action.CANCEL_DECISION: (NO, YES, NO),
    Action.DRAW_LOTS: (NO, YES, NO),
    Action.WORD_OUTCOME: (NO, YES, NO),
    Action.CHECK_OUTCOME: (YES, YES, NO),
    Action.CORRECT_RECORD: (NO, YES, NO),
    Action.LOOK_BACK: (NO, YES, NO),
    Action.ADD_TASK: (YES, YES, NO),
    Action.TAKE_UP_TASK: (YES, YES, NO),
    Action.SEE_FACILITATOR_PANEL: (NO, YES, NO),
    Action.HIDE_CONTRIBUTION: (NO, YES, NO),
    Action.INVITE: (NO, YES, NO),
    Action.CHANGE_COMMUNITY: (NO, YES, NO),
    Action.HANDLE_PAPER: (NO, YES, YES),
    Action.READ_PAPER: (NO, UNLESS_AUTHOR, UNLESS_AUTHOR),
    Action.EXPLAIN: (YES, YES, YES),
    Action.SAY_WHEN_TO_TALK: (AS_AUTHOR, YES, YES),
    Action.ASK_QUICKLY: (NO, YES, NO),
    Action.RUN_SCREEN: (NO, YES, NO),
    Action.CHANGE_RULES: (NO, YES, NO),
    Action.READ_LOG: (YES, YES, YES),
}
COLUMNS = (Role.RESIDENT, Role.FACILITATOR, Role.SUPPORTER)


def may(membership: Membership | None, action: Action, *, is_author: bool = False) -> bool:
    """May this member do this? Who is no member may nothing here."""
    if membership is None or membership.left_at is not None:
        return False
    match TABLE[action][COLUMNS.index(membership.role_now)]:
        case Grant.YES:
            return True
        case Grant.AS_VOTER:
            return membership.votes
        case Grant.AS_AUTHOR:
            return is_author
        case Grant.UNLESS_AUTHOR:
            return not is_author
        case _:
            return False
