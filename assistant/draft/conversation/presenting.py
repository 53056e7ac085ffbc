"""Presenting: the sentence that goes with a proposal."""

from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.proposal import WAY_NAMES, Proposal


def presented(proposal: Proposal) -> str:
    """The way it was written, what is left to fill, what of the notes could not be written.

    What is still to be asked of the section stands with its quick answers elsewhere on the page.
    """
    said = f"已按{WAY_NAMES[proposal.way]}写好，请比较后采用。{proposal.remark}"
    if blanks := wanted(proposal.text):
        said += f"有{len(blanks)}处待填或者待核实。"
    if proposal.asks:
        said += "\n" + "\n".join(proposal.asks[:3])
    return said
