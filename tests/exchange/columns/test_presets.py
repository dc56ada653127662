"""The export of every tool we name is known by its header alone, and each of its columns for what it is."""

from __future__ import annotations

import pytest

from desktop_app.domain.imports import Field
from desktop_app.exchange.columns.presets import TOOLS
from desktop_app.exchange.columns.presets_names import SYNONYMS
from desktop_app.exchange.columns.recognition import plain, tool_name
from tests.exchange.columns.test_recognition import matched

T, O, R, C, P, S = Field.TICKET, Field.OPENED, Field.RESOLVED, Field.CLOSED, Field.PRIORITY, Field.STATE  # noqa: E741
G, N, U, A = Field.TEAM, Field.TITLE, Field.UPDATED, Field.ACKNOWLEDGED
EXPORTS = (
    (
        "ServiceNow",
        "Number|Opened|Short description|Caller|Priority|State|Category|Assignment group"
        "|Assigned to|Updated|Updated by",
        {T: "Number", O: "Opened", N: "Short description", P: "Priority", S: "State", G: "Assignment group"},
    ),
    (
        "ServiceNow",
        "number|opened_at|short_description|caller_id|priority|incident_state|cmdb_ci|assignment_group|assigned_to"
        "|resolved_at|closed_at|sys_updated_on|reopen_count|hold_reason|caused_by|u_symptom",
        {
            T: "number", O: "opened_at", R: "resolved_at", C: "closed_at", S: "incident_state", U: "sys_updated_on",
            Field.SYSTEM: "cmdb_ci", Field.SYSTEM_ERROR: "u_symptom", Field.RELEASE: "caused_by",
            Field.REOPENS: "reopen_count", Field.PAUSE_REASON: "hold_reason",
        },
    ),
    (
        "ServiceNow",
        "Número|Criado em|Encerrado|Prioridade|Descrição resumida|Atribuído a|Grupo de atribuição|Status"
        "|Motivo para estar em espera",
        {
            T: "Número", O: "Criado em", C: "Encerrado", P: "Prioridade", G: "Grupo de atribuição", S: "Status",
            Field.PAUSE_REASON: "Motivo para estar em espera",
        },
    ),
    (
        "ServiceNow",
        "Nummer|Eröffnet|Kurzbeschreibung|Anrufer|Priorität|Status|Kategorie|Zuweisungsgruppe|Zugewiesen an"
        "|Aktualisiert|Gelöst|Geschlossen",
        {T: "Nummer", O: "Eröffnet", R: "Gelöst", C: "Geschlossen", P: "Priorität", G: "Zuweisungsgruppe"},
    ),
    (
        "ServiceNow",
        "Numéro|Ouvert|Brève description|Appelant|Priorité|État|Groupe d'affectation|Affecté à|Mis à jour|Résolu|Fermé",
        {T: "Numéro", O: "Ouvert", R: "Résolu", C: "Fermé", P: "Priorité", S: "État", G: "Groupe d'affectation"},
    ),
    (
        "ServiceNow audit",
        "documentkey|tablename|fieldname|oldvalue|newvalue|sys_created_on|user",
        {T: "documentkey", Field.CHANGED_FIELD: "fieldname", Field.OLD_VALUE: "oldvalue", Field.NEW_VALUE: "newvalue"},
    ),
    (
        "Jira",
        "Summary|Issue key|Issue id|Issue Type|Status|Project key|Priority|Resolution|Assignee|Reporter|Created"
        "|Updated|Resolved|Due date|Component/s|Status Category",
        {T: "Issue key", N: "Summary", O: "Created", R: "Resolved", P: "Priority", S: "Status", U: "Updated"},
    ),
    (
        "Jira",
        "Key|Summary|Issue Type|Status|Project|Priority|Resolution|Assignee|Reporter|Created|Updated|Resolved",
        {T: "Key", N: "Summary", O: "Created", R: "Resolved", P: "Priority", S: "Status"},
    ),
    (
        "Jira",
        "Zusammenfassung|Vorgangsschlüssel|Vorgangs-ID|Vorgangstyp|Status|Priorität|Lösung|Bearbeiter|Autor|Erstellt"
        "|Aktualisiert|Erledigt",
        {T: "Vorgangsschlüssel", N: "Zusammenfassung", O: "Erstellt", R: "Erledigt", P: "Priorität", S: "Status"},
    ),
    (
        "Jira changelog",
        "Issue key|Author|Created|Field|From|To",
        {T: "Issue key", Field.CHANGED_FIELD: "Field", Field.OLD_VALUE: "From", Field.NEW_VALUE: "To"},
    ),
    (
        "GLPI",
        "ID|Título|Entidade|Status|Data de abertura|Última atualização|Prioridade|Requerente - Requerente"
        "|Atribuído - Técnico|Atribuído - Grupo técnico|Categoria|Tipo|Data da solução|Data de fechamento",
        {T: "ID", N: "Título", O: "Data de abertura", R: "Data da solução", C: "Data de fechamento",
         P: "Prioridade", S: "Status", G: "Atribuído - Grupo técnico"},
    ),
    (
        "GLPI",
        "ID|Titre|Entité|Statut|Dernière modification|Date d'ouverture|Priorité|Demandeur - Demandeur"
        "|Attribué à - Technicien|Attribué à - Groupe de techniciens|Catégorie|Date de résolution|Date de clôture",
        {T: "ID", N: "Titre", O: "Date d'ouverture", R: "Date de résolution", C: "Date de clôture", P: "Priorité",
         S: "Statut", G: "Attribué à - Groupe de techniciens"},
    ),
    (
        "GLPI",
        "ID|Title|Entity|Status|Last update|Opening date|Priority|Requester - Requester|Assigned to - Technician"
        "|Assigned to - Technician group|Category|Time to resolve|Resolution date|Closing date",
        {T: "ID", N: "Title", O: "Opening date", R: "Resolution date", C: "Closing date", P: "Priority", S: "Status",
         G: "Assigned to - Technician group"},
    ),
    (
        "TOPdesk",
        "number|briefDescription|status|processingStatus|priority|impact|callDate|targetDate|completed|completedDate"
        "|closed|closedDate|operator|operatorGroup|category|subcategory|onHold",
        {T: "number", N: "briefDescription", O: "callDate", R: "completedDate", C: "closedDate", P: "priority",
         S: "processingStatus", G: "operatorGroup"},
    ),
    (
        "Zendesk",
        "Summation column|Id|Requester|Requester id|Requester email|Submitter|Assignee|Group|Subject|Tags|Status"
        "|Priority|Via|Ticket type|Created at|Updated at|Assigned at|Organization|Due date|Initially assigned at"
        "|Solved at|Resolution time|Group stations|Assignee stations|Reopens|Replies|First reply time in minutes",
        {T: "Id", N: "Subject", O: "Created at", R: "Solved at", U: "Updated at", P: "Priority", S: "Status",
         G: "Group", Field.REOPENS: "Reopens"},
    ),
    (
        "Freshdesk",
        "Ticket ID|Subject|Status|Priority|Source|Type|Agent|Group|Created time|Due by Time|Resolved time|Closed time"
        "|Last update time|Initial response time|Agent interactions|Customer interactions|Resolution status|Tags",
        {T: "Ticket ID", N: "Subject", O: "Created time", R: "Resolved time", C: "Closed time",
         A: "Initial response time", P: "Priority", S: "Status", G: "Group"},
    ),
    (
        "Freshservice",
        "Ticket Id|Subject|Status|Priority|Type|Group|Agent|Category|Item|Requester Name|Description|Created Time"
        "|Due by Time|Resolved Time|Closed Time|Last Updated Time|First Response Time (in Hrs)"
        "|Resolution Time (in Hrs)",
        {T: "Ticket Id", O: "Created Time", R: "Resolved Time", C: "Closed Time", P: "Priority", G: "Group"},
    ),
    (
        "PagerDuty",
        "#|Service|Opened On|Resolved On|Resolve By|Duration|#Escalations",
        {T: "#", O: "Opened On", R: "Resolved On", Field.SYSTEM: "Service"},
    ),
    (
        "PagerDuty",
        "id|incident_number|description|service_id|service_name|escalation_policy_id|escalation_policy_name|created_on"
        "|resolved_on|seconds_to_first_ack|seconds_to_resolve|auto_resolved|escalation_count|urgency",
        {T: "incident_number", N: "description", O: "created_on", R: "resolved_on", P: "urgency",
         Field.SYSTEM: "service_name", G: "escalation_policy_name"},
    ),
    (
        "Opsgenie",
        "id|tinyId|alias|message|status|acknowledged|isSeen|snoozed|count|createdAt|updatedAt|lastOccurredAt|source"
        "|owner|priority|teams|tags|entity|report.closeTime",
        {T: "tinyId", N: "message", O: "createdAt", U: "updatedAt", P: "priority", S: "status", G: "teams"},
    ),
    (
        "iTop",
        "Ref|Title|Organization|Caller|Team|Agent|Status|Start date|End date|Last update|Close date|Impact|Priority"
        "|Urgency|Service|Service subcategory|Assignment date|Resolution date|Pending reason",
        {T: "Ref", N: "Title", O: "Start date", R: "Resolution date", C: "Close date", P: "Priority", S: "Status",
         G: "Team", A: "Assignment date", Field.SYSTEM: "Service", Field.PAUSE_REASON: "Pending reason"},
    ),
    (
        "OTRS",
        "Ticket Number|Age|Created|Closed|FirstLock|FirstResponse|State|Priority|Queue|Lock|Owner|UserFirstname"
        "|UserLastname|CustomerID|CustomerName|From|Subject|AccountedTime|SolutionInMin",
        {T: "Ticket Number", N: "Subject", O: "Created", C: "Closed", P: "Priority", S: "State", G: "Queue"},
    ),
    (
        "BMC Remedy",
        "Incident ID*+|Summary*|Priority|Status*|Status Reason|Impact*|Urgency*|Assigned Group*+|Assignee+"
        "|Submit Date|Reported Date+|Last Resolved Date|Closed Date|Last Modified Date|Service Type*"
        "|Categorization Tier 1",
        {T: "Incident ID*+", N: "Summary*", O: "Submit Date", R: "Last Resolved Date", C: "Closed Date",
         P: "Priority", S: "Status*", G: "Assigned Group*+", Field.PAUSE_REASON: "Status Reason"},
    ),
    (
        "ManageEngine",
        "Request ID|Subject|Requester|Technician|Group|Category|Priority|Request Status|Created Time|DueBy Time"
        "|Resolved Time|Completed Time",
        {T: "Request ID", N: "Subject", O: "Created Time", R: "Resolved Time", P: "Priority", S: "Request Status",
         G: "Group"},
    ),
    (
        "HP Service Manager",
        "CI Name (aff)|CI Type (aff)|Service Component WBS (aff)|Incident ID|Status|Impact|Urgency|Priority|Category"
        "|KM number|Alert Status|# Reassignments|Open Time|Reopen Time|Resolved Time|Close Time|Handle Time (Hours)"
        "|Closure Code|# Related Interactions|Related Interaction|# Related Incidents|# Related Changes|Related Change",
        {T: "Incident ID", O: "Open Time", R: "Resolved Time", C: "Close Time", P: "Priority", S: "Status",
         Field.SYSTEM: "CI Name (aff)", Field.REOPENS: "Reopen Time"},
    ),
    (
        "Volvo VINST",
        "SR Number|Change Date+Time|Status|Sub Status|Involved ST Function Div|Involved Org line 3|Involved ST"
        "|SR Latest Impact|Product|Country|Owner Country|Owner First Name",
        {T: "SR Number", U: "Change Date+Time", S: "Status", G: "Involved ST", P: "SR Latest Impact",
         Field.SYSTEM: "Product"},
    ),
)  # fmt: skip


