"""Writes whole textbook-like functions composed from code_concepts_*.txt, as JSON Lines.

Usage: python3 training/generate/functions.py --out FILE --each N --seed S

Every row is {"language", "code", "group"}; functions of one concept share their group, so that a concept can be
held out as a whole.
"""

import argparse
import json
import os
import random
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
import code_templates  # noqa: E402


def rows(each, seed):
    rng = random.Random(seed)
    concepts = code_templates.load(os.path.dirname(os.path.abspath(__file__)))
    for concept in concepts:
        seen = set()
        for _ in range(each * 4):
            language, code = code_templates.compose([concept], rng)
            if code not in seen and len(seen) < each:
                seen.add(code)
                yield {'language': language, 'code': code, 'group': concept['names'][0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--out', required=True)
    parser.add_argument('--each', type=int, default=24)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    with open(options.out, 'w', encoding='utf-8') as out:
        for row in rows(options.each, options.seed):
            out.write(json.dumps(row, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main()
