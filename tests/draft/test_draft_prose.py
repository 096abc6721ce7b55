"""Paragraphs, sentences and quotations, in many scripts."""

import pytest

from newsdigest.draft.prose import ends_whole, joined, paragraphs, sentences
from newsdigest.draft.quotations import quotations
from newsdigest.model.article import Article


@pytest.mark.parametrize(
    "language, text",
    [
        (
            "en",
            "Mr. Quist of the U.S. Navy came.|It cost 3.5 million!|Who pays?|“Nobody. Never,” he said.",
        ),
        ("en", "He met J. R. Falk.|She said: “Go. Now.”|Then he left."),
        ("de", "Am 3. Mai kam die Fähre z. B. nicht.|Dr. Falk wartete.|Um 12 Uhr ging er."),
        ("fr", "M. Dupont a dit : « Non. Jamais. »|Il est parti…|Pourquoi ?"),
        ("es", "¿Quién paga?|¡Nadie!|El Sr. Falk se fue."),
        ("ja", "市長は「行く。帰る。」と述べた。|雨が降った。|本当か？|そうだ。"),
        ("zh", "他说：“我们来了。”|船走了！|谁知道？"),
        ("ar", "وصلت السفينة.|هل غادرت؟|نعم."),
        ("hi", "जहाज आया।|वह चला गया।"),
        ("ru", "Корабль прибыл.|Кто знает?|Никто."),
    ],
)
def test_sentences(language: str, text: str) -> None:
    expected = text.split("|")
    if language == "zh":
        expected = ["他说：“我们来了。”", "船走了！", "谁知道？"]
    paragraph = ("" if language in ("ja", "zh") else " ").join(expected)
    assert sentences(paragraph, language) == expected
    assert joined(sentences(paragraph, language)) == paragraph


def test_paragraphs_are_prose_alone() -> None:
    markdown = (
        "# Head\n\nA **bold** [link](https://example.com/a_(b)) of *it* \\* x.\n\n- item\n\n1. first\n\n"
        "> quoted\n\n| a | b |\n\n![picture](a.png)\n\n```\ncode\n```\n\nLast &amp; least."
    )
    assert paragraphs(markdown) == ["A bold link of it * x.", "Last & least."]


def test_what_ends_whole() -> None:
    assert all(map(ends_whole, ["Done.", "“Done.”", "Done!", "終わり。", "انتهى؟"]))
    assert not any(map(ends_whole, ["To be continued...", "Cut…", "Half a", ""]))


def said(text: str) -> list[tuple[str, str]]:
    return [(found.speaker, found.text) for found in quotations(Article("a.html", markdown=text))]


WORDS = "we never saw a chain as long as this"


