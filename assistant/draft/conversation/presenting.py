"""Presenting: the sentence that goes with a proposal."""

from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import WAY_NAMES, Proposal


def presented(proposal: Proposal) -> str:
    """The way it was written, what is left to fill, what to answer."""
    said = f"已按{WAY_NAMES[proposal.way]}写好，请比较后采用。{proposal.remark}"
    if blanks := wanted(proposal.text):
        said += f"有{len(blanks)}处待填或者待核实。"
    if proposal.questions:
        said += "还想问：\n" + "\n".join(proposal.questions[:3])
    return said
