"""What is kept: one noun a file."""

from tracker.models.account import Account, Credential, SignOn
from tracker.models.agency import Agency, Alias
from tracker.models.assessment import Assessment
from tracker.models.assignment import Assignment
from tracker.models.base import Base
from tracker.models.batch import Batch, Change
from tracker.models.conflict import Conflict
from tracker.models.contribution import Contribution
from tracker.models.issued import Issued
from tracker.models.layout import Layout
from tracker.models.letter import Letter
from tracker.models.measure import Evidence, Measure, NationalPlan
from tracker.models.mechanism import Mechanism
from tracker.models.meeting import AgendaItem, Attendance, Decision, DecisionAbout, Meeting
from tracker.models.origin import ImportedSheet, Origin
from tracker.models.post import Holder, Post
from tracker.models.recommendation import Recommendation, RecommendingState, Translation
from tracker.models.register import Register
from tracker.models.remark import OpenValue, Remark
from tracker.models.request import Answer, Asked, Request
from tracker.models.review import Review
from tracker.models.saved_view import SavedView
from tracker.models.state import State
from tracker.models.status import Grade, Status, Transition
from tracker.models.tag import (
    AffectedGroup,
    Goal,
    RecommendationGoal,
    RecommendationGroup,
    RecommendationTheme,
    Theme,
)
from tracker.models.waiting_import import WaitingImport
from tracker.models.word import Word

__all__ = [
    "Account",
    "AffectedGroup",
    "Agency",
    "AgendaItem",
    "Alias",
    "Answer",
    "Asked",
    "Assessment",
    "Assignment",
    "Attendance",
    "Base",
    "Batch",
    "Change",
    "Conflict",
    "Contribution",
    "Credential",
    "Decision",
    "DecisionAbout",
    "Evidence",
    "Goal",
    "Grade",
    "Holder",
    "ImportedSheet",
    "Issued",
    "Layout",
    "Letter",
    "Measure",
    "Mechanism",
    "Meeting",
    "NationalPlan",
    "OpenValue",
    "Origin",
    "Post",
    "Recommendation",
    "RecommendationGoal",
    "RecommendationGroup",
    "RecommendationTheme",
    "RecommendingState",
    "Register",
    "Remark",
    "Request",
    "Review",
    "SavedView",
    "SignOn",
    "State",
    "Status",
    "Theme",
    "Transition",
    "Translation",
    "WaitingImport",
    "Word",
]
