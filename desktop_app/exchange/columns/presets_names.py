"""What the columns of known tools are called, by what they are for us. Data only: a new name is a word here.

Names are written as ``recognition.plain`` makes them: lower case, no accents, signs as one space. Earlier names
win over later ones. Sources: real exports, documentation of vendors and code that reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop_app.domain.imports import Field


def names(text: str) -> tuple[str, ...]:
    """The names of a list that is parted by bars."""
    return tuple(name.strip() for name in text.split("|") if name.strip())


CATEGORIES: Final = names("category | categoria | categorie | kategorie")
"""What stands for a system where none is told; beside one, both together stand for its error."""

SYNONYMS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TICKET: names(
        "number | ticket id | ticket number | ticketnumber | issue key | vorgangsschlussel | cle de"
        " ticket | chave do item | incident number | incident id | ticket | ref | request id"
        " | sr number | numero | case id | caseid | case number | tinyid | unique key | ticker |"
        " vorgangsnummer | ticketnummer | nummer | incident | key | case concept name | documentkey |"
        " document key | ticket no | no chamado | id | no | nr | case | issue id | chamado"
    ),
    Field.TITLE: names(
        "short description | title | summary | subject | descricao resumida | titulo | titre |"
        " briefdescription | brief description | kurzbeschreibung | betreff | titel | assunto | breve"
        " description | zusammenfassung | resume | resumo | objet | message | description | descricao |"
        " beschreibung"
    ),
    Field.OPENED: names(
        "issue created | issue created at | issue created date | ticket created | ticket created at |"
        " opened at | opened | opened on | created at | created on | created | createdat | open time |"
        " opened time | created time | created date | creation date | opening date | submit date |"
        " reported date | start date | calldate | call date | open date | date opened | sys created on |"
        " sys created at | start time | opened date | data de abertura | data abertura | aberto | aberto"
        " em | criado em | criado | data de criacao | date d ouverture | ouvert | cree le | erstellt |"
        " ouvert le | date de creation | cree | erstellt am | eroffnet | eroffnet am | geoffnet | geoffnet"
        " am | start timestamp | timestamp | reported on | reported at | reported | raised on | raised at |"
        " raised | logged on | logged at | logged | submitted on | submitted at | submitted | gemeldet am |"
        " gemeldet | signale le"
    ),
    Field.ACKNOWLEDGED: names(
        "acknowledged at | acknowledged | acknowledged on | first response at | first response time |"
        " first response | initial response time | firstresponse | responded at | work start | assignment"
        " date | assigned at | bestatigt | ack time"
    ),
    Field.RESTORED: names(
        "restored at | restored | service restored | service restored at | restoration time | impact end"
        " | impact ended at | impactenddate | mitigated at | workaround at | wiederhergestellt |"
        " restabelecido"
    ),
    Field.RESOLVED: names(
        "resolved at | resolved | resolved on | resolved time | resolution date | resolutiondate |"
        " resolved date | date resolved | solved at | solved | solve date | last resolved date | resolve"
        " time stamp | completeddate | completed date | completed time | data da solucao | data solucao |"
        " data de resolucao | resolvido em | resolvido | date de resolution | resolu le | resolu | gelost"
        " | gelost am | behoben | behoben am | erledigt | erledigt am | end date | end time | solved on |"
        " repaired on | repaired at | repaired | repair date | fixed on | fixed at | fixed | fix date |"
        " completed on | completed at | completed | finished on | finished at"
    ),
    Field.CLOSED: names(
        "closed at | closeddate | closed | closed on | closed time | close time | closed date | close"
        " date | closing date | date closed | encerrado | encerrado em | data de fechamento | data"
        " fechamento | fechado em | date de cloture | cloture | ferme le | ferme | geschlossen |"
        " geschlossen am"
    ),
    Field.UPDATED: names(
        "sys updated at | sys updated on | updated at | updated on | updated | last update | last updated"
        " | last updated time | last update time | updatedat | last modified date | modified | change date"
        " time | change date | changed on | completetimestamp | complete timestamp | time timestamp |"
        " datestamp | event time | event timestamp | event date | last modified | mis a jour | mis a jour"
        " le | ultima atualizacao | atualizado | atualizado em | derniere modification | aktualisiert |"
        " letzte anderung | changed at"
    ),
    Field.PRIORITY: names(
        "priority | prioridade | priorite | prioritat | prioridad | classification | klassifizierung |"
        " urgency | severity | severidade | schweregrad | urgencia | dringlichkeit | impact | sr latest"
        " impact"
    ),
    Field.STATE: names(
        "state | incident state | processingstatus | processing status | status | ticket status | request"
        " status | statut | etat | zustand | estado | situacao | status category"
    ),
    Field.PAUSE_REASON: names(
        "on hold reason | hold reason | pending reason | status reason | sub status | motivo para estar"
        " em espera | motivo de pendencia | grund fur warten | wartegrund | motif d attente"
    ),
    Field.TEAM: names(
        "assignment group | assigned group | team | group | support group | operatorgroup | operator"
        " group | owner team | ownerteam | teams | assigned to technician group | queue | resolver group |"
        " grupo de atribuicao | atribuido grupo tecnico | grupo | equipe | groupe d affectation | attribue"
        " a groupe de techniciens | zuweisungsgruppe | gruppe | involved st | agency | escalation policy"
        " name | responsible team | responsible group | owner group | owning team | zustandige gruppe |"
        " zustandiges team"
    ),
    Field.SYSTEM: names(
        "cmdb ci | configuration item | ci name | ci name aff | service name | business service | service"
        " | application | system | affected service | item de configuracao | servico | incident ci type |"
        " component s | components | component | element de configuration | konfigurationselement |"
        " product"
    )
    + CATEGORIES
    + names("complaint type"),
    Field.SYSTEM_ERROR: names(
        "u symptom | symptom | probable cause | root cause | cause | cause code | ursache | causa | causa"
        " raiz | subcategory | sub category | subcategoria | unterkategorie | service subcategory"
    )
    + CATEGORIES,
    Field.RELEASE: names(
        "caused by | caused by change | caused by release | change number | rfc caused by | causado por |"
        " verursacht durch | caused by deployment | release related"
    ),
    Field.REOPENS: names(
        "reopen count | reopens | reopened count | is reopened | reopened | no of reopens | numero de"
        " reaberturas | reopen time | anzahl wiedereroffnungen"
    ),
    Field.CHANGED_FIELD: names("fieldname | field name | field | changed field | feld | champ | campo"),
    Field.OLD_VALUE: names(
        "oldvalue | old value | from string | fromstring | from | old | previous value | alter wert |"
        " valor antigo | ancienne valeur"
    ),
    Field.NEW_VALUE: names(
        "newvalue | new value | to string | tostring | to | new | neuer wert | novo valor | nouvelle valeur"
    ),
    Field.ACTIVITY: names(
        "activity | activityid | activity id | activity name | concept name | incidentactivity type |"
        " activity type | event type | event name | event | aktivitat | atividade | activite"
    ),
    Field.KIND: names(
        "issue type | issuetype | tablename | table name | ticket type | task type | request type |"
        " incident type | tipo | record type | sys class name | type | typ"
    ),
}

PERSONS: Final[frozenset[str]] = frozenset(
    names(
        "aberto por | acknowledged by | acknowledged by user ids | acknowledged by user names |"
        " additional assignee list | affecte a | affected user | agent | agent id | agent name |"
        " aktualisiert von | anrufer | appelant | approver | assigned agent | assigned agent id | assigned"
        " to | assigned to technician | assigned to user ids | assigned to user names | assignee |"
        " assignee id | assignee stations | atendente | atribuido a | atribuido para tecnico | atribuido"
        " tecnico | attribue a | attribue a technicien | atualizado por | author | autor | bearbeiter |"
        " benutzer | caller | caller id | changed by | closed by | contact | contact id | contact name |"
        " created by | creator | creator id | criado por | customer | customer id | customer name |"
        " customerid | customername | demandeur | demandeur demandeur | e mail | email | email address |"
        " employee | employee id | employee number | encerrado por | eroffnet von | erstellt von | ferme"
        " par | first name | from | full name | gelost von | geschlossen von | initially assigned to |"
        " kontakt | kunde | last name | last reopened by | mail | manager | melder | mitarbeiter | mobile"
        " | modified by | name | opened by | operator | org resource | ouvert par | owner | owner first"
        " name | person | phone | project lead | project lead id | rapporteur | relator | reopened by |"
        " reported by | reporter | reporter id | requerente | requerente requerente | requested by |"
        " requested for | requester | requester email | requester external id | requester id | requester"
        " name | requester requester | resolu par | resolved by | resolved by user id | resolved by user"
        " name | resolvido por | solicitante | submitter | sys created by | sys updated by |"
        " technician | technicien | telephone | updated by | user | user id | user name | userfirstname |"
        " userlastname | username | usuario | usuario impactado | usuario iteracao | watch list | watchers"
        " | watchers id | work notes list | zugewiesen an"
    )
)
