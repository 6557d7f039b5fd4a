'use strict';
const { writeFileSync } = require('node:fs');

// Preloaded into a child process: writes the most memory it ever held, in KiB, to the file that PEAK_FILE names.
process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));
