"""What people call the columns of a list."""

HEADINGS = {
    "name": "naam name volledige_naam full_name bewoner lid deelnemer weergavenaam display_name",
    "first": "voornaam voornamen roepnaam first_name firstname given_name",
    "between": "tussenvoegsel tussenvoegsels middle_name",
    "last": "achternaam familienaam last_name lastname surname family_name",
    "email": "mail email e-mail mailadres e-mailadres emailadres email_address e-mail_address",
    "phone": "telefoon tel telefoonnummer mobiel mobiele_nummer gsm phone phone_number mobile",
    "street": "straat straatnaam adres street address straat_en_nummer straat_en_huisnummer",
    "number": "huisnummer huisnr nummer nr no number house_number",
    "suffix": "toevoeging huisnummertoevoeging suffix",
    "language": "taal language talen",
    "skipped": "postcode plaats woonplaats stad city postal_code zip land country",
}
COLUMNS = {word: column for column, words in HEADINGS.items() for word in words.split()}


def column_of(heading: str) -> str:
    """The column that this heading stands above; empty where it says nothing."""
    plain = heading.casefold().strip(" .:*?()").replace(".", "").replace(" ", "_")
    column = COLUMNS.get(plain, "")
    return "" if column == "skipped" else column
