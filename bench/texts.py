"""Words of the generated training: plain Finnish sentences, the same at every run."""

import random

SENTENCES = (
    "Työkyky syntyy ihmisen voimavarojen ja työn vaatimusten tasapainosta.",
    "Keskustelu alkaa siitä, mitä ihminen itse pitää tärkeänä.",
    "Yksi pieni muutos työpäivän kulussa voi riittää alkuun.",
    "Esihenkilö tuntee työn, ja työterveyshuolto tuntee terveyden.",
    "Sovi aina, kuka tekee mitä ja milloin asiaan palataan.",
    "Kirjaa vain se, mitä tarvitset, ja kerro, mihin sitä käytetään.",
    "Työnhakija päättää itse, mitä tietoja hän antaa eteenpäin.",
    "Hyvä kysymys on avoin, lyhyt ja ystävällinen.",
    "Palvelua etsitään tarpeen mukaan eikä toisin päin.",
    "Kun kuormitus kasvaa, palautumiselle pitää löytyä aikaa.",
    "Lomake täytetään yhdessä, ja epäselvät kohdat selvitetään heti.",
    "Työkokeilussa katsotaan, miten työ sujuu oikeassa ympäristössä.",
    "Pitkän poissaolon jälkeen paluu suunnitellaan viikko kerrallaan.",
    "Ammattilainen tarkistaa luvut lähteestä ennen kuin kertoo ne.",
    "Toivo kasvaa, kun seuraava askel on riittävän pieni.",
)


def paragraphs(seed: int, count: int, sentences: int = 5) -> str:
    """HTML of ``count`` paragraphs; another seed gives another text."""
    draw = random.Random(seed)
    return "".join(f"<p>{' '.join(draw.choices(SENTENCES, k=sentences))}</p>" for _ in range(count))


def sentence(seed: int) -> str:
    """One sentence."""
    return random.Random(seed).choice(SENTENCES)
