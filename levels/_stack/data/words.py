"""Words that the data set is made of. All domains are reserved for examples (RFC 2606)."""

ACCOUNTS = [
    'Northwind Studio', 'Harbour & Finch', 'Kestrel Logistics', 'Blue Lantern Media', 'Oakfield Joinery', 'Marlow Translations',
    'Sable Print Works', 'Tidewater Catering', 'Pinecrest Surveyors', 'Copper Lane Design', 'Fennel Garden Care', 'Redstart IT',
    'Willow Physiotherapy', 'Summit Scaffolding', 'Juniper Events', 'Granite Accounting', 'Larkspur Textiles', 'Beacon Training',
    'Elmwood Veterinary', 'Quayside Cycles',
]
FIRST = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Femi', 'Greta', 'Hamid', 'Ines', 'Jonas', 'Keiko', 'Lars', 'Maya', 'Nils', 'Olga']
LAST = ['Almeida', 'Bauer', 'Castell', 'Dubois', 'Eriksen', 'Farkas', 'Grant', 'Hollis', 'Ivanova', 'Jansen', 'Keller', 'Lindqvist']
TRADES = ['Bakery', 'Dental', 'Motors', 'Hotel', 'Pharmacy', 'Bookshop', 'Roofing', 'Brewery', 'Gallery', 'Nursery', 'Clinic', 'Farm']
LEGAL = ['Ltd', 'GmbH', 'SAS', 'AB', 'BV', 'Oy', 'SpA', 'Co.']
PLACES = [
    ('Bristol', 'GB'), ('Leipzig', 'DE'), ('Lyon', 'FR'), ('Malmö', 'SE'), ('Utrecht', 'NL'), ('Turku', 'FI'), ('Parma', 'IT'),
    ('Porto', 'PT'), ('Cork', 'IE'), ('Graz', 'AT'), ('Ghent', 'BE'), ('Aarhus', 'DK'),
]
WORK = [
    'Consulting, per hour', 'Site visit', 'Monthly retainer', 'Design work', 'Translation, per page', 'Printing, A4 colour',
    'Delivery', 'Materials', 'Maintenance contract', 'Training day', 'Licence, per seat', 'Travel expenses', 'Photography',
    'Equipment hire, per day', 'Installation', 'Express surcharge',
]
FILES = ['delivery-note', 'signed-contract', 'time-sheet', 'receipt', 'site-photo', 'purchase-order', 'acceptance-form']
