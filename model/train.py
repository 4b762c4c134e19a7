"""Trains the model of blocks and packs it.

    python3 model/train.py CORPUS [--out FOLDER]

Builds the table with the shipping code, trains on all of it and writes `src/content/model.bin`; trains once more for
each fold of registrable domains and writes `FOLDER/fold<k>.bin` and `FOLDER/folds.json` (domain to fold), for figures
on pages that a model has not seen. Deterministic.
"""
import argparse
import json
import os
import pickle
import struct
import subprocess
import zlib

import lightgbm
import numpy as np

import corpus

FOLDS = 5
SETS = ['naeb', 'fundus_pages', 'wcxb_dev', 'trafilatura', 'chinese_wced', 'mozilla_readability', 'magic_html_forum', 'postlight_parser', 'htmldate']
TREES = 150
# Kept small and regularised on purpose: what is learnt must carry over to sites never seen.
PARAMETERS = dict(objective='cross_entropy', num_leaves=15, learning_rate=.1, min_data_in_leaf=60, feature_fraction=.4,
                  bagging_fraction=.8, bagging_freq=1, lambda_l2=5., extra_trees=True, max_bin=255, seed=7,
                  deterministic=True, force_row_wise=True, num_threads=1, verbose=-1)
# Sets whose labels cover only some blocks count less.
SET_WEIGHT = {'trafilatura': 1.}
LEAF = 2048  # units a log-odd, as in src/content/model.rs
HERE = os.path.dirname(os.path.abspath(__file__))


def fold_of(domain):
    return zlib.crc32(domain.encode()) % FOLDS


def rows_of(pages):
    """Features, labels and weights; every page weighs the same, and in it a block by the root of its words."""
    features, labels, weights = [], [], []
    for page in pages:
        known = ~np.isnan(page.labels)
        weight = np.sqrt(np.maximum(page.words, .5))[known]
        if not known.any():
            continue
        share = weight / np.sqrt(np.maximum(page.words, .5)).sum() if page.set == 'trafilatura' else weight / weight.sum()
        features.append(page.features[known])
        labels.append(page.labels[known])
        weights.append(share * SET_WEIGHT.get(page.set, 1.) * 200)
    return np.concatenate(features), np.concatenate(labels), np.concatenate(weights)


def train(pages, parameters=PARAMETERS, trees=TREES):
    features, labels, weights = rows_of(pages)
    data = lightgbm.Dataset(features.astype(np.float32), labels, weight=weights, params={'max_bin': 255, 'min_data_in_bin': 1, 'verbose': -1})
    return lightgbm.train(parameters, data, trees)


def pack(booster):
    """The bytes that src/content/model.rs reads."""
    trees = [info['tree_structure'] for info in booster.dump_model()['tree_info']]
    out = struct.pack('<H', len(trees))
    for tree in trees:
        splits, leaves = [], []

        def visit(node):
            if 'leaf_value' in node:
                leaves.append(int(np.clip(round(node['leaf_value'] * LEAF), -32768, 32767)))
                return -len(leaves)
            at = len(splits)
            splits.append(None)
            threshold = int(np.floor(node['threshold']))
            left, right = visit(node['left_child']), visit(node['right_child'])
            splits[at] = struct.pack('<BBbb', node['split_feature'], threshold, left, right)
            return at

        visit(tree)
        out += struct.pack('<B', len(splits)) + b''.join(splits) + struct.pack(f'<{len(leaves)}h', *leaves)
    return out


def build_table(folder, cache):
    """All sets' pages; kept in `cache`, since building the table takes a minute."""
    subprocess.run(['cargo', 'build', '--quiet', '--release', '--features', 'training', '--example', 'features'], cwd=os.path.join(HERE, '..'), check=True)
    program = os.path.join(HERE, '..', 'target', 'release', 'examples', 'features')
    pages, names = [], None
    for name in SETS:
        names, more = corpus.table(folder, name, program)
        pages += more
        print(f'{name}: {len(more)} pages, {sum(len(p.labels) for p in more)} blocks')
    os.makedirs(os.path.dirname(cache), exist_ok=True)
    with open(cache, 'wb') as file:
        pickle.dump((names, pages), file)
    return names, pages


def usable(page):
    """Articles with a truth. Other kinds of page teach other conventions."""
    return page.kind == 'article' and not np.isnan(page.labels).all()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('--out', default=os.path.join(HERE, '..', 'target', 'model'))
    args = parser.parse_args()
    names, pages = build_table(args.corpus, os.path.join(args.out, 'table.pickle'))
    pages = [page for page in pages if usable(page)]
    packed = pack(train(pages))
    with open(os.path.join(HERE, '..', 'src', 'content', 'model.bin'), 'wb') as file:
        file.write(packed)
    print(f'{len(pages)} pages, model of {len(packed)} bytes')
    for fold in range(FOLDS):
        booster = train([page for page in pages if fold_of(page.domain) != fold])
        with open(os.path.join(args.out, f'fold{fold}.bin'), 'wb') as file:
            file.write(pack(booster))
    with open(os.path.join(args.out, 'folds.json'), 'w') as file:
        json.dump({page.domain: fold_of(page.domain) for page in pages}, file)


if __name__ == '__main__':
    main()
