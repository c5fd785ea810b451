"""What a model may write in brackets: the keys of its sources, and nothing else."""


def answer_grammar(keys: int) -> str:
    """A GBNF grammar of free text in which brackets hold only ``1`` … ``keys``; without sources, no brackets at all."""
    free = r"free ::= [^\[\]]"
    if keys < 1:
        return f"root ::= free+\n{free}\n"
    numbers = " | ".join(f'"{key}"' for key in range(1, keys + 1))
    return f'root ::= (free | key)+\n{free}\nkey ::= "[" ({numbers}) "]"\n'
