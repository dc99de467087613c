// Prints what `npm run vendor` would write.
import { vendored } from './vendor.mjs';

console.log(JSON.stringify(vendored()));
