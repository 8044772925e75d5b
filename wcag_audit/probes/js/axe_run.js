/**
 * Runs axe-core in this frame and returns only what is kept: for every rule its outcome, the number of elements that
 * passed, and the elements that failed or could not be decided. A reporter of our own keeps axe from building selectors
 * and snippets for the thousands of elements that passed.
 *
 * axe fetches every style sheet a second time, only so that one rule, css-orientation-lock, can look for rotations in
 * orientation media queries. Where the page's style sheets can be read here and have none, that rule can only pass: it
 * is left out and counted as passed, and the site is spared the requests.
 *
 * A page with frames is done in parts, as axe's own documentation advises for drivers: `runPartial` in every frame,
 * `finishRun` in the page.
 *
 * @param {"whole"|"contexts"|"partial"|"finish"} step
 * @param {object} options options of axe.run
 * @param {any} input frame context for "partial", list of partial results (JSON texts) for "finish"
 */
async function axeRun(step, options, input) {
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
    selector: flat(found.node.selector).slice(0, 2000),
    ancestry: parts(found.node.ancestry),
    html: String(found.node.source || "").slice(0, 600),
    impact: found.impact || "",
    checks: [...found.any, ...found.all, ...found.none].map((check) => [
      check.id, String(check.message || "").slice(0, 1000), text(check.data),
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
  const ours = { ...options, rules, reporter: "trimmed" };
  const locks = (list) => [...list].some((rule) =>
    (rule.media && rule.media.mediaText.includes("orientation") && /transform|rotate/.test(rule.cssText)) ||
    (rule.cssRules && locks(rule.cssRules)) || (rule.styleSheet && unreadable(rule.styleSheet)));
  const unreadable = (sheet) => {
    try {
      return sheet.media.mediaText.includes("orientation") || locks(sheet.cssRules);
    } catch {
      return true; // another origin's: only axe's own way of fetching it can tell
    }
  };
  const needsPreload = () => document.querySelector("audio, video") !== null ||
    document.adoptedStyleSheets.length > 0 || [...document.styleSheets].some(unreadable) ||
    [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
  if (step === "whole") {
    const lock = axe.getRules().find((rule) => rule.ruleId === "css-orientation-lock");
    if (!lock || needsPreload()) return { version: axe.version, rules: await axe.run(document, ours) };
    const spared = { ...ours, preload: false, rules: { ...rules, [lock.ruleId]: { enabled: false } } };
    const passed = {
      id: lock.ruleId, impact: "", help: lock.help, helpUrl: lock.helpUrl, tags: lock.tags,
      passed: 1, failed: [], undecided: [],
    };
    return { version: axe.version, rules: [...await axe.run(document, spared), passed] };
  }
  if (step === "contexts") {
    return axe.utils.getFrameContexts(input || document, ours).map(({ frameSelector, frameContext }) => {
      const owner = axe.utils.shadowSelect(frameSelector);
      // A frame's place among window.frames is its place among the children in the browser's frame tree.
      const index = Array.from({ length: window.length }, (_, i) => i).find((i) => window[i] === owner?.contentWindow);
      return { index: index ?? -1, frameContext, selector: flat(frameSelector) };
    });
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
