// @ts-check
/** Loaded into a server under measurement: says, when asked, what of its heap is in use once garbage is collected. */
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
// Being asked keeps no server alive that has ended.
process.channel?.unref();
