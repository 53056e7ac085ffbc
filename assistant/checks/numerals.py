"""Chinese numerals: 九十五, 一千二百一十三, 四十二点八六, 十万 as decimals."""

from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_LEAPS = {"万": 10**4, "亿": 10**8}
CHARS = "".join((*DIGITS, *_STEPS, *_LEAPS))


def value(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral, None if it is not one (二二, 点五, 十十)."""
    whole, _, places = numeral.partition("点")
    number = _whole(whole)
    if number is None or (places and any(char not in DIGITS for char in places)):
        return None
    if not places:
        return None if numeral.endswith("点") else Decimal(number)
    return Decimal(number) + Decimal(int("".join(str(DIGITS[char]) for char in places))).scaleb(-len(places))


def _whole(numeral: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_step = 10**4
    for char in numeral:
        if char in DIGITS:
            if digit not in {None, 0}:
                return None
            digit = DIGITS[char]
        elif char in _STEPS:
            if _STEPS[char] >= last_step:
                return None
            last_step = _STEPS[char]
            section += (1 if digit is None else digit) * last_step
            digit = None
        elif char in _LEAPS:
            total = (total + section + (digit or 0)) * _LEAPS[char]
            section, digit, last_step = 0, None, 10**4
        else:
            return None
    return total + section + (digit or 0) if numeral else None
