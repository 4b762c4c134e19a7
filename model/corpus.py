"""The corpus and the table of features: pages with truth, their blocks, and the labels of the blocks.

A corpus is a folder of `<set>.jsonl.xz` files, one JSON object a page: `id`, `url`, `page` (HTML), and what there is
of truth: `text` (main text, a block a line), `with` and `without` (segments that must and must not appear),
`page_type`. Of sets without texts, `labels.tsv` beside this file says which blocks are the article: it was made by reading.
"""
import json
import lzma
import os
import re
import subprocess
import tempfile
import zlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np

# The sets that the models learn from.
TRAINED = ['naeb', 'fundus_pages', 'wcxb_dev', 'trafilatura', 'chinese_wced', 'magic_html_forum', 'htmldate', 'postlight_parser']
LABELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'labels.tsv')
RUN = 4  # words in a row that make text count as the truth's
# Sets that are all of one kind other than articles.
OTHER_KINDS = {'magic_html_forum': 'forum'}
UNSPACED = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f'
WORD = re.compile(rf'[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+')


def words(text):
    """Lower-cased words; each character of an unspaced script is one."""
    return WORD.findall((text or '').lower())


@dataclass
class Reading:
    """What reading said of a page: its kind, and the hashes of the blocks that are the article, and that may be."""
    kind: str
    keep: set
    unsure: set


@dataclass
class Page:
    set: str
    id: str
    url: str
    domain: str
    kind: str
    truth: dict
    read: 'Reading | None' = None
    texts: list = field(default_factory=list)
    elements: list = field(default_factory=list)
    features: np.ndarray = None
    measures: np.ndarray = None  # of the page as a whole
    words: np.ndarray = None   # words of each block
    labels: np.ndarray = None  # 0 to 1, or nan where unknown

    def has_segments_only(self):
        return self.truth.get('text') is None and self.read is None


# Second-level labels under which names are registered, for country domains.
REGISTRIES = {'co', 'com', 'org', 'net', 'gov', 'ac', 'edu', 'or', 'ne', 'go', 'gob', 'gouv', 'nom', 'web'}


def registrable_domain(url):
    """The domain that one owner registered, near enough: `a.b.co.uk` gives `b.co.uk`."""
    labels = (urlsplit(url or '').hostname or '').split('.')
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in REGISTRIES else 2
    return '.'.join(labels[-keep:])


def load(corpus, name):
    """The rows of a set."""
    with lzma.open(os.path.join(corpus, name + '.jsonl.xz'), 'rt', encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def run(program, rows, *arguments):
    """What `program` (the built `features` example) writes for rows of a set, a value a line; their `page` goes."""
    with tempfile.TemporaryDirectory() as folder:
        lines = []
        for at, row in enumerate(rows):
            path = os.path.join(folder, f'{at}.html')
            with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
                file.write(row.pop('page') or '')
            lines.append(f'{at}\t{row.get("url") or ""}\t{path}')
        out = subprocess.run([program, *arguments], input='\n'.join(lines), capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.split('\n') if line]


def domain(row):
    """What a row's fold hangs on."""
    return registrable_domain(row.get('url') or '') or row['id']


def kind(name, row):
    """The kind of a page of the set `name`."""
    return row.get('page_type') or OTHER_KINDS.get(name, 'article')


def readings(name):
    """By id, what `LABELS` says of the pages of the set `name`."""
    with open(LABELS, encoding='utf-8') as lines:
        rows = [line.rstrip('\n').split('\t') for line in lines]
    return {id: Reading(kind, set(keep.split()), set(unsure.split())) for of, id, kind, keep, unsure in rows if of == name}


def hash_of(text):
    """By what `LABELS` knows a block: 24 bits, hexadecimal, of its words."""
    return f'{zlib.crc32(" ".join(words(text)).encode()) & 0xffffff:06x}'


def bytes_of(text):
    return np.frombuffer(bytes.fromhex(text), np.uint8)


def choices(corpus, name, program, models, fold_of):
    """Of every page of a set with a text in its truth: the row, and what `program` makes of it (`choice`, `text`) with
    the model of its fold. Pages in which nothing is found are left out."""
    folds = {}
    for row in load(corpus, name):
        if row.get('text'):
            folds.setdefault(fold_of(domain(row)), []).append(row)
    return [(folds[fold][int(line['id'])], line) for fold in sorted(folds) for line in run(program, folds[fold], models[fold])]


def table(corpus, name, program):
    """The pages of a set with the features that `program` (the built `features` example) computes."""
    rows = load(corpus, name)
    names, *pages = run(program, rows)
    read = readings(name)
    result = []
    for line in pages:
        row = rows[int(line['id'])]
        blocks = line['blocks']
        if not blocks:
            continue
        url = row.get('url') or ''
        page = Page(name, row['id'], url, domain(row), kind(name, row), row, read.get(row['id']))
        if page.read:
            page.kind = page.read.kind
        page.texts = [block['text'] for block in blocks]
        page.elements = [block['element'] for block in blocks]
        page.features = np.array([bytes_of(block['features']) for block in blocks])
        page.measures = bytes_of(line['measures'])
        label(page)
        result.append(page)
    return names['features'], result


def label(page):
    """Labels the blocks of a page: the share of words that stand in the truth, in runs of four across blocks."""
    tokens = [words(text) for text in page.texts]
    page.words = np.array([sum(1 if ord(w[0]) < 0xe00 or len(w) > 1 else .5 for w in t) for t in tokens])
    truth = page.truth.get('text')
    if truth:
        page.labels = cover(tokens, truth)
    elif page.read:
        page.labels = by_reading(page)
    elif page.truth.get('with') or page.truth.get('without'):
        page.labels = segments(page.texts, page.truth)
    else:
        page.labels = np.full(len(tokens), np.nan)


def by_reading(page):
    """On pages of other kinds reading said nothing of the blocks."""
    if page.kind != 'article':
        return np.full(len(page.texts), np.nan)
    hashes = [hash_of(text) for text in page.texts]
    return np.array([np.nan if h in page.read.unsure else float(h in page.read.keep) for h in hashes])


def cover(tokens, truth):
    flat = [w for t in tokens for w in t]
    known = words(truth)
    runs = {tuple(known[i:i + RUN]) for i in range(len(known) - RUN + 1)}
    lines = {tuple(words(line)) for line in truth.split('\n')}
    hit = np.zeros(len(flat), bool)
    for i in range(len(flat) - RUN + 1):
        if tuple(flat[i:i + RUN]) in runs:
            hit[i:i + RUN] = True
    labels, at = np.zeros(len(tokens)), 0
    for i, t in enumerate(tokens):
        if t:
            labels[i] = hit[at:at + len(t)].mean()
            if (len(t) < RUN or labels[i] < .5) and tuple(t) in lines:
                labels[i] = 1
        at += len(t)
    return labels


def segments(texts, truth):
    squeeze = lambda text: ' '.join((text or '').split())
    labels = np.full(len(texts), np.nan)
    for key, value in (('with', 1.), ('without', 0.)):
        for segment in filter(None, map(squeeze, truth.get(key) or [])):
            for i, text in enumerate(texts):
                if segment in text or (len(text) > 20 and text in segment):
                    labels[i] = value
    return labels
