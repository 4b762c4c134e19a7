"""What of the structure of the expected HTML is in ours: images, headings, list items, data tables, code, quotes.
The picture of a formula is found where the formula is.

Found again by its source (images, by the last part of its path) or by its words: in an element of the same kind that
has at least `SAME` of them. What an expected page hides, spacers, tables that only place things, contents that repeat
headings, and what is to be clicked behind a heading do not count. Headings that we give apart, as headline, standfirst,
authors and section, are found there.
"""
import re
import struct
from base64 import b64decode
from collections import Counter
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from corpus import WORD

SAME = .8  # share of the words
KINDS = ['images', 'headings', 'items', 'tables', 'code', 'quotes']
TAGS = {**{f'h{level}': 'headings' for level in range(1, 7)}, 'li': 'items', 'table': 'tables', 'pre': 'code', 'blockquote': 'quotes'}
VOID = {'img', 'br', 'hr', 'input', 'meta', 'link', 'source', 'wbr', 'col', 'area', 'embed', 'track', 'param', 'base'}
SKIPPED = {'script', 'style', 'template'}
# What a start tag ends that stands open, up to one of the tags after it.
IMPLIED = {'li': ({'li'}, {'ul', 'ol'}), 'td': ({'td', 'th'}, {'table'}), 'th': ({'td', 'th'}, {'table'}), 'tr': ({'tr'}, {'table'})}
# A table of data has at least so many rows and columns, and fewer words a cell.
MIN_ROWS, MIN_COLUMNS, MAX_CELL_WORDS = 2, 2, 15
EDIT = re.compile(r'\[[^][]*\]\s*$')  # what to click at the end of a heading
SIGN = 16  # CSS pixels: images are larger


class Element:
    def __init__(self, tag, hidden):
        self.tag, self.hidden, self.text = tag, hidden, []
        self.rows = self.wide = self.cells = self.columns = 0  # wide: rows of many cells; columns: cells of the last row
        self.nested = False


class Reader(HTMLParser):
    """Collects `found`: by kind, the sources of images and the bags of words of the other elements."""

    def __init__(self, visible_only):
        super().__init__()
        self.open, self.visible_only = [], visible_only
        self.found = {kind: [] for kind in KINDS}
        self.outline = []  # words of headings and list items in their order, and which is which
        self.formulas, self.said = {}, []  # by image, the TeX that it shows; all text

    def handle_starttag(self, tag, attributes):
        ended, within = IMPLIED.get(tag, (set(), set()))
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag in within:
                break
            if self.open[at].tag in ended:
                self.end(at)
                break
        attributes = {name: value or '' for name, value in attributes}
        style = attributes.get('style', '').replace(' ', '')
        hidden = tag in SKIPPED or 'hidden' in attributes or 'display:none' in style or any(e.hidden for e in self.open[-1:])
        if tag == 'img' and not (self.visible_only and (hidden or is_sign(attributes))):
            self.found['images'].append(source(attributes.get('src', '')))
            self.formulas[self.found['images'][-1]] = tex(attributes.get('alt')) if '/math/' in attributes.get('src', '') else ''
        if tag in ('tr', 'td', 'th'):
            table = next((e for e in reversed(self.open) if e.tag == 'table'), None)
            if table:
                table.rows += tag == 'tr'
                table.cells += tag != 'tr'
                table.columns = 0 if tag == 'tr' else table.columns + 1
                table.wide += table.columns == MIN_COLUMNS
        if tag == 'table':
            for element in self.open:
                element.nested = True
        if tag not in VOID:
            self.open.append(Element(tag, hidden))

    def handle_endtag(self, tag):
        at = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at].tag == tag), None)
        if at is not None:
            self.end(at)

    def end(self, at):
        for element in reversed(self.open[at:]):
            kind = TAGS.get(element.tag)
            text = ' '.join(element.text).lower()
            words = Counter(WORD.findall(EDIT.sub('', text) if kind == 'headings' else text))
            if kind and words and not (element.hidden and self.visible_only) and (kind != 'tables' or is_data(element, words)):
                self.found[kind].append(words)
                if kind in ('headings', 'items'):
                    self.outline.append((kind, words))
        del self.open[at:]

    def handle_data(self, data):
        self.said.append(data)
        for element in self.open:
            if not self.open[-1].hidden or not self.visible_only:
                element.text.append(data)


def is_data(table, words):
    return (not table.nested and table.wide >= MIN_ROWS and table.cells >= MIN_COLUMNS * table.rows
            and sum(words.values()) < MAX_CELL_WORDS * table.cells)


