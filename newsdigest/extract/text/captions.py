"""How captions name whose picture it is: the credit at their end, or on a line of its own."""

import re

LONGEST_CAPTION = 500
"""Signs."""

_CREDIT_WORD = (
    r"(?:photo(?:graph)?s?(?:\s+(?:by|credit|courtesy(?:\s+of)?))?|picture(?:\s+(?:by|credit))?|"
    r"image(?:\s+(?:by|credit|source))?|"
    r"file photo|illustration(?:\s+by)?|credits?|foto(?:s|graf\w*|grafía|grafie|verantwortung)?|"
    r"bild(?:er|rechte|quelle)?|"
    r"crédits?(?:\s+photo)?|imagen|imagem|immagine|kuva|zdjęcie|fot|фото|写真|撮影|图片(?:来源)?|图|사진|صورة|"
    r"الصورة|תמונה|צילום)"
)
# the four forms; group 1 is who is credited
TAIL = re.compile(
    rf"[\s(\[（【|/–—-]*(?<!\w){_CREDIT_WORD}\.?\s*(?:[:：/=]|©|(?<=by)\s)\s*(.{{2,80}}?)[\])）】]?\s*$", re.I
)
ALONE = re.compile(
    rf"^[(\[（【]?\s*{_CREDIT_WORD}\.?\s*(?:[:：/=]|©|(?<=by)\s|(?<=courtesy)\s|"
    rf"(?<=of)\s)\s*(.{{2,80}}?)[\])）】]?$",
    re.I,
)
SIGN = re.compile(r"[\s(\[|/]*(?:©|&copy;|\(c\))\s*(.{2,70}?)[\])]?$", re.I)
AGENCIES = re.compile(
    r"[\s(\[|–—-]*((?:[\w.'’ -]{2,40}[/|,]){0,3}(?:getty images?|reuters|afp|ap|epa(?:-efe)?|dpa|imago|"
    r"shutterstock|alamy|istock|pexels|"
    r"unsplash|picture alliance|keystone|efe|ansa|bloomberg|pa|tass|xinhua|kyodo)(?: (?:images?|"
    r"photo))?(?:[/|,][\w.'’ -]{2,40}){0,2})[\])]?$",
    re.I,
)


def is_caption_line(text: str) -> bool:
    """Whether a line closes with a credit, as captions do: `A street. Photo: Jo Roe`, `(Image: Getty)`."""
    return len(text) <= LONGEST_CAPTION and bool(TAIL.search(text[-120:]) or ALONE.match(text))
