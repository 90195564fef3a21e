/** Scores of ranked results against judgements. */

/**
 * Judgements in TREC's form, `query 0 document grade` a line: for each query the grades above 0 of its documents.
 * @returns {Map<string, Map<string, number>>}
 */
export function judgements(text) {
  const judged = new Map();
  for (const line of text.split('\n')) {
    const [query, , document, grade] = line.trim().split(/\s+/);
    if (!(Number(grade) > 0)) continue;
    if (!judged.has(query)) judged.set(query, new Map());
    judged.get(query).set(document, Number(grade));
  }
  return judged;
}

/** What the first ten results gain: each its grade, the less the further down (divided by the binary logarithm of place + 1). */
const gain = (grades) => grades.slice(0, 10).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);

/**
 * The mean nDCG@10 over all judged queries, 0 to 1; a query without results counts as 0.
 * @param {Record<string, string[]>} run documents by query, best first
 * @param {Map<string, Map<string, number>>} judged
 */
export function meanNdcg(run, judged) {
  let sum = 0;
  for (const [query, grades] of judged) {
    const best = gain([...grades.values()].toSorted((a, b) => b - a));
    sum += gain((run[query] ?? []).map((document) => grades.get(document) ?? 0)) / best;
  }
  return sum / judged.size;
}
