"""Runs the extractor over a corpus and prints the figures of each set.

    python3 model/evaluate.py CORPUS [SET ...] [--folds FOLDER] [--write FOLDER]

With --folds (what `train.py --out` wrote) every page is extracted with the model that has not seen its domain: the
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
SETS = ['naeb', 'fundus_pages', 'wcxb_dev', 'trafilatura', 'chinese_wced', 'postlight_parser', 'htmldate', 'magic_html_forum',
        'mozilla_readability']


def extract(program, lines, model=None):
    arguments = [program, '--batch'] + (['--model', model] if model else [])
    out = subprocess.run(arguments, input='\n'.join(lines), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return [json.loads(line) for line in out.stdout.split('\n') if line]


def run(program, folder, name, folds):
    rows = corpus.load(folder, name)
    groups = {}
    with tempfile.TemporaryDirectory() as pages:
        for at, row in enumerate(rows):
            path = os.path.join(pages, f'{at}.html')
            with open(path, 'w', encoding='utf-8', errors='surrogatepass') as file:
                file.write('\ufeff' + (row.pop('page') or ''))
            url = row.get('url') or ''
            model = None
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


def print_structure(rows, found, list_misses):
    counts, misses = structure.totals(rows, found)
    for kind in structure.KINDS:
        share = 1 - len(misses[kind]) / max(1, counts[kind])
        print(f'  {kind:<22}{counts[kind]:>6}{share:>10.4f}')
        for page, item in misses[kind] if list_misses else []:
            print(f'    {page}: {item[:100]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('sets', nargs='*', default=SETS)
    parser.add_argument('--folds')
    parser.add_argument('--write')
    parser.add_argument('--misses', action='store_true', help='list what of the structure is missing')
    parser.add_argument('--program', default=os.path.join(HERE, '..', 'target', 'release', 'examples', 'extract'))
    args = parser.parse_args()
    folds = args.folds and {'folder': args.folds, 'domains': json.load(open(os.path.join(args.folds, 'folds.json')))}
    columns = ['shingles', 'precision', 'recall', 'bow', 'segments', 'title', 'byline', 'date']
    print(f'{"":<24}{"pages":>6}' + ''.join(f'{column:>10}' for column in columns))
    for name in args.sets:
        if not os.path.exists(os.path.join(args.corpus, name + '.jsonl.xz')):
            parser.error(f'{args.corpus} has no set {name}.jsonl.xz')
        rows, found = run(args.program, args.corpus, name, folds)
        if args.write:
            os.makedirs(args.write, exist_ok=True)
            with open(os.path.join(args.write, name + '.jsonl'), 'w') as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + '\n' for line in found.values())
        kinds = sorted({row['page_type'] for row in rows if row.get('page_type')})
        for label, part in [(name, rows)] + [(f'  {kind}', [r for r in rows if r.get('page_type') == kind]) for kind in kinds]:
            values = score.figures(part, found)
            print(f'{label:<24}{len(part):>6}' + ''.join(f'{values[c]:>10.4f}' if c in values else f'{"":>10}' for c in columns), flush=True)
        if any(row.get('html') for row in rows):
            print_structure(rows, found, args.misses)


if __name__ == '__main__':
    main()
