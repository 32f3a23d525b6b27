"""Copies the one deployment in a server's SQLite database, with its schedule, until there are as many as asked for.

usage: seed.py DATABASE NUMBER; prints a JSON list of [number, deployment id, schedule id], the first one's included.
"""

import json
import sqlite3
import sys
import uuid


def row_of(database: sqlite3.Connection, table: str) -> dict:
    rows = database.execute(f"SELECT * FROM {table}").fetchall()
    if len(rows) != 1:
        raise SystemExit(f"{table} was to have one row, and has {len(rows)}")
    return dict(rows[0])


def insert(database: sqlite3.Connection, table: str, row: dict) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def seed(file: str, number: int) -> list:
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    deployment = row_of(database, "deployment")
    schedule = row_of(database, "deployment_schedule")
    made = [[0, deployment["id"], schedule["id"]]]
    for index in range(1, number):
        ids = [str(uuid.uuid4()), str(uuid.uuid4())]
        insert(database, "deployment", {**deployment, "id": ids[0], "name": f"deployment-{index}"})
        insert(database, "deployment_schedule", {**schedule, "id": ids[1], "deployment_id": ids[0]})
        made.append([index, *ids])
    database.commit()
    database.close()
    return made


print(json.dumps(seed(sys.argv[1], int(sys.argv[2]))))
