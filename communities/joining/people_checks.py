"""Checks of each line of a list, wrong or doubtful, before anybody is brought in."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from communities.addresses import is_mail_address, mail_address
from communities.joining.people_list import ListedPerson, folded
from communities.models import Community, Household, Membership, Person
from communities.typed_text import RISKY
from plumbing.values import Struct, field

PERSON_LENGTHS = {"name": 120, "phone": 40, "street": 120, "house_number": 20}


class Judged(Struct):
    """A line with what was found; who is there already is passed over."""

    row: ListedPerson
    wrong: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_there: bool = False

    @property
    def key(self) -> str:
        """Stands for this line and these doubts: whoever changes either looks again."""
        said = "\n".join([self.row.text, *self.doubts])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


class There(Struct, frozen=True):
    """A member that this community has already."""

    name: str
    email: str
    phone: str
    street: str
    house_number: str

    @property
    def address(self) -> tuple[str, str]:
        return folded(self.street), folded(self.house_number)


def judge(rows: Sequence[ListedPerson], there: Sequence[There]) -> list[Judged]:
    """Each row with what is wrong or doubtful about it, in the order of the list."""
    judged = [Judged(row) for row in rows]
    by_mail, by_name = _by_mail(there), _by_name(there)
    for one in judged:
        one.is_there = any(_same(one.row, known) for known in by_name[folded(one.row.name)])
    new = [one for one in judged if not one.is_there]
    for one in new:
        one.wrong += _wrong(one.row)
        one.doubts += _doubts(one.row)
        _look_among_members(one, by_mail, by_name)
    _look_for_doubles(new)
    _look_at_streets(new, {known.address[0]: known.street for known in there if known.street})
    return judged


def members_there(session: Session, community: Community) -> list[There]:
    """The members of a community, as a list would name them."""
    rows = session.execute(
        select(
            Membership.name,
            Person.email,
            Membership.phone,
            Household.street,
            Household.house_number,
        )
        .join(Membership.person)
        .outerjoin(Membership.household)
        .where(Membership.community_id == community.id, Membership.left_at.is_(None))
    )
    return [
        There(name, email or "", phone, street or "", number or "")
        for name, email, phone, street, number in rows
    ]


def _by_mail(there: Iterable[There]) -> dict[str, There]:
    return {known.email: known for known in there if known.email}


def _by_name(there: Iterable[There]) -> dict[str, list[There]]:
    names: dict[str, list[There]] = defaultdict(list)
    for known in there:
        names[folded(known.name)].append(known)
    return names


def _same(row: ListedPerson, known: There) -> bool:
    """Is everything on this line, and more than a name, already so?"""
    given = (
        (mail_address(row.email), known.email),
        (folded(row.phone), folded(known.phone)),
        (row.address, known.address) if row.street else ("", ""),
    )
    told = [(said, kept) for said, kept in given if said]
    return bool(told) and all(said == kept for said, kept in told)


def _wrong(row: ListedPerson) -> list[str]:
    found = []
    if not row.name:
        found.append(_("Er staat geen naam."))
    elif not any(letter.isalpha() for letter in row.name):
        found.append(_("“%(name)s” is geen naam.", name=row.name[:40]))
    if row.email and not is_mail_address(row.email):
        found.append(_("“%(address)s” is geen mailadres.", address=row.email[:60]))
    found += [
        _("“%(words)s” is te lang.", words=f"{getattr(row, part)[:20]}…")
        for part, longest in PERSON_LENGTHS.items()
        if len(getattr(row, part)) > longest
    ]
    return found


def _doubts(row: ListedPerson) -> list[str]:
    found = [_("We weten niet wat “%(words)s” is.", words=rest[:40]) for rest in row.rest]
    if row.name.startswith(RISKY):
        found.append(_("Deze naam lijkt op een formule."))
    elif any(letter.isdigit() for letter in row.name):
        found.append(_("In deze naam staat een cijfer."))
    if row.house_number and not row.street:
        found.append(_("Bij nummer %(number)s staat geen straat.", number=row.house_number))
    return found


def _look_among_members(
    one: Judged, by_mail: dict[str, There], by_name: dict[str, list[There]]
) -> None:
    if known := by_mail.get(mail_address(one.row.email)):
        one.wrong.append(_("Dit mailadres is al van %(name)s.", name=known.name))
    elif by_name[folded(one.row.name)]:
        one.doubts.append(_("Iemand die zo heet, is al lid."))


def _look_for_doubles(judged: Sequence[Judged]) -> None:
    mails: dict[str, Judged] = {}
    names: dict[str, Judged] = {}
    for one in judged:
        mail, name = mail_address(one.row.email), folded(one.row.name)
        if mail and mail in mails:
            line = mails[mail].row.line
            one.wrong.append(_("Dit mailadres staat ook op regel %(line)s.", line=line))
        if name and name in names:
            line = names[name].row.line
            one.doubts.append(_("Deze naam staat ook op regel %(line)s.", line=line))
        mails.setdefault(mail, one)
        names.setdefault(name, one)


def _look_at_streets(judged: Sequence[Judged], known: dict[str, str]) -> None:
    """A street on one line only, while another is spelled nearly the same."""
    counted = Counter(one.row.address[0] for one in judged if one.row.street)
    spelled = {one.row.address[0]: one.row.street for one in judged} | known
    # Where most live in a few streets, one more street is more often a slip than a neighbour.
    alone = sum(1 for street, times in counted.items() if times == 1 and street not in known)
    is_of_streets = 5 * alone <= counted.total() + len(known)
    near: dict[str, set[str]] = defaultdict(set)
    for street in {*counted, *known}:
        for variant in _variants(street):
            near[variant].add(street)
    for one in judged:
        street = one.row.address[0]
        if not street or counted[street] > 1 or street in known:
            continue
        alike = {other for variant in _variants(street) for other in near[variant]} - {street}
        same_digits = [other for other in alike if _digits(other) == _digits(street)]
        if same_digits:
            other = max(same_digits, key=lambda each: (counted[each], each))
            one.doubts.append(
                _(
                    "“%(street)s” staat maar één keer. Bedoel je “%(other)s”?",
                    street=one.row.street,
                    other=spelled[other],
                )
            )
        elif is_of_streets:
            one.doubts.append(
                _(
                    "“%(street)s” kennen we nog niet. Klopt de straat?",
                    street=one.row.street,
                )
            )


def _variants(street: str) -> set[str]:
    """A street without one or two of its letters: streets nearly the same share one of these."""
    plain = re.sub(r"[^\w]", "", street)[:40]
    missing = (0, 1, 2) if len(plain) > 7 else (0, 1) if len(plain) > 4 else (0,)
    return {
        "".join(letter for place, letter in enumerate(plain) if place not in gone)
        for number in missing
        for gone in combinations(range(len(plain)), number)
    }


def _digits(street: str) -> str:
    return "".join(letter for letter in street if letter.isdigit())
