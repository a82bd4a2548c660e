"""Operand names for conditions: a list of our own, and identifiers of real code."""

import os
import re

WORDS = (
    'ok ready done open valid empty found active visible enabled disabled loading error dirty locked paused '
    'selected checked hidden cached stale admin owner guest member verified expired connected online busy '
    'user item node list queue token config count total index limit offset size width height depth level age '
    'score retries attempts timeout price amount status mode state name value result response request force '
    'debug verbose dryRun isOpen isReady isValid isEmpty isDone isAdmin isActive hasNext hasError hasAccess '
    'canEdit canRun canDelete shouldRetry shouldStop wasSaved isLoggedIn hasPermission isConnected is_open '
    'is_ready is_valid is_empty is_done is_admin has_next has_error can_edit should_retry dry_run max_size'
).split()
NAME = re.compile(r'\b[a-z][A-Za-z_]{2,15}\b')
RESERVED = set(
    'and or not is in if else elif for while def class return import from as with try except finally lambda pass '
    'yield true false null none undefined let const var function new this typeof instanceof export default async '
    'await throw catch switch case break continue del raise global nonlocal assert void delete print self'.split()
)


class NamePool:
    """Operand names: our own list, and identifiers that real code in the corpus uses."""

    def __init__(self, corpus, limit=4_000_000):
        counts = {}
        folder = os.path.join(corpus, 'code') if corpus else ''
        read = 0
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if not file.endswith('.jsonl'):
                continue
            with open(os.path.join(folder, file), encoding='utf-8') as lines:
                for line in lines:
                    read += len(line)
                    if read > limit:
                        break
                    for name in NAME.findall(line.replace('\\n', ' ')):
                        if name not in RESERVED:
                            counts[name] = counts.get(name, 0) + 1
        common = sorted((name for name, seen in counts.items() if seen >= 5), key=lambda n: (-counts[n], n))
        self.harvested = common[:3000]

    def name(self, rng):
        if self.harvested and rng.random() < 0.5:
            return self.harvested[rng.randrange(len(self.harvested))]
        return WORDS[rng.randrange(len(WORDS))]