def is_contents(item, headings):
    """Whether a list item says again what a heading says, a number before it or not, or with the items in it what several say.

    >>> headings = [Counter(['low', 'tide']), Counter(['boats']), Counter(['ferries'])]
    >>> is_contents(Counter('2 low tide 2 1 boats'.split()), headings)
    True
    >>> is_contents(Counter('2 low tide and boats'.split()), headings), is_contents(Counter(['1998']), headings)
    (False, False)
    """
    said = words = Counter({word: count for word, count in item.items() if not word.isdigit()})
    for heading in sorted(headings, key=Counter.total, reverse=True):
        if heading <= words:
            words = words - heading
    return bool(said) and not words


def is_sign(attributes):
    """Whether an image is a spacer, a corner or a bullet: by its attributes, or by itself where it is in place.

    >>> is_sign({'width': '1', 'height': '16'}), is_sign({'width': '1', 'height': '17'}), is_sign({'width': '1'})
    (True, False, False)
    >>> is_sign({'src': 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'})
    True
    >>> is_sign({'src': 'data:image/gif;base64,R0lGODlhAQAgAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'})
    False
    """
    sizes = [attributes.get(name, '') for name in ('width', 'height')]
    own = own_size(attributes.get('src', ''))
    return all(size.isdigit() and int(size) <= SIGN for size in sizes) or bool(own) and max(own) <= SIGN


def own_size(url):
    """Width and height of a GIF or PNG that is in place, in pixels, else None."""
    begin = re.match(r'data:image/\w+;base64,([A-Za-z0-9+/]{32})', url)
    data = b64decode(begin[1]) if begin else b''
    if data.startswith(b'GIF8'):
        return struct.unpack('<HH', data[6:10])
    if data.startswith(b'\x89PNG'):
        return struct.unpack('>II', data[16:24])
    return None


def tex(formula):
    """What of TeX is the formula's: the same is written with more or fewer blanks, braces and styles."""
    return re.sub(r'\\displaystyle|[\s{}]', '', formula or '')


def source(url):
    """The last part of an image's path: what stays when addresses are resolved. Data in place stands for itself."""
    if url.startswith('data:'):
        return url[:60]
    return unquote(urlsplit(re.sub(r'\s', '', url)).path.rstrip('/').rsplit('/', 1)[-1])


def read(html, visible_only=False):
    reader = Reader(visible_only)
    reader.feed(html or '')
    reader.end(0)
    return reader


def compare(expected, ours):
    """By kind: how many are expected, and those of them that are not found again.

    >>> contents = '<h2>Contents</h2><ol><li>Tides</li><li>Boats</li></ol><h2>Tides</h2><h2>Boats</h2>'
    >>> compare(contents, '<h2>Boats</h2>')['headings']
    (2, [Counter({'tides': 1})])
    """
    expected, ours = read(expected, visible_only=True), read(ours)
    said, formulas, outline = tex(' '.join(ours.said)), expected.formulas, expected.outline
    expected, ours = expected.found, ours.found
    contents = [kind == 'items' and is_contents(words, expected['headings']) for kind, words in outline]
    # What stands over contents belongs to them.
    for (kind, words), *next_two in zip(outline, contents[1:], contents[2:]):
        if kind == 'headings' and all(next_two):
            expected['headings'].remove(words)
    result = {}
    for kind in KINDS:
        wanted = [item for item in expected[kind] if item]
        if kind == 'items':
            wanted = [item for item in wanted if not is_contents(item, expected['headings'])]
        if kind == 'images':
            missing = [item for item in wanted if item not in ours[kind] and not (formulas.get(item) and formulas[item] in said)]
        else:
            # Layout tables count where they hold the data: the test of what is data is for what is expected.
            same = lambda a, b: sum((a & b).values()) >= SAME * sum(a.values())
            missing = [item for item in wanted if not any(same(item, other) for other in ours[kind])]
        result[kind] = (len(wanted), missing)
    return result


def totals(rows, found):
    """By kind: how many are expected over all pages, and the share found again. With the misses, page by page."""
    counts, misses = Counter(), {kind: [] for kind in KINDS}
    for row in rows:
        if not row.get('html'):
            continue
        ours = found.get(row['id'], {})
        apart = [ours.get('title'), ours.get('subtitle'), ours.get('section'), *(ours.get('authors') or [])]
        html = ''.join(f'<h1>{escape(part)}</h1>' for part in apart if part) + (ours.get('html') or '')
        for kind, (count, missing) in compare(row['html'], html).items():
            counts[kind] += count
            misses[kind] += [(row['id'], item if isinstance(item, str) else ' '.join(item.elements())) for item in missing]
    return counts, misses
