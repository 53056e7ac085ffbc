"""年报助手: from a year's figures to a publishable 政府信息公开工作年度报告.

The package is the line, one stage a module or a folder whose rooms are named for what they hold:

form       what the statute asks: 200 cells, their layout, identities and legal sentences
figures    what a clerk supplies: a number, blank or unreadable for each cell
tables     the computed cells, filled
workbook   the same figures in a spreadsheet, out and in
ledger     a list of applications, counted into table three
prose      the official sentence as form: its numbers, dates, items, likeness to another
facts      every number prose may state, named, with its formula
past       published reports of any file kind, read into figures and sections in passes over lines and tables
sources    the official sentence as meaning: which fact a number states, what is claimed
evidence   passages of past reports, found and cited
draft      wording proposed from facts and evidence, with or without a language model: the proposal, the phrase book,
           the ways of writing, the model, the conversation
checks     what is wrong, where, and on what legal basis
review     who may do what to a report in which state
document   the finished report in every format, from one layout
store      everything kept, and its history
desk       the use cases, wired from the stages above
cli, ui    two thin faces over the desk; ui/views are the pages, the folders beside it their parts
"""

__version__ = "0.1.0"
