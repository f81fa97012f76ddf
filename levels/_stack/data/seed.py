"""Makes Invoicely's data set: one COPY file per table and the attachments themselves. The same arguments give the same bytes.

usage: seed.py OUT_DIR INVOICES
"""

import hashlib
import random
import sys
import uuid
from datetime import date, timedelta
from pathlib import Path

import words

ATTACHMENTS = 240
CUSTOMERS_PER_ACCOUNT = 30
USERS_PER_ACCOUNT = 3
TODAY = date(2026, 3, 31)
PASSWORD = 'invoicely'


def main(out: Path, invoices: int) -> None:
    rng = random.Random(20260331)
    (out / 'uploads').mkdir(parents=True)
    write(out, 'accounts', accounts())
    write(out, 'users', users(rng))
    write(out, 'customers', customers(rng))
    invoice_rows, item_rows = invoices_and_items(rng, invoices)
    write(out, 'invoices', invoice_rows)
    write(out, 'line_items', item_rows)
    write(out, 'attachments', attachments(rng, out / 'uploads', invoices))


def write(out: Path, table: str, rows: list[tuple]) -> None:
    lines = ('\t'.join(str(value) for value in row) for row in rows)
    (out / f'{table}.tsv').write_text('\n'.join(lines) + '\n')


def accounts() -> list[tuple]:
    plans = ['team', 'business', 'free']
    return [(n, name, plans[n % 3], 't' if n % 7 == 0 else 'f', '2024-05-02') for n, name in enumerate(words.ACCOUNTS, 1)]


def slug(name: str) -> str:
    return name.lower().replace('&', 'and').replace(' ', '-').split('-')[0]


def users(rng: random.Random) -> list[tuple]:
    rows = []
    for account, name in enumerate(words.ACCOUNTS, 1):
        for index in range(USERS_PER_ACCOUNT):
            first = words.FIRST[(account - 1 + index * 5) % len(words.FIRST)]
            mail = f'{first.lower()}@{slug(name)}.example'
            rows.append((len(rows) + 1, account, mail, f'{first} {rng.choice(words.LAST)}', password_hash(rng), '2024-05-02'))
    return rows


def password_hash(rng: random.Random) -> str:
    salt = rng.randbytes(16)
    key = hashlib.scrypt(PASSWORD.encode(), salt=salt, n=1024, r=8, p=1, dklen=32)
    return f'scrypt$1024${salt.hex()}${key.hex()}'


def customers(rng: random.Random) -> list[tuple]:
    rows = []
    for account in range(1, len(words.ACCOUNTS) + 1):
        for _ in range(CUSTOMERS_PER_ACCOUNT):
            last, (city, country) = rng.choice(words.LAST), rng.choice(words.PLACES)
            name = f'{last} {rng.choice(words.TRADES)} {rng.choice(words.LEGAL)}'
            rows.append((len(rows) + 1, account, name, f'accounts@{last.lower()}.example', city, country))
    return rows


def invoices_and_items(rng: random.Random, count: int) -> tuple[list[tuple], list[tuple]]:
    invoices, items = [], []
    for number in range(1, count + 1):
        account = number % len(words.ACCOUNTS) + 1
        customer = (account - 1) * CUSTOMERS_PER_ACCOUNT + rng.randint(1, CUSTOMERS_PER_ACCOUNT)
        issued = TODAY - timedelta(days=(count - number) * 700 // count)
        due = issued + timedelta(days=rng.choice([14, 30, 30, 60]))
        total = 0
        for position in range(1, rng.randint(1, 5) + 1):
            quantity, price = rng.randint(1, 40), rng.randint(5, 900) * 50
            total += quantity * price
            items.append((number, position, rng.choice(words.WORK), quantity, price))
        name = f'INV-{issued.year}-{number:06d}'
        currency = 'GBP' if account % 4 == 0 else 'EUR'
        invoices.append((number, account, customer, name, status(rng, issued, due), currency, total, issued, due, ''))
    return invoices, items


def status(rng: random.Random, issued: date, due: date) -> str:
    if rng.random() < 0.02:
        return 'void'
    if due < TODAY - timedelta(days=20):
        return 'paid' if rng.random() < 0.97 else 'overdue'
    if due < TODAY:
        return rng.choice(['paid', 'paid', 'overdue'])
    return 'draft' if issued > TODAY - timedelta(days=3) and rng.random() < 0.5 else rng.choice(['sent', 'sent', 'paid'])


def attachments(rng: random.Random, uploads: Path, invoices: int) -> list[tuple]:
    rows = []
    for number in range(1, ATTACHMENTS + 1):
        content = pdf(rng, rng.randint(18_000, 90_000))
        stored_as = str(uuid.UUID(bytes=rng.randbytes(16), version=4))
        (uploads / stored_as).write_bytes(content)
        name = f'{rng.choice(words.FILES)}-{number:04d}.pdf'
        invoice = rng.randint(max(1, invoices - 4000), invoices)
        digest = hashlib.sha256(content).hexdigest()
        rows.append((number, invoice, name, 'application/pdf', len(content), digest, stored_as, r'\N', '2026-03-30'))
    return rows


def pdf(rng: random.Random, size: int) -> bytes:
    """An empty page that a reader opens, with a stream of noise, as a scanned page would be."""
    noise = rng.randbytes(size)
    objects = [
        b'<</Type/Catalog/Pages 2 0 R>>',
        b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
        b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
        b'<</Length %d>>stream\n%s\nendstream' % (len(noise), noise),
    ]
    body, offsets = b'%PDF-1.4\n', []
    for index, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b'%d 0 obj%s endobj\n' % (index, content)
    table = b'xref\n0 5\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % offset for offset in offsets)
    return body + table + b'trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % len(body)


if __name__ == '__main__':
    main(Path(sys.argv[1]), int(sys.argv[2]))
