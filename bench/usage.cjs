// Preloaded into a Node.js process that is measured: at its end it writes down what the process used, all threads together.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS * 1024 };
    writeFileSync(process.env['BENCH_USAGE'], JSON.stringify(usage));
  });
}
