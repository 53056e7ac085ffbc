"""Chinese numerals: 九十五, 一千二百一十三, 四十二点八六, 十万 as decimals."""

from decimal import Decimal

from assistant.prose.vocabulary import words

CHARS = "".join((*words().digits, *words().steps, *words().leaps))
"""Every character a numeral may be written with, 点 apart."""
_NO_STEP = 10**4


def value(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral, None if it is not one (二二, 点五, 十十); 一百二 is 120, as people say it."""
    whole, point, places = numeral.partition("点")
    number = _whole(whole)
    digits = words().digits
    if number is None or (point and not places) or any(char not in digits for char in places):
        return None
    if not places:
        return Decimal(number)
    return Decimal(number) + Decimal(int("".join(str(digits[char]) for char in places))).scaleb(-len(places))


def _whole(numeral: str) -> int | None:
    """A whole numeral: digits before steps, steps falling within a section, sections closed by 万 and 亿.

    A last digit right after a step or leap counts the place below it: 一百二 is 120 and 一万二 is 12000, where 一百零二
    is 102.
    """
    known = words()
    closed = ten_thousands = section = 0
    digit: int | None = None
    last_step = _NO_STEP
    below = 1  # what the digit in hand counts if nothing comes after it
    for previous, char in zip(" " + numeral, numeral, strict=False):
        if char in known.digits:
            below = max(known.steps.get(previous, known.leaps.get(previous, 1)) // 10, 1)
            if digit not in {None, 0}:
                return None
            digit = known.digits[char]
        elif char in known.steps:
            step = known.steps[char]
            if step >= last_step:
                return None
            last_step = step
            section += (1 if digit is None else digit) * last_step
            digit = None
        elif char in known.leaps:
            # 近万家, 上亿元: a leap with nothing before it is one of its kind
            before = section + (digit or 0) or int(digit is None and not ten_thousands)
            if known.leaps[char] == _NO_STEP:
                if ten_thousands:
                    return None
                ten_thousands = before * _NO_STEP
            else:
                closed, ten_thousands = (closed + ten_thousands + before) * known.leaps[char], 0
            section, digit, last_step = 0, None, _NO_STEP
        else:
            return None
    return closed + ten_thousands + section + (digit or 0) * below if numeral else None
