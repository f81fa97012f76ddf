#!/bin/bash
# Three hours of exports in a moment: what the exporter leaves behind with today's settings, until the storage is full.
set -eu
until grep -q 'exporter is waiting' <(tail -n 3 /var/log/invoicely/exporter.log); do sleep 0.1; done
export PGHOST=db PGUSER=invoicely PGPASSWORD=invoicely PGDATABASE=invoicely
python3 - "$FD_LEFTOVER" <<'PYTHON'
import contextlib
import errno
import os
import subprocess
import sys
import time

EXPORTS = '/var/lib/invoicely/exports'
INVOICELY = 900
HOURS = 3


def psql(query):
    return subprocess.run(['psql', '-XAtqc', query], check=True, capture_output=True, text=True).stdout


def export_of(account):
    return psql(f"""COPY (SELECT i.number, c.name, i.issued_on, i.due_on, i.status, i.currency, l.position, l.description, l.quantity,
        to_char(l.unit_price_cents / 100.0, 'FM999999990.00')
        FROM invoices i JOIN customers c ON c.id = i.customer_id JOIN line_items l ON l.invoice_id = i.id
        WHERE i.account_id = {account} ORDER BY i.id, l.position) TO STDOUT CSV""").encode()


def jobs(count):
    """Rows of jobs that were done, spread over the last hours; returns (account, id) in order."""
    rows = psql(f"""WITH jobs AS (
        INSERT INTO export_jobs (account_id, status, invoices, bytes, created_at, finished_at)
        SELECT 2 + n % 8, 'done', 1000, 285000, at, at + interval '1 second'
        FROM generate_series(1, {count}) n, LATERAL (SELECT now() - interval '{HOURS} hours' * (1 - n / {count}.0) AS at) t
        RETURNING id, account_id)
      , named AS (SELECT account_id, id FROM jobs) SELECT account_id, id FROM named ORDER BY id""")
    psql("UPDATE export_jobs SET file_name = 'invoices-' || account_id || '-' || id || '.csv' WHERE file_name IS NULL AND status = 'done'")
    return [tuple(map(int, row.split('|'))) for row in rows.split()]


def write(path, content, age):
    with open(path, 'wb') as file:
        os.chown(path, INVOICELY, INVOICELY)
        file.write(content)
    then = time.time() - age
    os.utime(path, (then, then))


def fill_with_exports(contents):
    count = free_bytes() // max(map(len, contents.values())) + 8
    for index, (account, job) in enumerate(jobs(count)):
        write(f'{EXPORTS}/invoices-{account}-{job}.csv', contents[account], HOURS * 3600 * (1 - index / count))


def newest_exports(contents, done):
    """The exports that the exporter keeps for download; their room is taken in health too."""
    for account, job in done[-20:]:
        write(f'{EXPORTS}/invoices-{account}-{job}.csv', contents[account], 60)


def fill_with_parts(contents):
    os.makedirs(f'{EXPORTS}/parts', exist_ok=True)
    count = os.statvfs(EXPORTS).f_ffree // 21 + 4
    done = jobs(count)
    newest_exports(contents, done)
    for index, (account, job) in enumerate(done):
        folder = f'{EXPORTS}/parts/{job}'
        os.mkdir(folder)
        os.chown(folder, INVOICELY, INVOICELY)
        lines = contents[account].splitlines(keepends=True)
        size = len(lines) // 20 + 1
        for part in range(20):
            content = b''.join(lines[part * size : (part + 1) * size])
            write(f'{folder}/{part + 1:04d}.csv', content, HOURS * 3600 * (1 - index / count))


def fill_with_trace(contents):
    """The exporter has the file open; it goes on holding it after cron has deleted its name."""
    newest_exports(contents, jobs(150))
    with open(f'{EXPORTS}/trace.log', 'ab', buffering=0) as trace:
        while True:
            for content in contents.values():
                lines = [b'2026 {"invoice":"' + line.strip() + b'"}\n' for line in content.splitlines()]
                trace.write(b''.join(lines))
                if free_bytes() == 0:
                    return


def free_bytes():
    found = os.statvfs(EXPORTS)
    return found.f_bavail * found.f_frsize


contents = {account: export_of(account) for account in range(2, 10)}
fill = {'exports': fill_with_exports, 'parts': fill_with_parts, 'trace': fill_with_trace}[sys.argv[1]]
try:
    fill(contents)
except OSError as error:
    if error.errno != errno.ENOSPC:
        raise
if sys.argv[1] == 'trace':
    # Cron may have deleted the name already: that is what it is there for.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f'{EXPORTS}/trace.log')
PYTHON
