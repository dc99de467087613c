// Writes the console's one foreign file anew from its npm package: `npm --prefix tests/Browser ci && npm --prefix tests/Browser run vendor`.
// A test compares what is in the repository with what this gives.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = new URL('../../functions/OperatorConsole/site/vendor/', import.meta.url);
const uplot = new URL('./node_modules/uplot/', import.meta.url);

/** The package's own minified build, as a module; its licence stands in front, as it asks. */
export function vendored() {
  const read = name => readFileSync(new URL(name, uplot), 'utf8').trim();
  return {
    'uplot.js': `/*\n${read('LICENSE').replaceAll('*/', '* /')}\n*/\n${read('dist/uPlot.iife.min.js')}\nexport default uPlot;\n`,
    'uplot.css': `/* uPlot; its licence stands in uplot.js. */\n${read('dist/uPlot.min.css')}\n`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(at, { recursive: true });
  for (const [name, text] of Object.entries(vendored())) writeFileSync(new URL(name, at), text);
}
