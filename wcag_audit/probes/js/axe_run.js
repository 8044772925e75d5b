/**
 * Runs axe-core in this frame and returns only what is kept: for every rule its outcome, the number of elements that
 * passed, and the elements that failed or could not be decided. A reporter of our own keeps axe from building selectors
 * and snippets for the thousands of elements that passed.
 *
 * axe preloads style sheets and media for two rules. css-orientation-lock, which needs the style sheets, is
 * experimental and off; no-autoplay-audio needs the media. Without audio and video nothing has to be preloaded, and the
 * site is spared the requests.
 *
 * A page with frames is done in parts, as axe's own documentation advises for drivers: `runPartial` in every frame,
 * `finishRun` in the page.
 *
 * @param {"alive"|"whole"|"contexts"|"owners"|"partial"|"finish"} step
 * @param {object} options options of axe.run
 * @param {any} input frame context for "partial", list of partial results (JSON texts) for "finish"
 */
async function axeRun(step, options, input) {
  // A frame whose sandbox forbids scripts lets ours run, but no timer: axe would wait for ever.
  if (step === "alive") return new Promise((resolve) => { setTimeout(() => resolve(Boolean(globalThis.axe)), 0); });
  if (!globalThis.axe) return { missing: true };
  const axe = globalThis.axe;
  const flat = (selector) => (Array.isArray(selector) ? selector.flat(9) : [selector]).join(" >>> ");
  const parts = (selector) => (Array.isArray(selector) ? selector.flat(9) : [selector]);
  const text = (data) => {
    try {
      return data === undefined || data === null ? "" : JSON.stringify(data).slice(0, 4000);
    } catch {
      return "";
    }
  };
  const element = (found) => ({
    selector: flat(found.node.selector).slice(0, 2000).toWellFormed(),
    ancestry: parts(found.node.ancestry).map((path) => path.toWellFormed()),
    html: String(found.node.source || "").slice(0, 600).toWellFormed(),
    impact: found.impact || "",
    checks: [...found.any, ...found.all, ...found.none].map((check) => [
      check.id, String(check.message || "").slice(0, 1000).toWellFormed(), text(check.data),
    ]),
  });
  const trimmed = (results) => results.map((rule) => ({
    id: rule.id,
    impact: rule.impact || "",
    help: rule.help || "",
    helpUrl: rule.helpUrl || "",
    tags: rule.tags || [],
    passed: (rule.passes || []).length,
    failed: (rule.violations || []).map(element),
    undecided: (rule.incomplete || []).map(element),
  }));
  axe.addReporter("trimmed", (results, _options, done) => done(trimmed(results)));
  const known = new Set(axe.getRules().map((rule) => rule.ruleId)); // a file the user points to may lack some
  const rules = Object.fromEntries(Object.entries(options.rules).filter(([id]) => known.has(id)));
  const preload = document.querySelector("audio, video") !== null ||
    [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
  const ours = { ...options, rules, preload, reporter: "trimmed" };
  if (step === "whole") return { version: axe.version, rules: await axe.run(document, ours) };
  if (step === "contexts") {
    globalThis.axeFrames = axe.utils.getFrameContexts(input || document, ours);
    return globalThis.axeFrames.map(({ frameSelector, frameContext }) => (
      { frameContext, selector: flat(frameSelector) }));
  }
  if (step === "owners") {
    const owners = globalThis.axeFrames.map(({ frameSelector }) => axe.utils.shadowSelect(frameSelector));
    delete globalThis.axeFrames;
    return owners;
  }
  if (step === "partial") {
    const partial = await axe.runPartial(input || document, ours);
    if (input) return JSON.stringify(partial);
    globalThis.axePartial = partial; // the page's own part stays here until "finish"
    return null;
  }
  const partials = [globalThis.axePartial, ...input.map((part) => (part === null ? null : JSON.parse(part)))];
  delete globalThis.axePartial;
  return { version: axe.version, rules: await axe.finishRun(partials, ours) };
}
