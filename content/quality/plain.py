"""Plain Finnish: what makes a plain-language text harder than it need be, found without understanding it.

The rules are a checklist in our own words (short sentences, everyday words, verbs, the active voice, no shortened
clauses). They know word endings, not words, so they miss things and are at times wrong: a doubt is advice. A text
without doubts is no easy-language text with a symbol, and nothing here says so.
"""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.quality.text import list_lengths, sentences_of, words_of

#: Words in a sentence, letters in a word, points in a list, numbers in a sentence.
LONGEST_SENTENCE, LONGEST_WORD, LONGEST_LIST, MOST_NUMBERS = 12, 16, 5, 2
#: Beginnings of words that have an everyday word beside them.
EASIER = {
    "mikäli": "jos",
    "ainoastaan": "vain",
    "kyseise": "tämä",
    "kyseinen": "tämä",
    "edellyttä": "vaatia",
    "hyödyntä": "käyttää",
    "mahdollista": "auttaa, antaa",
    "suoritta": "tehdä",
    "suorite": "tehdä",
    "toteutta": "tehdä",
    "toteute": "tehdä",
    "toimenpi": "teko",
    "henkilökohtai": "oma",
    "resurss": "voima, raha, aika",
    "motivaatio": "into",
    "prosess": "asian kulku",
    "konkreetti": "selvä",
    "mikäs": "mikä",
    "välittömä": "heti",
    "lukuisi": "monta",
    "sekä että": "ja",
    "johtuen": "koska",
    "koskien": "asiasta",
    "asiaka": "sinä",
    "osallistuj": "sinä",
    "henkilö": "ihminen, sinä",
}
NUMBER_WORDS = frozenset(
    {
        *("kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen"),
        *("kahden", "kolmen", "neljän", "viiden", "kuuden", "kahdessa", "kolmessa", "sata", "tuhat"),
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[  ]\d{3})*(?:,\d+)?")
_NO = re.compile(r"\b(?:en|et|ei|emme|ette|eivät|älä|älkää|eikä|enkä|etkä|eivätkä|ettei|ilman)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r",\s+(?:että|jos|kun|jotta|koska|vaikka|kunnes|mutta|vaan|sillä|mitä|miten|missä|mihin|mistä|milloin|miksi|"
    r"jo(?:ka|ta|n|nka|ssa|sta|hon|lla|lta|lle)|jotka|joita|joiden|joissa|joista|joihin|joilla|joilta|joille)\b",
    re.IGNORECASE,
)
#: Word endings by what they are. The exceptions are ordinary words that happen to end so.
_PASSIVE = re.compile(r"\w{2,}(?:[eyuaäi]t(?:aan|ään)|[hnr]d(?:aan|ään)|n?nn(?:aan|ään)|tt(?:iin|äisiin|aisiin))$")
_NOT_PASSIVE = frozenset({"paitaan", "aitaan", "taitaan", "kuittiin", "hattiin", "matkaan", "kuntaan"})
_SHORTENED = re.compile(
    r"\w{2,}(?:[^e\W]ess[aä](?:ni|si|mme|nne|an|än)|t(?:ua|yä)(?:ni|si|mme|nne|an|än)|\wm(?:alla|ällä|atta|ättä))$"
)
_NOT_SHORTENED = re.compile(
    r"^(?:miele|käde|kiele|vuode|piene|suure|ase|maail|elä|kolma)|(?:elm|lom|mm|tt[oö]m)(?:alla|ällä)$|[uy]ksess"
)
_NOUN = re.compile(r"\w{3,}mi(?:nen|sen|sta|stä|seen|sessa|sessä|sella|sellä|sesi|seesi|seni|set|sia|siä)$")
_NOT_NOUN = re.compile(r"^(?:ihmi|viimei|toimi(?:nen|sen)$)")
_PROMISES = frozenset({"varmasti", "taatusti", "takuulla", "takaamme"})

TOO_LONG = _("%(count)s words in a plain sentence, at most %(most)s: “%(start)s…” Make it two sentences.")
CLAUSES = _("Many clauses in one sentence: “%(start)s…” Say one thing at a time.")
NUMBERS = _("Many numbers in one sentence: “%(start)s…” Leave only the one that matters.")
NEGATIONS = _("Two denials in one sentence: “%(start)s…” Say what is, not what is not.")
NOUNS = _("Nouns made of verbs: “%(start)s…” Say who does what.")
PASSIVE = _("“%(word)s” does not tell who does it. Write “you” or “we”.")
SHORTENED = _("“%(word)s” is a shortened clause. Write it out with “when”, “if” or “so that”.")
HARD = _("“%(word)s” is a hard word. Easier: %(easier)s.")
LONG_WORD = _("“%(word)s” is a long word. Say it in two words, or explain it.")
IN_LETTERS = _("Write the number “%(word)s” in digits.")
PROMISE = _("“%(word)s” promises much. Write “can” or “may”.")
LIST = _("A list of %(count)s points. At most %(most)s are easy to remember.")


def plain_doubts(html: str) -> list[str]:
    """What may be hard in a text that is meant to be plain Finnish: one sentence each, in the order of the text."""
    return [*_of_lists(html), *(doubt for sentence in sentences_of(html) for doubt in _of_sentence(sentence))]


def _of_lists(html: str) -> Iterator[str]:
    for count in list_lengths(html):
        if count > LONGEST_LIST:
            yield gettext(LIST) % {"count": count, "most": LONGEST_LIST}


def _of_sentence(sentence: str) -> Iterator[str]:
    start = {"start": sentence[:50].rstrip(" ,.")}
    if (count := words_of(sentence)) > LONGEST_SENTENCE:
        yield gettext(TOO_LONG) % (start | {"count": count, "most": LONGEST_SENTENCE})
    words = [word.lower() for word in _WORD.findall(sentence)]
    nouns = sum(bool(_NOUN.match(word)) and not _NOT_NOUN.match(word) for word in words)
    for said, many in (
        (CLAUSES, len(_CLAUSE.findall(sentence)) > 1),
        (NUMBERS, len(_NUMBER.findall(sentence)) > MOST_NUMBERS),
        (NEGATIONS, len(_NO.findall(sentence)) > 1),
        (NOUNS, nouns > 1),
    ):
        if many:
            yield gettext(said) % start
    for word in dict.fromkeys(words):
        yield from _of_word(word)


def _of_word(word: str) -> Iterator[str]:
    easier = next((easy for hard, easy in EASIER.items() if word.startswith(hard)), "")
    doubts: tuple[tuple[Promise, bool], ...] = (
        (HARD, bool(easier)),
        (PASSIVE, bool(_PASSIVE.match(word)) and word not in _NOT_PASSIVE),
        (SHORTENED, bool(_SHORTENED.match(word)) and not _NOT_SHORTENED.search(word)),
        (LONG_WORD, len(word) > LONGEST_WORD and "-" not in word),
        (IN_LETTERS, word in NUMBER_WORDS),
        (PROMISE, word in _PROMISES),
    )
    for said, doubtful in doubts:
        if doubtful:
            yield gettext(said) % {"word": word, "easier": easier}
