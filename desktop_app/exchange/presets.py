"""What the columns of known tools are called. Data only: a new tool or language is a line here.

Names are written as ``recognition.plain`` makes them: lower case, no accents, signs as one space. Earlier names
win over later ones. Sources: real exports, documentation of vendors and code that reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_app.domain.imports import Field


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool is recognised when all ``needs`` and at least ``enough`` of the ``signs`` are among the headers."""

    name: str
    signs: tuple[str, ...]
    enough: int
    needs: tuple[str, ...] = ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|") if name.strip())


TOOLS: Final[tuple[Tool, ...]] = (
    Tool(
        "ServiceNow",
        _names(
            "incident state | sys updated on | sys updated by | sys updated at | sys created on | sys mod count"
            " | cmdb ci | u symptom | caller id | assignment group | short description | made sla"
            " | reassignment count | reopen count | calendar duration | business duration | opened by | opened at"
            " | hold reason | contact type | close code"
        ),
        4,
        ("number",),
    ),
    Tool(
        "ServiceNow",
        _names(
            "short description | assignment group | configuration item | assigned to | opened | updated"
            " | updated by | caller | on hold reason | made sla | reopen count | opened by | state | last update"
            " | user location | affected user"
        ),
        4,
        ("number",),
    ),
    Tool(
        "ServiceNow",
        _names(
            "aberto | criado em | encerrado | descricao resumida | atribuido a | grupo de atribuicao"
            " | motivo para estar em espera | status"
        ),
        3,
        ("numero",),
    ),
    Tool(
        "Jira",
        _names("summary | issue id | issue type | project key | status category | reporter | created | resolved"),
        3,
        ("issue key",),
    ),
    Tool("Jira", _names("summary | issue type | reporter | created | resolved | status | project"), 4, ("key",)),
    Tool(
        "GLPI",
        _names(
            "titulo | entidade | data de abertura | ultima atualizacao | data da solucao | data de fechamento"
            " | requerente requerente | atribuido tecnico | atribuido grupo tecnico"
        ),
        4,
        ("id",),
    ),
    Tool(
        "GLPI",
        _names(
            "titre | entite | date d ouverture | derniere modification | date de resolution | date de cloture"
            " | demandeur demandeur | attribue a technicien | statut"
        ),
        4,
        ("id",),
    ),
    Tool(
        "GLPI",
        _names(
            "title | entity | last update | opening date | resolution date | requester requester"
            " | assigned to technician | time to resolve"
        ),
        4,
        ("id",),
    ),
    Tool(
        "TOPdesk",
        _names(
            "briefdescription | processingstatus | calldate | targetdate | completeddate | closeddate"
            " | operatorgroup | onholdduration"
        ),
        3,
        ("number",),
    ),
    Tool(
        "Zendesk",
        _names(
            "requester id | submitter | group | subject | created at | assigned at | solved at | group stations"
            " | assignee stations | reopens | summation column | satisfaction score"
        ),
        5,
    ),
    Tool(
        "Freshservice",
        _names(
            "subject | requester name | agent | group | item | created time | due by time | resolved time"
            " | last updated time"
        ),
        6,
        ("ticket id", "category"),
    ),
    Tool(
        "Freshdesk",
        _names(
            "subject | source | agent | group | created time | due by time | resolved time | closed time"
            " | last update time | initial response time | agent interactions"
        ),
        6,
        ("ticket id",),
    ),
    Tool(
        "PagerDuty",
        _names(
            "service name | created on | resolved on | seconds to first ack | seconds to resolve"
            " | escalation count | auto resolved | opened on | resolve by | escalations"
        ),
        3,
    ),
    Tool("Opsgenie", _names("tinyid | alias | message | createdat | updatedat | isseen | lastoccurredat | owner"), 4),
    Tool(
        "iTop",
        _names(
            "organization | caller | team | agent | start date | close date | resolution date | assignment date"
            " | service subcategory | pending reason"
        ),
        5,
        ("ref",),
    ),
    Tool(
        "OTRS",
        _names("age | firstlock | firstresponse | queue | lock | owner | customerid | solutioninmin | articletree"),
        4,
    ),
    Tool(
        "BMC Remedy",
        _names(
            "summary | submit date | reported date | last resolved date | closed date | assigned group"
            " | status reason | service type | categorization tier 1"
        ),
        4,
    ),
    Tool(
        "ManageEngine",
        _names("requester | technician | request status | created time | dueby time | resolved time | completed time"),
        4,
        ("request id",),
    ),
    Tool(
        "HP Service Manager",
        _names("ci name aff | km number | interaction id | closure code | reassignments | related changes"),
        3,
    ),
    Tool(
        "Volvo VINST",
        _names("status | sub status | involved st | involved org line 3 | sr latest impact | product"),
        4,
        ("sr number",),
    ),
)

