// Prometheus text as numbers: what `GET metrics` gives.
const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** @returns {Map<string, {labels: object, value: number}[]>} The series of each metric. */
export function read(text) {
  const metrics = new Map();
  for (const one of text.split('\n')) {
    const match = one.startsWith('#') ? null : line.exec(one);
    if (!match) continue;
    const labels = {};
    for (const [, name, value] of (match[2] ?? '').matchAll(label)) labels[name] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));
    if (!metrics.has(match[1])) metrics.set(match[1], []);
    metrics.get(match[1]).push({ labels, value: Number(match[3]) });
  }
  return metrics;
}

export const series = (metrics, name) => metrics.get(`payfunctions_${name}`) ?? [];

export const sum = (metrics, name, where = () => true) =>
  series(metrics, name).filter(one => where(one.labels)).reduce((all, one) => all + one.value, 0);
