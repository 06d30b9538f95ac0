"""Changes to .model text that keep most of it sound: words are dropped, repeated, moved or exchanged."""

from __future__ import annotations

import random
import re

# Words, numbers, strings, signs of several characters, blanks, and any other character.
_PIECES = re.compile(r"\w+|\"[^\"\n]*\"|->|\*\*|//|[<>=!]=|\.\.\.|[ \t]+|\n|.", re.DOTALL)

# What files seldom hold, and what a compiler stumbles over.
ODD = (
    "0", "-1", "1", "2", "1e400", "1_0", "10**6", "None", "True", "[]", "()", "{}", '""', "_", "x", "...", "?", "->",
    "*", "* 2", "[0]", "[:, 0]", "[None]", "if x", "else", "output x", "random.normal([2])", "ops.shape(x)", "x, x",
    "Dense(3)", "Add()", "Bidirectional(LSTM(2))", "L2(0.1)", "add_loss 1", "assert 0", 'assert x, "no"',
    "synthetic(4)", "as subclass", "let a = a", "activations.relu", "\\", "'", '"""', "{{", "}}", "\u2028",
    "\u00e9", "lambda", "class",
)  # fmt: skip


def pieces(text: str) -> list[str]:
    """The text cut into words and signs; together they are the text."""
    return _PIECES.findall(text)


def mutate(text: str, chance: random.Random, other: str = "") -> str:
    """The text with a few of its pieces changed; new ones come from it, from `other` and from odd ones."""
    parts = pieces(text) or ["x"]
    store = [*(part for part in pieces(other or text) if not part.isspace()), *ODD]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        place = chance.randrange(len(parts))
        length = min(chance.choice((1, 1, 1, 2, 5, 20)), len(parts) - place)
        match chance.randrange(6):
            case 0 if len(parts) > length:
                del parts[place : place + length]
            case 1:
                parts[place:place] = parts[place : place + length]
            case 2:
                target = chance.randrange(len(parts))
                parts[target:target] = parts[place : place + length]
            case 3:
                parts[place] = chance.choice(parts)
            case 4:
                parts.insert(place, f" {chance.choice(store)} ")
            case _:
                parts[place] = chance.choice(store)
    return "".join(parts)
