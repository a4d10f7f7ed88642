"""The models of the pack files: which names there are, and what may stand in them.

What is wrong with a value is said by pydantic, with the place; `deescalate._pack` turns the place
into a line.
"""

from deescalate._schema._base import CueTable, Listed, Table
from deescalate._schema._channels import (
    BriefTable,
    ChannelsFile,
    ChannelTable,
    PresetsFile,
    PresetTable,
    ScorecardTable,
    TurnTable,
)
from deescalate._schema._common import (
    ConversationFile,
    EmojiFile,
    EmpathyTable,
    EscalationFile,
    EscalationRule,
    MailFile,
    Neighbour,
    NeighboursFile,
    ReviewFile,
    ScoreTable,
    Technique,
    TechniqueRule,
    WeightsFile,
)
from deescalate._schema._elements import ASKED, AnswerTable, ElementsFile, ElementTable, PartTable
from deescalate._schema._golden import GoldenFile, GoldenMessage, GoldenReply
from deescalate._schema._house import HouseElements, HouseFile, HouseWording
from deescalate._schema._language import ConcernTable, GrammarTable, PackFile
from deescalate._schema._phrases import DraftTable, PhrasesFile
from deescalate._schema._readings import SignalsFile, SignalTable, StatesFile, StateTable, Strength
from deescalate._schema._wording import Rule, WhenTable, WordingFile

__all__ = [
    "ASKED",
    "AnswerTable",
    "BriefTable",
    "ChannelTable",
    "ChannelsFile",
    "ConcernTable",
    "ConversationFile",
    "CueTable",
    "DraftTable",
    "ElementTable",
    "ElementsFile",
    "EmojiFile",
    "EmpathyTable",
    "EscalationFile",
    "EscalationRule",
    "GoldenFile",
    "GoldenMessage",
    "GoldenReply",
    "GrammarTable",
    "HouseElements",
    "HouseFile",
    "HouseWording",
    "Listed",
    "MailFile",
    "Neighbour",
    "NeighboursFile",
    "PackFile",
    "PartTable",
    "PhrasesFile",
    "PresetTable",
    "PresetsFile",
    "ReviewFile",
    "Rule",
    "ScoreTable",
    "ScorecardTable",
    "SignalTable",
    "SignalsFile",
    "StateTable",
    "StatesFile",
    "Strength",
    "Table",
    "Technique",
    "TechniqueRule",
    "TurnTable",
    "WeightsFile",
    "WhenTable",
    "WordingFile",
]
