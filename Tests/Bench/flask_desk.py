# SPDX-License-Identifier: EUPL-1.2
"""The yardstick: a bare Flask page over the desk's own database, without sign-in and without log.

It asks the same questions through the same indexes and writes the same columns; nothing else.
"""

import os
import sqlite3

from flask import Flask, abort, render_template, request
from jinja2 import DictLoader

application = Flask(__name__)
COLUMNS = ("number", "asl", "district", "familyName", "givenName", "fiscalCode", "submitterKind", "submitterCode",
           "exemption", "state", "requestedAt")  # fmt: skip
LIST = """<!doctype html><title>Pratiche</title><h1>Risultati trovati: {{ total }}</h1><table>
{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}
<td><a href="/pratiche/{{ row[0] }}">apri</a></td></tr>{% endfor %}</table>"""
DETAIL = """<!doctype html><title>{{ practice['number'] }}</title><dl>
{% for name in practice.keys() %}<dt>{{ name }}</dt><dd>{{ practice[name] }}</dd>{% endfor %}</dl><table>
{% for line in history %}<tr>{% for value in line %}<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table><ul>
{% for paper in documents %}<li>{{ paper['name'] }}</li>{% endfor %}</ul>"""
LINES = "SELECT at, actor, role, state, noteBeneficiary, noteInternal FROM historyLine WHERE practice = ? ORDER BY id"
PAPERS = """SELECT delivery.name FROM practiceDocument JOIN delivery ON delivery.id = practiceDocument.delivery
WHERE practiceDocument.practice = ?"""
# By name, since Flask compiles a template given as text anew for each page.
application.jinja_loader = DictLoader({"list.html": LIST, "detail.html": DETAIL})
connection = sqlite3.connect(f"file:{os.environ['DESK_DATABASE']}?mode=ro", uri=True, check_same_thread=False)
connection.row_factory = sqlite3.Row


@application.get("/")
def practices() -> str:
    clauses, values = ["asl = ?", "isOpen = ?"], [os.environ["DESK_ASL"], request.args.get("scheda") != "chiuse"]
    family = request.args.get("cognome")
    is_narrow = bool(family or request.args.get("esenzione"))
    # As the desk does: a plus hides a column from the indexes that would be the wrong ones.
    for name, column in (("stato", "+state" if is_narrow else "state"), ("esenzione", "+exemption" if family else "exemption")):
        if request.args.get(name):
            clauses.append(f"{column} = ?")
            values.append(request.args[name])
    if family:
        clauses.append("familyKey >= ? AND familyKey < ?")
        values += [family, family + "\U0010ffff"]
    where = " AND ".join(clauses)
    total = connection.execute(f"SELECT count(*) FROM practice WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM practice WHERE {where} ORDER BY {'+' * bool(family)}number LIMIT 20", values
    ).fetchall()
    return render_template("list.html", total=total, rows=rows)


@application.get("/pratiche/<number>")
def practice(number: str) -> str:
    row = connection.execute("SELECT * FROM practice WHERE number = ?", (number,)).fetchone()
    if row is None:
        abort(404)
    history = connection.execute(LINES, (number,)).fetchall()
    return render_template(
        "detail.html", practice=row, history=history, documents=connection.execute(PAPERS, (number,)).fetchall()
    )
