"""Whether letters are a syllable that Vietnamese spelling allows.

Onsets and rimes as schools teach them (from memory; the rules of spelling say the same). Used
where a printed line may have cut a word in the middle: "phư" and "ờng" are two syllables only
if both can be one.
"""

from __future__ import annotations

import re
import unicodedata

_ONSETS = (
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
)  # fmt: skip
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu "
    "im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
    "oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya "
    "uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SYLLABLE = re.compile(
    f"(?:{'|'.join(sorted(_ONSETS.split(), key=len, reverse=True))})?(?:{'|'.join(_RIMES.split())})"
)


def is_syllable(word: str) -> bool:
    """Whether these letters can be one Vietnamese syllable, whatever its tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    plain = "".join(char for char in letters if char not in _TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def is_cut(tail: str, head: str) -> bool:
    """Whether two pieces are one syllable cut in the middle, as they cannot be two."""
    return is_syllable(tail + head) and not (is_syllable(tail) and is_syllable(head))