SYNONYMS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TICKET: _names(
        "number | ticket id | ticket number | ticketnumber | issue key | incident number | incident id"
        " | incident_id | ticket | ref | request id | sr number | numero | case id | caseid | case number"
        " | tinyid | unique key | ticker | vorgangsnummer | ticketnummer | nummer | incident | key"
        " | ticket no | id | no | nr"
    ),
    Field.TITLE: _names(
        "short description | title | summary | subject | descricao resumida | titulo | titre"
        " | briefdescription | brief description | kurzbeschreibung | betreff | titel | assunto | message"
        " | description | descricao | beschreibung"
    ),
    Field.OPENED: _names(
        "opened at | opened | opened on | created at | created on | created | createdat | open time"
        " | opened time | created time | created date | creation date | opening date | submit date"
        " | reported date | start date | calldate | call date | open date | date opened | sys created on"
        " | sys created at | start time | opened date | data de abertura | data abertura | aberto | aberto em"
        " | criado em | criado | data de criacao | date d ouverture | ouvert | cree le | erstellt"
        " | erstellt am | eroffnet | eroffnet am | geoffnet | geoffnet am"
    ),
    Field.ACKNOWLEDGED: _names(
        "acknowledged at | acknowledged | acknowledged on | first response at | first response time"
        " | first response | initial response time | firstresponse | responded at | work start"
        " | assignment date | assigned at | bestatigt | ack time"
    ),
    Field.RESTORED: _names(
        "restored at | restored | service restored | service restored at | restoration time | impact end"
        " | impact ended at | impactenddate | mitigated at | workaround at | wiederhergestellt"
        " | restabelecido"
    ),
    Field.RESOLVED: _names(
        "resolved at | resolved | resolved on | resolved time | resolution date | resolutiondate"
        " | resolved date | date resolved | solved at | solved | solve date | last resolved date"
        " | resolve time stamp | completeddate | completed date | completed time | data da solucao"
        " | data solucao | data de resolucao | resolvido em | resolvido | date de resolution | resolu le"
        " | gelost | gelost am | behoben | behoben am | end date | end time"
    ),
    Field.CLOSED: _names(
        "closed at | closed | closed on | closed time | close time | closed date | close date | closeddate"
        " | date closed | encerrado | encerrado em | data de fechamento | data fechamento | fechado em"
        " | date de cloture | cloture | ferme le | geschlossen | geschlossen am"
    ),
    Field.UPDATED: _names(
        "sys updated at | sys updated on | updated at | updated on | updated | last update | last updated"
        " | last updated time | last update time | updatedat | last modified date | modified"
        " | change date time | last modified | ultima atualizacao | atualizado | atualizado em"
        " | derniere modification | aktualisiert | letzte anderung | completetimestamp | changed at"
    ),
    Field.PRIORITY: _names(
        "priority | prioridade | priorite | prioritat | prioridad | classification | klassifizierung"
        " | severity | urgency | severidade | schweregrad | urgencia | dringlichkeit | impact"
        " | sr latest impact"
    ),
    Field.STATE: _names(
        "state | incident state | status | ticket status | request status | processingstatus | statut"
        " | zustand | estado | situacao | activityid | status category"
    ),
    Field.PAUSE_REASON: _names(
        "on hold reason | hold reason | pending reason | status reason | sub status"
        " | motivo para estar em espera | motivo de pendencia | grund fur warten | wartegrund"
    ),
    Field.TEAM: _names(
        "assignment group | assigned group | team | group | support group | operatorgroup | operator group"
        " | owner team | ownerteam | queue | resolver group | grupo de atribuicao | atribuido grupo tecnico"
        " | grupo | equipe | groupe d affectation | attribue a groupe de techniciens | zuweisungsgruppe"
        " | gruppe | involved st | agency | escalation policy name"
    ),
    Field.SYSTEM: _names(
        "cmdb ci | configuration item | ci name | ci name aff | service name | business service | service"
        " | application | system | affected service | item de configuracao | servico | incident ci type"
        " | component s | components | component | element de configuration | konfigurationselement | product"
        " | category | categoria | categorie | kategorie | complaint type"
    ),
    Field.SYSTEM_ERROR: _names(
        "u symptom | symptom | probable cause | root cause | cause | cause code | ursache | causa"
        " | causa raiz | subcategory | sub category | subcategoria | unterkategorie | service subcategory"
    ),
    Field.RELEASE: _names(
        "caused by | caused by change | caused by release | change number | rfc caused by | causado por"
        " | verursacht durch | caused by deployment | release related"
    ),
    Field.REOPENS: _names(
        "reopen count | reopens | reopened count | is reopened | reopened | no of reopens"
        " | numero de reaberturas | reopen time | anzahl wiedereroffnungen"
    ),
    Field.KIND: _names(
        "issue type | ticket type | task type | request type | incident type | tipo | record type"
        " | sys class name | type | typ"
    ),
}

PERSONS: Final[frozenset[str]] = frozenset(
    _names(
        "caller | caller id | assigned to | assignee | assignee id | opened by | closed by | resolved by"
        " | updated by | created by | sys updated by | sys created by | last reopened by | reopened by"
        " | requester | requester id | requester email | requester name | requester requester"
        " | requester external id | submitter | reporter | reporter id | creator | creator id | project lead"
        " | project lead id | watchers | watchers id | watch list | work notes list"
        " | additional assignee list | user | user id | user name | username | full name | first name"
        " | last name | name | contact | contact id | contact name | customer | customer name | customername"
        " | customer id | customerid | agent | agent id | agent name | assigned agent id | assigned agent"
        " | operator | owner | technician | affected user | e mail | email | mail | email address | phone"
        " | mobile | telephone | userfirstname | userlastname | owner first name | from | person | employee"
        " | employee number | employee id | acknowledged by | acknowledged by user ids"
        " | acknowledged by user names | assigned to user ids | assigned to user names | resolved by user id"
        " | resolved by user name | assigned to technician | assignee stations | initially assigned to"
        " | atribuido a | atribuido tecnico | atribuido para tecnico | requerente | requerente requerente"
        " | atendente | solicitante | usuario | usuario iteracao | usuario impactado | aberto por"
        " | encerrado por | resolvido por | atualizado por | criado por | demandeur | demandeur demandeur"
        " | attribue a | attribue a technicien | technicien | ouvert par | ferme par | resolu par | anrufer"
        " | zugewiesen an | bearbeiter | melder | eroffnet von | geschlossen von | gelost von"
        " | aktualisiert von | erstellt von | benutzer | kontakt | kunde | mitarbeiter | approver | manager"
        " | requested by | requested for | reported by"
    )
)
