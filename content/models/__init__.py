"""What authors write."""

from content.models.assignment import AssignmentPage
from content.models.base import LearningPage, PolkuPage, PublishRefused
from content.models.cards import CertificateText, FactCard, HelpContact, Organiser
from content.models.competence import CompetencePage
from content.models.course import ActivityPage, CourseIndexPage, CoursePage, LessonPage
from content.models.glossary import GlossaryTerm
from content.models.media import Material, Picture, PictureRendition, Recording
from content.models.module import ModulePage
from content.models.network import NetworkCard
from content.models.pieces import SharedPiece
from content.models.programme import PartPage
from content.models.project import ProjectPage
from content.models.quiz import QuizPage
from content.models.scales import ScaleCard
from content.models.seeds import SeedRecord
from content.models.site import HelpPage, HomePage, StandardPage

__all__ = [
    "ActivityPage",
    "AssignmentPage",
    "CertificateText",
    "CompetencePage",
    "CourseIndexPage",
    "CoursePage",
    "FactCard",
    "GlossaryTerm",
    "HelpContact",
    "HelpPage",
    "HomePage",
    "LearningPage",
    "LessonPage",
    "Material",
    "ModulePage",
    "NetworkCard",
    "Organiser",
    "PartPage",
    "Picture",
    "PictureRendition",
    "PolkuPage",
    "ProjectPage",
    "PublishRefused",
    "QuizPage",
    "Recording",
    "ScaleCard",
    "SeedRecord",
    "SharedPiece",
    "StandardPage",
]
