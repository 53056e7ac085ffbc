"""Presenting: the sentence that goes with a proposal."""

from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import WAY_NAMES, Proposal


def presented(proposal: Proposal) -> str:
    """The way it was written, what is left to fill, how much of the notes could not be written.

    What that is stands on the proposal's card, and what is still to be asked with its quick answers below.
    """
    said = f"已按{WAY_NAMES[proposal.way]}写好，请比较后采用。{proposal.remark}"
    if blanks := wanted(proposal.text):
        said += f"有{len(blanks)}处待填或者待核实。"
    if proposal.asks:
        said += f"工作事实中有{len(proposal.asks)}处没有写入，原因写在建议下面。"
    return said
