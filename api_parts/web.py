"""The HTTP interface: each question a GET, each answer JSON, described by OpenAPI at /openapi.json."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from api_parts import answering, answers, papers
from api_parts.problems import MEDIA_TYPE, TITLES, UNKNOWN_FAULT, Problem, sentence, status_of
from api_parts.questions import (
    AdviceQuestion,
    DocumentQuestion,
    ExportQuestion,
    OneQuestion,
    PointQuestion,
    PromiseQuestion,
    SearchQuestion,
)
from cli_parts.words import ExportFormat
from kb import KnowledgeBase
from kb.concealed import seen
from kb.errors import AdviesspoorError, because

DESCRIPTION = """Wat adviseurs van een gemeente aanbevelen, wat het college antwoordt en wat het toezegt. Alleen lezen.

Elk antwoord over een uitspraak heeft het letterlijke citaat, de bladzijde, de titel en datum van het document, de stand
en het standpunt. `judged` zegt of een mens dat beoordeelde; `proposal` is wat het programma vond, `decision` wat een
mens besloot. Geen antwoord betekent altijd: geen antwoord in wat is geladen (`loaded`)."""


def _seen(request: Request) -> KnowledgeBase:
    """The knowledge base as its settings want it seen now. Raises Moved, BadSettings."""
    kb: KnowledgeBase = request.app.state.kb
    kb.require_in_place()
    return seen(kb)


def _problem(status: HTTPStatus) -> dict[str, Any]:
    return {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}


def _described(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    return {status.value: _problem(status) for status in statuses}


Seen = Annotated[KnowledgeBase, Depends(_seen)]
Id = Annotated[str, Path(min_length=1, max_length=200, description="De id, zoals die in andere antwoorden staat.")]
NOT_NOW = _described(HTTPStatus.SERVICE_UNAVAILABLE)
UNKNOWN = _described(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    ExportFormat.DOCX: f"{OFFICE}.wordprocessingml.document",
    ExportFormat.HTML: "text/html",
    ExportFormat.JSON: "application/json",
    ExportFormat.JSONLD: "application/ld+json",
    ExportFormat.RIS: "application/x-research-info-systems",
}
FILES: dict[int | str, dict[str, Any]] = {
    **UNKNOWN,
    200: {"description": "Het bestand.", "content": {media: {} for media in MEDIA.values()}},
}

router = APIRouter(responses=NOT_NOW)


@router.get("/health", summary="Of de kennisbank antwoordt")
def health(kb: Seen) -> answers.Health:
    return answering.health(kb)


@router.get("/documents", summary="Documenten, het oudste eerst", responses=UNKNOWN)
def documents(kb: Seen, asked: Annotated[DocumentQuestion, Query()]) -> answers.Papers:
    return answering.documents(kb, asked)


@router.get("/documents/{id}", summary="Een document met zijn uitspraken", responses=UNKNOWN)
def document(kb: Seen, id: Id) -> papers.WholePaper:
    return answering.document(kb, OneQuestion(id=id))


@router.get("/recommendations", summary="Aanbevelingen of verzoeken, met het antwoord dat telt", responses=UNKNOWN)
def recommendations(kb: Seen, asked: Annotated[PointQuestion, Query()]) -> answers.Points:
    return answering.recommendations(kb, asked)


@router.get("/commitments", summary="Toezeggingen en voornemens, de vroegste termijn eerst", responses=UNKNOWN)
def commitments(kb: Seen, asked: Annotated[PromiseQuestion, Query()]) -> answers.Commitments:
    return answering.commitments(kb, asked)


@router.get("/trail/{id}", summary="Het spoor van een aanbeveling of verzoek", responses=UNKNOWN)
def trail(kb: Seen, id: Id) -> answers.Trail:
    return answering.trail(kb, OneQuestion(id=id))


@router.get("/advices", summary="Adviezen en hoe ver zij zijn beantwoord, het nieuwste eerst", responses=UNKNOWN)
def advices(kb: Seen, asked: Annotated[AdviceQuestion, Query()]) -> answers.Advices:
    return answering.advices(kb, asked)


@router.get("/advices/{id}", summary="Een advies met al zijn punten", responses=UNKNOWN)
def advice(kb: Seen, id: Id) -> answers.WholeAdvice:
    return answering.advice(kb, OneQuestion(id=id))


@router.get("/coverage", summary="Wat er geladen is, en wat daarin ontbreekt")
def coverage(kb: Seen) -> papers.Covered:
    return answering.coverage(kb)


@router.get("/search", summary="Zoeken op woorden en betekenis", responses=UNKNOWN)
def search(kb: Seen, asked: Annotated[SearchQuestion, Query()]) -> answers.Hits:
    return answering.search(kb, asked)


@router.get("/export/{form}", summary="Het bestand dat `adviesspoor export` schrijft", responses=FILES,
            response_class=Response)  # fmt: skip
def export(kb: Seen, form: ExportFormat, asked: Annotated[ExportQuestion, Query()]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="adviesspoor.{form}"'}
    return Response(answering.taken_home(kb, form, asked), media_type=MEDIA[form], headers=headers)


def web(kb: KnowledgeBase, *, with_token: bool = False) -> FastAPI:
    """The application. `with_token`: it stands behind one; see `guarded`."""
    app = described(with_token=with_token)
    app.state.kb = kb
    return app


def described(*, with_token: bool = False) -> FastAPI:
    """The same without a knowledge base: what can be asked, and what is answered."""
    app = FastAPI(
        title="Adviesspoor",
        version=answering.version(),
        description=DESCRIPTION,
        docs_url=None,  # those pages fetch their scripts from elsewhere
        redoc_url=None,
        responses=_described(HTTPStatus.UNAUTHORIZED) if with_token else {},
        dependencies=[Depends(HTTPBearer(auto_error=False))] if with_token else [],
    )
    app.include_router(router)
    app.add_exception_handler(AdviesspoorError, _of_ours)
    app.add_exception_handler(OSError, _of_disk)
    app.add_exception_handler(RequestValidationError, _of_question)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_program)
    return app


def _of_ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, AdviesspoorError)
    return _answer(status_of(error), str(error))


def _of_disk(_: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, f"Lezen of schrijven lukt niet: {because(error)}.")


def _of_question(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, sentence(error.errors()))


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = {
        404: f"Dit adres bestaat niet: {request.url.path}; zie /openapi.json.",
        405: "Hier kan alleen met GET worden gevraagd; wijzigen gaat met de app of het commando.",
    }
    return _answer(error.status_code, said.get(error.status_code, str(error.detail)), error.headers)


def _of_program(_: Request, error: Exception) -> Response:
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, UNKNOWN_FAULT)


def _answer(status: int, detail: str, headers: Any = None) -> Response:
    return Response(Problem.of(status, detail).model_dump_json(), status, headers, MEDIA_TYPE)
