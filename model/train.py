"""Trains the models of blocks and of page kinds, and packs them.

    python3 model/train.py CORPUS [--out FOLDER] [--share PERCENT]

Builds the table with the shipping code, trains for each fold of registrable domains and writes `FOLDER/fold<k>.bin`
and `FOLDER/folds.json` (domain to fold), for figures on pages that a model has not seen; learns from these pages' results
how sure a result is; trains on all and writes `src/content/model.bin`. Deterministic. With a share, it trains on so much
of the domains, and writes the models of the folds only: for a curve of learning.
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
import score

FOLDS = 5
# Kept small and regularized on purpose: what is learned must carry over to sites never seen.
BLOCKS = dict(objective='cross_entropy', num_leaves=15, learning_rate=.1, min_data_in_leaf=60, feature_fraction=.4,
              bagging_fraction=.8, bagging_freq=1, lambda_l2=5., extra_trees=True)
BLOCK_TREES = {'article': 300, 'other': 100}
# Models of several seeds are averaged: steadier, and as much larger.
SEEDS = {'article': [8], 'other': [8]}
KIND = dict(objective='binary', num_leaves=7, learning_rate=.1, min_data_in_leaf=20, feature_fraction=.5)
KIND_TREES = 40
SURE = dict(objective='cross_entropy', num_leaves=6, learning_rate=.1, min_data_in_leaf=50, feature_fraction=.7, lambda_l2=5.)
SURE_TREES = 50
# A result is right with an F1 of .9; the model learns from a stricter measure, to promise rather too little: how far the
# F1 is from the first of these to the second. A single bound hangs on the few pages beside it.
RIGHT_F1 = .93, .95
# A forum page teaches the model of other pages; the sets without other kinds teach the model of kinds less.
KIND_WEIGHT = {'wcxb_dev': 1., 'magic_html_forum': 1.}
OTHER_KIND_WEIGHT = .5
COMMON = dict(max_bin=255, seed=7, deterministic=True, force_row_wise=True, num_threads=1, verbose=-1)
BINS = dict(max_bin=255, min_data_in_bin=1, verbose=-1)
# Of the blocks that are short and not kept, this share is trained on, with the weight of all.
SHORT_SHARE, SHORT_WORDS = .4, 8
UNIT = 64  # units of a leaf a log-odd, as in src/content/model.rs
HERE = os.path.dirname(os.path.abspath(__file__))


def fold_of(domain):
    return zlib.crc32(domain.encode()) % FOLDS


def is_shared(domain, percent):
    """Whether a domain is in the share of `percent`; a greater share holds the smaller ones."""
    return zlib.crc32(domain[::-1].encode()) % 100 < percent


def rows_of(pages):
    """Features, labels and weights; every page weighs the same, and in it a block by the root of its words."""
    features, labels, weights = [], [], []
    for page in pages:
        known = ~np.isnan(page.labels)
        if not known.any():
            continue
        all_weights = np.sqrt(np.maximum(page.words, .5))
        # Where only segments are labelled, the rest of the page takes its part of the page's weight with it.
        total = all_weights.sum() if page.has_segments_only() else all_weights[known].sum()
        weight, label = all_weights[known] / total * 200, page.labels[known]
        short = (label < .1) & (page.words[known] < SHORT_WORDS)
        drop = short & (np.random.RandomState(len(label)).rand(len(label)) >= SHORT_SHARE)
        features.append(page.features[known][~drop])
        labels.append(label[~drop])
        weights.append(np.where(short, weight / SHORT_SHARE, weight)[~drop])
    return np.concatenate(features), np.concatenate(labels), np.concatenate(weights)


def train_blocks(pages, trees, seeds):
    """A model of each of `seeds`."""
    features, labels, weights = rows_of(pages)
    data = lightgbm.Dataset(features.astype(np.float32), labels, weight=weights, params=BINS, free_raw_data=False)
    return [lightgbm.train({**BLOCKS, **COMMON, 'seed': seed}, data, trees) for seed in seeds]


def train_kind(pages):
    measures = np.array([page.measures for page in pages], np.float32)
    labels = np.array([page.kind == 'article' for page in pages], np.float32)
    weights = [KIND_WEIGHT.get(page.set, OTHER_KIND_WEIGHT) for page in pages]
    return lightgbm.train({**KIND, **COMMON}, lightgbm.Dataset(measures, labels, weight=weights, params=BINS), KIND_TREES)


def train_sure(choices):
    """The model of how sure a result is, from measures of choices and how right they were."""
    measures = np.array([measures for _, measures, _ in choices], np.float32)
    labels = np.array([right for _, _, right in choices], np.float32)
    return lightgbm.train({**SURE, **COMMON}, lightgbm.Dataset(measures, labels, params=BINS), SURE_TREES)


def read_choices(folder, program, models):
    """Of every page with a text in its truth: its domain, the measures of the choice, and how right the result is, 0 to 1."""
    result, (low, high) = [], RIGHT_F1
    for name in corpus.TRAINED:
        for row, found in corpus.choices(folder, name, program, models, fold_of):
            precision, recall = score.overlap(score.shingles(row['text']), score.shingles(found['text']))
            right = np.clip((score.harmonic(precision, recall) - low) / (high - low), 0, 1)
            result.append((corpus.domain(row), corpus.bytes_of(found['choice']), right))
    return result


def train(pages):
    """The first three models that src/content/model.rs reads, in its order."""
    of_kind = lambda article: [page for page in pages if (page.kind == 'article') == article]
    blocks = lambda name: train_blocks(of_kind(name == 'article'), BLOCK_TREES[name], SEEDS[name])
    return [blocks('article'), blocks('other'), [train_kind(pages)]]


class Packer:
    """Packs bits as src/content/bits.rs reads them."""

    MEMORY, LEAST = 30, 31

    def __init__(self):
        self.low, self.range, self.shifts = 0, 2**32 - 1, 0
        self.contexts = {}  # the share of ones in parts of 2^16, and how many bits were seen

    def bit(self, context, bit):
        share, seen = self.contexts.get(context, (1 << 15, 0))
        bound = (self.range >> 16) * share
        self.low += 0 if bit else bound
        self.range = bound if bit else self.range - bound
        limit = 65535 - self.LEAST if bit else self.LEAST
        share += (limit - share) * ((2 << 16) // (2 * seen + 5)) >> 16
        self.contexts[context] = share, min(seen + 1, self.MEMORY)
        while self.range < 1 << 24:
            self.low, self.range, self.shifts = self.low << 8, self.range << 8, self.shifts + 1

    def number(self, context, width, value):
        written = 1
        for at in reversed(range(width)):
            self.bit((context, written), value >> at & 1)
            written = 2 * written + (value >> at & 1)

    def finish(self):
        return self.low.to_bytes(4 + self.shifts, 'big')


def pack(boosters):
    """The bytes that src/content/model.rs reads, of four lists of boosters, each the mean of its own."""
    models = [[(tree['tree_structure'], len(mean)) for booster in mean for tree in booster.dump_model()['tree_info']]
              for mean in boosters]
    packer = Packer()

    def visit(node, of, splits):
        """Packs a node and what is below, behind so many splits; returns how many are then before."""
        is_leaf = 'leaf_value' in node
        packer.bit(('kind', splits), is_leaf)
        if is_leaf:
            leaf = int(np.clip(round(node['leaf_value'] / of * UNIT), -128, 127))
            packer.number('leaf', 8, leaf & 255)
            return splits
        feature = node['split_feature']
        packer.number('feature', 7, feature)
        packer.number(('threshold', feature), 8, int(np.floor(node['threshold'])))
        return visit(node['right_child'], of, visit(node['left_child'], of, splits + 1))

    for tree, of in sum(models, []):
        visit(tree, of, 0)
    return struct.pack('<4H', *map(len, models)) + packer.finish()


def build_table(folder, program, cache):
    """All sets' pages; kept in `cache`, for experiments."""
    pages, names = [], None
    for name in corpus.TRAINED:
        names, more = corpus.table(folder, name, program)
        pages += more
        print(f'{name}: {len(more)} pages, {sum(len(p.labels) for p in more)} blocks', flush=True)
    os.makedirs(os.path.dirname(cache), exist_ok=True)
    with open(cache, 'wb') as file:
        pickle.dump((names, pages), file)
    return pages


