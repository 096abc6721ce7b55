"""The language of a text, told by its markup, its script, its function words or the classifier."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsdigest.extract.language import language_of

SAID = {
    "af": "Die stadsraad het gister aangekondig dat die werk aan die nuwe biblioteek in Maart "
    "begin en dat die plein drie maande lank gesluit sal wees, maar mense sal steeds deur die "
    "systrate kan loop.",
    "be": "Гарадскія ўлады ўчора паведамілі, што праца над новай бібліятэкай пачнецца ў "
    "сакавіку і што плошча будзе зачынена тры месяцы, але людзі змогуць хадзіць па бакавых "
    "вуліцах.",
    "de": "Die Stadt teilte gestern mit, dass die Arbeiten an der neuen Bücherei im März "
    "beginnen und der Platz für drei Monate gesperrt wird, aber die Seitenstraßen bleiben für "
    "alle offen.",
    "en": "The town council said on Monday that work on the new library would begin in March "
    "and that the square would be closed for three months, but people will be able to use the "
    "side streets.",
    "eu": "Udalak atzo jakinarazi zuen liburutegi berriaren lanak martxoan hasiko direla eta "
    "plaza hiru hilabetez itxita egongo dela, baina jendeak alboko kaleetatik ibili ahal izango "
    "du.",
    "fa": "شورای شهر دیروز اعلام کرد که کار ساخت کتابخانه جدید در ماه مارس آغاز می شود و میدان "
    "شهر سه ماه بسته خواهد بود اما مردم می توانند از خیابان های کناری رفت و آمد کنند و این کار "
    "ادامه دارد",
    "gl": "O concello anunciou onte que as obras da nova biblioteca comezarán en marzo e que a "
    "praza quedará pechada durante tres meses, aínda que os veciños poderán pasar polas rúas "
    "laterais.",
    "hu": "A városi tanács tegnap közölte, hogy az új könyvtár építése márciusban kezdődik, és "
    "hogy a tér három hónapig zárva lesz, de a mellékutcákon továbbra is lehet közlekedni, és "
    "nem lesz késés.",
    "lb": "D'Gemeng huet gëschter matgedeelt, datt d'Aarbechten un der neier Bibliothéik am "
    "Mäerz ufänken an datt d'Plaz dräi Méint laang zou ass, mä d'Leit kënnen duerch "
    "d'Säitestroosse goen.",
    "mk": "Градската влада вчера соопшти дека работите на новата библиотека ќе почнат во март и "
    "дека плоштадот ќе биде затворен три месеци, но граѓаните ќе можат да минуваат низ "
    "страничните улици.",
    "mr": "महापालिकेने काल सांगितले की नवीन ग्रंथालयाचे काम मार्चमध्ये सुरू होईल आणि चौक तीन "
    "महिने बंद राहील, पण लोक बाजूच्या रस्त्यांवरून जाऊ शकतील. महापौर म्हणाल्या की आणखी उशीर "
    "होणार नाही आणि पैसे तयार आहेत.",
    "no": "Kommunen sa i går at arbeidet med det nye biblioteket skal begynne i mars, og at "
    "plassen blir stengt i tre måneder, men folk kan fortsatt gå gjennom sidegatene hvis de "
    "vil.",
    "vi": "Hội đồng thành phố hôm qua cho biết công việc xây thư viện mới sẽ bắt đầu vào tháng "
    "ba và quảng trường sẽ đóng cửa trong ba tháng, nhưng người dân vẫn có thể đi qua các đường "
    "bên cạnh.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_text_tells_its_language(language: str) -> None:
    text = SAID[language] + " " + SAID[language]
    assert language_of(text) == language
    assert language_of(text, language + "-XX") == language
    assert language_of(text, "it" if language == "en" else "en-GB") == language


def test_markup_decides_among_languages_that_are_alike() -> None:
    assert language_of(SAID["no"] * 2, "da") == "da"


def test_a_short_text_cannot_refute_the_markup() -> None:
    assert language_of("Der Platz wird gesperrt.", "en") == "en"


def test_a_usual_page_is_read_without_the_tables_of_the_classifier(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html lang=en><title>Library</title><p>{SAID['en']}</p><p>{SAID['en']}</p>", "utf-8")
    code = (
        "import sys, pathlib; from newsdigest.extract.page import read_page; "
        "language = read_page('page.html', pathlib.Path(sys.argv[1]).read_bytes()).language; "
        "from py3langid import langid; print(language, langid.IDENTIFIER)"
    )
    told = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["en", "None"]
