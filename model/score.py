"""How close a result comes to the truth, in the measures that the field uses.

shingles   4-word shingles, case kept, normalized per page; precision over pages with output, recall over pages with
           truth, F1 of the two means (scrapinghub/article-extraction-benchmark's definition)
bow        mean over pages of the F1 of lower-cased bags of words
segments   F1 over required and forbidden segments, pooled (trafilatura's definition)
"""
import re
import statistics
import unicodedata
from collections import Counter

from corpus import WORD

SHINGLE = 4


def shingles(text):
    words = WORD.findall(text or '')
    if not words:
        return Counter()
    return Counter(tuple(words[i:i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def overlap(truth, found):
    """Precision (None without output), recall (None without truth)."""
    hits = sum((truth & found).values())
    return (hits / sum(found.values()) if found else None), (hits / sum(truth.values()) if truth else None)


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.


def mean(values):
    values = [value for value in values if value is not None]
    return statistics.fmean(values) if values else 0.


def page_f1(row, found):
    """The F1 of shingles of a page."""
    return harmonic(*overlap(shingles(row['text']), shingles(found.get(row['id'], {}).get('text'))))


def bow_f1(truth, found):
    bag = lambda text: Counter(WORD.findall((text or '').lower()))
    precision, recall = overlap(bag(truth), bag(found))
    return harmonic(precision or 0, recall or 0)


def segment_counts(row, text):
    """True positives, false negatives, false positives."""
    squeeze = lambda part: ' '.join((part or '').split())
    text = squeeze(text)
    present = lambda key: sum(squeeze(segment) in text for segment in row.get(key) or [])
    found = present('with')
    return found, len(row.get('with') or []) - found, present('without')


def plain(value):
    """A metadata value for comparing: lists joined, compatibility forms, case and signs made equal."""
    value = '; '.join(value) if isinstance(value, list) else value if isinstance(value, str) else ''
    return ' '.join(re.findall(r'\w+', unicodedata.normalize('NFKC', value or '').lower()))


def figures(rows, found):
    """The figures of a set: rows of truth, and by id what was extracted (`text`, `title`, `byline`, `date`)."""
    text = lambda row: found.get(row['id'], {}).get('text') or ''
    out = {}
    with_text = [row for row in rows if row.get('text')]
    if with_text:
        pairs = [overlap(shingles(row['text']), shingles(text(row))) for row in with_text]
        out['precision'], out['recall'] = (mean(pair[i] for pair in pairs) for i in (0, 1))
        out['shingles'] = harmonic(out['precision'], out['recall'])
        out['bow'] = mean(bow_f1(row['text'], text(row)) for row in with_text)
    with_segments = [row for row in rows if row.get('with') or row.get('without')]
    if with_segments:
        hit, missed, wrong = map(sum, zip(*(segment_counts(row, text(row)) for row in with_segments)))
        out['segments'] = 2 * hit / max(1, 2 * hit + missed + wrong)
    for field in ('title', 'byline', 'date'):
        known = [row for row in rows if isinstance(row.get(field), (str, list)) and row[field]]
        if known:
            same = (lambda a, b: str(a or '')[:10] == str(b or '')[:10]) if field == 'date' else (lambda a, b: plain(a) == plain(b))
            out[field] = mean(float(same(row[field], found.get(row['id'], {}).get(field))) for row in known)
    return out