@pytest.mark.parametrize(
    "text, speaker",
    [
        (f"“{WORDS},” Runa Falk said.", "Runa Falk"),
        (f"“{WORDS},” said Runa Falk, who led the crew.", "Runa Falk"),
        (f"“{WORDS},” Falk, who led the crew, told reporters.", "Falk"),
        (f"“{WORDS},” a Foreign Office spokesperson said in Ellery.", "a Foreign Office spokesperson"),
        (f"Runa Falk, head of the crew, said: “{WORDS}.”", "Runa Falk"),
        (f"The mayor told the Courier: “{WORDS}.”", "The mayor"),
        (f'"{WORDS}," said Falk.', "Falk"),
        (f"‘{WORDS},’ said Falk.", "Falk"),
        (f"“{WORDS},” according to Falk.", "Falk"),
        ("„Wir haben nie eine so lange Kette gesehen“, sagte Runa Falk am Montag.", "Runa Falk"),
        ("Am Montag sagte Falk: „Wir haben nie eine so lange Kette gesehen.“", "Falk"),
        ("»Wir haben nie eine so lange Kette gesehen«, so Falk.", "Falk"),
        ("« Nous n’avons jamais vu une chaîne si longue », a déclaré Anne Dupont, la maire.", "Anne Dupont"),
        ("«Nunca vimos una cadena tan larga como esta», dijo Ana Ruiz el lunes.", "Ana Ruiz"),
        ("«Мы никогда не видели такой длинной цепи», — сказал Иван Петров.", "Иван Петров"),
        ("„Wir haben nie eine so lange Kette gesehen“, so Falk weiter.", "Falk"),
        ("„Wir haben nie eine so lange Kette gesehen“, räumte ein Sprecher ein.", "ein Sprecher"),
        ("„Wir haben nie eine so lange Kette gesehen“, teilte das Ministerium mit.", "das Ministerium"),
        ("« Nous n’avons jamais vu une chaîne si longue », regrette Anne Dupont lundi.", "Anne Dupont"),
        (
            "«Nunca vimos una cadena tan larga como esta», indicó el alcalde Juan Ruiz.",
            "el alcalde Juan Ruiz",
        ),
        (
            "“Nunca vimos uma corrente tão longa”, afirmou a prefeita Ana Reis nesta segunda.",
            "a prefeita Ana Reis",
        ),
        (
            '"Non abbiamo mai visto una catena così lunga", ha detto il sindaco Rea Poli.',
            "il sindaco Rea Poli",
        ),
        ('"We zagen nog nooit zo\'n lange ketting", zegt burgemeester Ria Valk.', "burgemeester Ria Valk"),
        ("”Vi har aldrig sett en så lång kedja”, säger borgmästaren Ria Falk.", "borgmästaren Ria Falk"),
        ("„Nigdy nie widzieliśmy tak długiego łańcucha”, powiedziała Ria Falk.", "Ria Falk"),
        ("«Мы никогда не видели такой длинной цепи», — сказала мэр Анна Фальк.", "мэр Анна Фальк"),
        ("「このような長い鎖は見たことがない」と山田花子氏は述べた。", "山田花子"),
        ('김하나 시장은 "우리는 이렇게 긴 사슬을 본 적이 없다"라고 말했다.', "김하나 시장"),
        (f"Falk had said: “{WORDS}.”", "Falk"),
        ("„Wir haben nie eine so lange Kette gesehen“, sagte Falk und fügte hinzu: Nie.", "Falk"),
        (f"“{WORDS},” said an official Monday.", "an official"),
        ("市長は「このような長い鎖は見たことがない」と述べた。", "市長"),
        ("张伟说：“我们从来没有见过这么长的链子。”", "张伟"),
        ("“我们从来没有见过这么长的链子。”张伟说，船走了。", "张伟"),
        ("وقال أحمد علي: «لم نر سلسلة بهذا الطول من قبل أبدا»", "أحمد علي"),
    ],
)
def test_who_said_it(text: str, speaker: str) -> None:
    assert [who for who, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” he said.",
        f"She added: “{WORDS}.”",
        f"“{WORDS}.” The ferry came late, said Falk.",
        "„Wir haben nie eine so lange Kette gesehen“, sagte sie.",
        "彼は「このような長い鎖は見たことがない」と述べた。",
        "他说：“我们从来没有见过这么长的链子。”",
        "« Nous n’avons jamais vu une chaîne si longue », a-t-il ajouté.",
        "„Wir haben nie eine so lange Kette gesehen“, heißt es in der Mitteilung.",
        "“Nunca vimos uma corrente tão longa como esta”, disse ele.",
        f"The sign on the quay, “{WORDS}”, is old.",
    ],
)
def test_a_pronoun_or_a_stranger_is_no_speaker(text: str) -> None:
    assert [who for who, _ in said(text)] == [""]


def test_a_quotation_that_goes_on_is_the_same_person_s() -> None:
    assert said(f"“{WORDS},” said Falk. “It went on and on in the mud.”") == [
        ("Falk", f"“{WORDS}”"),
        ("Falk", "“It went on and on in the mud.”"),
    ]
    text = f"“{WORDS},” said Falk. The town slept. A sign said it, “It went on and on in the mud.”"
    assert said(text)[1][0] != "Falk"


def test_a_term_in_quotation_marks_is_no_quotation() -> None:
    assert said("The so-called “long chain” is in the “old works”, Falk said.") == []