def usable(page):
    return page.read or not np.isnan(page.labels).all()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    parser.add_argument('--out', default=os.path.join(HERE, '..', 'target', 'model'))
    parser.add_argument('--share', type=int, default=100)
    args = parser.parse_args()
    subprocess.run(['cargo', 'build', '--quiet', '--release', '--features', 'training', '--example', 'features'], cwd=os.path.join(HERE, '..'), check=True)
    program = os.path.join(HERE, '..', 'target', 'release', 'examples', 'features')
    pages = [page for page in build_table(args.corpus, program, os.path.join(args.out, 'table.pickle')) if usable(page)]
    with open(os.path.join(args.out, 'folds.json'), 'w') as file:
        json.dump({page.domain: fold_of(page.domain) for page in pages}, file)
    paths, folds = [os.path.join(args.out, f'fold{fold}.bin') for fold in range(FOLDS)], []
    for fold, path in enumerate(paths):
        folds.append(train([page for page in pages if fold_of(page.domain) != fold and is_shared(page.domain, args.share)]))
        with open(path, 'wb') as file:
            file.write(pack([*folds[fold], []]))
    if args.share < 100:
        return
    choices = read_choices(args.corpus, program, paths)
    for fold, path in enumerate(paths):
        with open(path, 'wb') as file:
            file.write(pack([*folds[fold], [train_sure([choice for choice in choices if fold_of(choice[0]) != fold])]]))
    packed = pack([*train(pages), [train_sure(choices)]])
    with open(os.path.join(HERE, '..', 'src', 'content', 'model.bin'), 'wb') as file:
        file.write(packed)
    print(f'{len(pages)} pages, models of {len(packed)} bytes')


if __name__ == '__main__':
    main()
