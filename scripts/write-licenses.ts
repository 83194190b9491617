// Writes THIRD-PARTY-LICENSES.md: what is in the image besides our own, and on which terms.
import { writeFileSync } from 'node:fs';
import { renderLicenses } from './render-licenses.ts';

writeFileSync(new URL('../THIRD-PARTY-LICENSES.md', import.meta.url), renderLicenses());
