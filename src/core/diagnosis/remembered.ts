import type { Facts } from './facts.ts';

/** Makes a question about facts that is answered once for each pair of facts and key, however many rules ask it. */
export function remembered<K, V>(answer: (facts: Facts, key: K) => V): (facts: Facts, key: K) => V {
  const known = new WeakMap<Facts, Map<K, V>>();
  return (facts, key) => {
    const answers = known.get(facts) ?? new Map<K, V>();
    known.set(facts, answers);
    if (answers.has(key)) return answers.get(key) as V;
    const found = answer(facts, key);
    answers.set(key, found);
    return found;
  };
}