def one_row(names: list[str]) -> dict[str, list[str | None]]:
    return {name.replace(" ", "__"): ["x"] for name in names}


@pytest.mark.parametrize(
    ("tool", "header", "wanted"), EXPORTS, ids=[f"{tool} {n}" for n, (tool, *_) in enumerate(EXPORTS)]
)
def test_the_export_of_a_tool_is_known_by_its_header(tool: str, header: str, wanted: dict[Field, str]) -> None:
    names = header.split("|")
    assert tool_name(names) == tool
    found = matched(None, **one_row(names))
    assert {field: found.column(field) for field in wanted} == wanted


@pytest.mark.parametrize(
    ("tool", "header", "wanted"), EXPORTS, ids=[f"{tool} {n}" for n, (tool, *_) in enumerate(EXPORTS)]
)
def test_neither_case_nor_accents_nor_marks_of_a_form_matter(tool: str, header: str, wanted: dict[Field, str]) -> None:
    names = [f"{plain(name).upper()}*+" if plain(name) != "no" else name for name in header.split("|")]
    assert tool_name(names) == tool
    found = matched(None, **one_row(names))
    assert all(plain(found.column(field) or "") == plain(column) for field, column in wanted.items())


def test_every_name_of_the_presets_is_written_as_headers_are_compared() -> None:
    for names in (*SYNONYMS.values(), *(tool.signs + tool.needs for tool in TOOLS)):
        for name in names:
            assert plain(name) == name.replace("_", " "), name
