/**
 * Waits until the page is quiet, then freezes what moves.
 *
 * Quiet: fonts are loaded and the DOM did not change for `quiet` ms. Finite animations are brought to their end,
 * endless ones are paused, so that two looks at the page see the same.
 *
 * @param {number} quiet milliseconds without a change
 * @param {number} limit milliseconds after which we look anyway
 * @returns {Promise<{settled: boolean, waited: number}>}
 */
async function settle(quiet, limit) {
  const began = performance.now();
  const deadline = began + limit;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let last = performance.now();
  const observer = new MutationObserver(() => { last = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  await Promise.race([Reflect.get(Document.prototype, "fonts", document).ready, wait(limit)]);
  let settled = false;
  while (performance.now() < deadline) {
    const idle = performance.now() - last;
    if (idle >= quiet) {
      settled = true;
      break;
    }
    await wait(Math.min(quiet - idle + 1, deadline - performance.now()));
  }
  observer.disconnect();
  for (const animation of Document.prototype.getAnimations.call(document)) {
    const timing = animation.effect ? animation.effect.getComputedTiming() : null;
    try {
      if (timing && Number.isFinite(timing.endTime)) animation.finish();
      else animation.pause();
    } catch {
      animation.cancel();
    }
  }
  return { settled, waited: Math.round(performance.now() - began) };
}
