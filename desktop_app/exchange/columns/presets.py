"""By which headers the exports of known tools are told apart. Data only: a new tool or language is a line here.

Names are written as ``recognition.plain`` makes them. Sources: real exports, documentation of vendors and code that
reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_app.exchange.columns.presets_names import names


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool is recognised when all ``needs`` and at least ``enough`` of the ``signs`` are among the headers."""

    name: str
    signs: tuple[str, ...]
    enough: int
    needs: tuple[str, ...] = ()


_CHANGELOG: Final = names("field | from | to | from string | to string | old value | new value")
TOOLS: Final[tuple[Tool, ...]] = (
    Tool(
        "ServiceNow",
        names(
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
        names(
            "short description | assignment group | configuration item | assigned to | opened | updated"
            " | updated by | caller | on hold reason | made sla | reopen count | opened by | state | last update"
            " | user location | affected user"
        ),
        4,
        ("number",),
    ),
    Tool(
        "ServiceNow",
        names(
            "aberto | criado em | encerrado | descricao resumida | atribuido a | grupo de atribuicao"
            " | motivo para estar em espera | status"
        ),
        3,
        ("numero",),
    ),
    Tool(
        "ServiceNow",
        names(
            "eroffnet | kurzbeschreibung | anrufer | zuweisungsgruppe | zugewiesen an | konfigurationselement"
            " | aktualisiert | grund fur warten"
        ),
        4,
        ("nummer",),
    ),
    Tool(
        "ServiceNow",
        names(
            "ouvert | breve description | appelant | groupe d affectation | affecte a | element de configuration"
            " | mis a jour | ouvert par"
        ),
        4,
        ("numero",),
    ),
    Tool(
        "ServiceNow audit",
        names("tablename | fieldname | oldvalue | newvalue | sys created on | user"),
        4,
        ("documentkey",),
    ),
    Tool("Jira changelog", _CHANGELOG, 3, ("issue key",)),
    Tool("Jira changelog", _CHANGELOG, 3, ("key",)),
    Tool(
        "Jira",
        names("zusammenfassung | vorgangs id | vorgangstyp | losung | bearbeiter | erstellt | erledigt"),
        3,
        ("vorgangsschlussel",),
    ),
    Tool(
        "Jira",
        names("resume | identifiant du ticket | type de ticket | etat | rapporteur | cree | resolu"),
        3,
        ("cle de ticket",),
    ),
    Tool(
        "Jira",
        names("resumo | id do item | tipo de item | status | relator | criado | resolvido"),
        3,
        ("chave do item",),
    ),
    Tool(
        "Jira",
        names("summary | issue id | issue type | project key | status category | reporter | created | resolved"),
        3,
        ("issue key",),
    ),
    Tool("Jira", names("summary | issue type | reporter | created | resolved | status | project"), 4, ("key",)),
    Tool(
        "GLPI",
        names(
            "titulo | entidade | data de abertura | ultima atualizacao | data da solucao | data de fechamento"
            " | requerente requerente | atribuido tecnico | atribuido grupo tecnico"
        ),
        4,
        ("id",),
    ),
    Tool(
        "GLPI",
        names(
            "titre | entite | date d ouverture | derniere modification | date de resolution | date de cloture"
            " | demandeur demandeur | attribue a technicien | statut"
        ),
        4,
        ("id",),
    ),
    Tool(
        "GLPI",
        names(
            "title | entity | last update | opening date | resolution date | requester requester"
            " | assigned to technician | time to resolve"
        ),
        4,
        ("id",),
    ),
    Tool(
        "TOPdesk",
        names(
            "briefdescription | processingstatus | calldate | targetdate | completeddate | closeddate"
            " | operatorgroup | onholdduration"
        ),
        3,
        ("number",),
    ),
    Tool(
        "Zendesk",
        names(
            "requester id | submitter | group | subject | created at | assigned at | solved at | group stations"
            " | assignee stations | reopens | summation column | satisfaction score"
        ),
        5,
    ),
    Tool(
        "Freshservice",
        names(
            "subject | requester name | agent | group | item | created time | due by time | resolved time"
            " | last updated time"
        ),
        6,
        ("ticket id", "category"),
    ),
    Tool(
        "Freshdesk",
        names(
            "subject | source | agent | group | created time | due by time | resolved time | closed time"
            " | last update time | initial response time | agent interactions"
        ),
        6,
        ("ticket id",),
    ),
    Tool(
        "PagerDuty",
        names(
            "service name | created on | resolved on | seconds to first ack | seconds to resolve"
            " | escalation count | auto resolved | opened on | resolve by | escalations"
        ),
        3,
    ),
    Tool("Opsgenie", names("tinyid | alias | message | createdat | updatedat | isseen | lastoccurredat | owner"), 4),
    Tool(
        "iTop",
        names(
            "organization | caller | team | agent | start date | close date | resolution date | assignment date"
            " | service subcategory | pending reason"
        ),
        5,
        ("ref",),
    ),
    Tool(
        "OTRS",
        names("age | firstlock | firstresponse | queue | lock | owner | customerid | solutioninmin | articletree"),
        4,
    ),
    Tool(
        "BMC Remedy",
        names(
            "summary | submit date | reported date | last resolved date | closed date | assigned group"
            " | status reason | service type | categorization tier 1"
        ),
        4,
    ),
    Tool(
        "ManageEngine",
        names("requester | technician | request status | created time | dueby time | resolved time | completed time"),
        4,
        ("request id",),
    ),
    Tool(
        "HP Service Manager",
        names("ci name aff | km number | interaction id | closure code | reassignments | related changes"),
        3,
    ),
    Tool(
        "Volvo VINST",
        names("status | sub status | involved st | involved org line 3 | sr latest impact | product"),
        4,
        ("sr number",),
    ),
)
