"""Runs the extractor over a corpus and prints the figures of each set.

    python3 model/evaluate.py CORPUS [SET ...] [--folds FOLDER | --model FILE] [--write FOLDER] [--misses]

With --folds (what `train.py` wrote, target/model) every page is extracted with the model that has not seen its domain: the
only figures that count on sets which the model was trained on. --write keeps the results, a JSON line a page.
"""
import argparse
import json
import os
import subprocess
import tempfile

import corpus
import score
import structure

HERE = os.path.dirname(os.path.abspath(__file__))
# The known sets in their order; others follow.
ORDER = [*corpus.TRAINED, 'mozilla_readability']


def extract(program, lines, model=None):
    arguments = [program, '--batch'] + (['--model', model] if model else [])
    out = subprocess.run(arguments, input='\n'.join(lines), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return [json.loads(line) for line in out.stdout.split('\n') if line]


def run(program, folder, name, folds, own_model):
    rows = corpus.load(folder, name)
    groups = {}
    with tempfile.TemporaryDirectory() as pages:
        for at, row in enumerate(rows):
            path = os.path.join(pages, f'{at}.html')
            with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
                file.write('\ufeff' + (row.pop('page') or ''))
            url = row.get('url') or ''
            model = own_model
            if folds:
                # A domain that was not trained on is new to every fold's model.
                fold = folds['domains'].get(corpus.registrable_domain(url) or row['id'], 0)
                model = os.path.join(folds['folder'], f'fold{fold}.bin')
            groups.setdefault(model, []).append(f'{at}\t{url}\t{path}')
        found = {}
        for model, lines in groups.items():
            for line in extract(program, lines, model):
                found[rows[int(line['id'])]['id']] = {**line, 'id': rows[int(line['id'])]['id']}
    return rows, found


def sets_in(folder):
    names = [file.removesuffix('.jsonl.xz') for file in sorted(os.listdir(folder)) if file.endswith('.jsonl.xz')]
    return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


def print_structure(rows, found, list_misses):
    counts, misses = structure.totals(rows, found)
    for kind in structure.KINDS:
        share = 1 - len(misses[kind]) / max(1, counts[kind])
        print(f'  {kind:<22}{counts[kind]:>6}{share:>10.4f}')
        for page, item in misses[kind] if list_misses else []:
            print(f'    {page}: {item[:100]}')


# Confidences from which a row of the table begins.
SURE = [.9, .8, .6, .4, .2, 0]


def print_reliability(pages):
    """How often the results of each confidence are right; `pages`: confidence, F1, whether it is an article."""
    print(f'\n{"confidence from":<24}{"pages":>6}{"F1>=.9":>10}{"mean F1":>10}{"articles":>10}{"others":>10}')
    for low, high in zip(SURE, [1.01, *SURE]):
        part = [(f1, article) for confidence, f1, article in pages if low <= confidence < high]
        if part:
            right = sum(f1 >= .9 for f1, _ in part) / len(part)
            articles = sum(article for _, article in part)
            print(f'{low:<24}{len(part):>6}{right:>10.4f}{score.mean(f1 for f1, _ in part):>10.4f}{articles:>10}{len(part) - articles:>10}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('sets', nargs='*', help='all that there are, if none is named')
    parser.add_argument('--folds')
    parser.add_argument('--model', help='packed models instead of those built in')
    parser.add_argument('--write')
    parser.add_argument('--misses', action='store_true', help='list what of the structure is missing')
    parser.add_argument('--program', default=os.path.join(HERE, '..', 'target', 'release', 'examples', 'extract'))
    args = parser.parse_args()
    folds = args.folds and {'folder': args.folds, 'domains': json.load(open(os.path.join(args.folds, 'folds.json')))}
    columns = ['shingles', 'precision', 'recall', 'bow', 'segments', 'title', 'byline', 'date']
    print(f'{"":<24}{"pages":>6}' + ''.join(f'{column:>10}' for column in columns))
    sure = []
    for name in args.sets or sets_in(args.corpus):
        if not os.path.exists(os.path.join(args.corpus, name + '.jsonl.xz')):
            parser.error(f'{args.corpus} has no set {name}.jsonl.xz')
        rows, found = run(args.program, args.corpus, name, folds, args.model)
        if args.write:
            os.makedirs(args.write, exist_ok=True)
            with open(os.path.join(args.write, name + '.jsonl'), 'w') as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + '\n' for line in found.values())
        if name in corpus.TRAINED:
            sure += [(found.get(row['id'], {}).get('confidence') or 0, score.page_f1(row, found), corpus.kind(name, row) == 'article')
                     for row in rows if row.get('text')]
        kinds = sorted({row['page_type'] for row in rows if row.get('page_type')})
        for label, part in [(name, rows)] + [(f'  {kind}', [r for r in rows if r.get('page_type') == kind]) for kind in kinds]:
            values = score.figures(part, found)
            print(f'{label:<24}{len(part):>6}' + ''.join(f'{values[c]:>10.4f}' if c in values else f'{"":>10}' for c in columns), flush=True)
        if any(row.get('html') for row in rows):
            print_structure(rows, found, args.misses)
    if sure:
        print_reliability(sure)


if __name__ == '__main__':
    main()
