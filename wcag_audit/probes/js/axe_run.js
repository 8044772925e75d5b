/**
 * Runs axe-core in this frame and returns only what is kept: for every rule its outcome, the number of elements that
 * passed, and the elements that failed or could not be decided. A reporter of our own keeps axe from building selectors
 * and snippets for the thousands of elements that passed.
 *
 * axe preloads media for one rule, no-autoplay-audio, and style sheets for another, css-orientation-lock, which looks for
 * rotations in orientation media queries. For that it asks again for imported sheets and those of other origins. Where
 * this frame has no audio or video, or where its style sheets can all be read here and turn nothing, the one or the other
 * is not preloaded: css-orientation-lock can then only pass, so it is left out, counted as passed, and the site is spared
 * the requests. Without any style sheet it runs as it is, and says by itself that it cannot tell.
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
  // Snippets of elements that passed are nobody's: without frames, whose answers must carry them, they are made here
  const bare = step === "whole" && typeof axe.utils.getElementSource === "function";
  if (axe._audit) axe._audit.noHtml = bare;
  const flat = (selector) => (Array.isArray(selector) ? selector.flat(9) : [selector]).join(" >>> ");
  const steps = (selector) => (Array.isArray(selector) ? selector.flat(9) : [selector]);
  const text = (data) => {
    try {
      return data === undefined || data === null ? "" : JSON.stringify(data).slice(0, 4000);
    } catch {
      return "";
    }
  };
  const source = (node) => (node && bare ? axe.utils.getElementSource(node) : "");
  const element = (found) => ({
    selector: flat(found.node.selector).slice(0, 2000).toWellFormed(),
    ancestry: steps(found.node.ancestry).map((path) => path.toWellFormed()),
    html: String(found.node.source || source(found.node.element) || "").slice(0, 600).toWellFormed(),
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
  const LOCK = "css-orientation-lock";
  const turns = (list) => [...list].some((rule) =>
    (rule.media && /orientation/i.test(rule.media.mediaText) && /transform|rotate/i.test(rule.cssText)) ||
    (rule instanceof CSSImportRule && mayTurn(rule.styleSheet)));
  const mayTurn = (sheet) => {
    try {
      return turns(sheet.cssRules);
    } catch {
      return true; // another origin's, or an import that did not come: only axe's own way of asking for it can tell
    }
  };
  const screens = [...document.styleSheets].filter((sheet) => !/print/i.test(sheet.media.mediaText));
  const shadows = [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
  const assets = [
    ...(shadows || screens.some(mayTurn) ? ["cssom"] : []),
    ...(shadows || document.querySelector("audio, video") ? ["media"] : []),
  ];
  const spared = Boolean(rules[LOCK]) && screens.length > 0 && !assets.includes("cssom");
  const ours = {
    ...options,
    rules: spared ? { ...rules, [LOCK]: { enabled: false } } : rules,
    preload: assets.length > 0 && { assets },
    reporter: "trimmed",
  };
  const withSpared = (results, passed) => {
    const lock = axe.getRules().find((rule) => rule.ruleId === LOCK);
    const found = results.find((rule) => rule.id === LOCK);
    if (found) found.passed += passed;
    else if (passed) {
      const { help, helpUrl, tags } = lock;
      results.push({ id: LOCK, impact: "", help, helpUrl, tags, passed, failed: [], undecided: [] });
    }
    return { version: axe.version, rules: results };
  };
  if (step === "whole") return withSpared(await axe.run(document, ours), Number(spared));
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
    if (input) return JSON.stringify({ partial, spared });
    globalThis.axePart = { partial, spared }; // the page's own part stays here until "finish"
    return null;
  }
  const parts = [globalThis.axePart, ...input.map((part) => (part === null ? null : JSON.parse(part)))];
  delete globalThis.axePart;
  const passed = parts.filter((part) => part && part.spared).length;
  return withSpared(await axe.finishRun(parts.map((part) => part && part.partial), ours), passed);
}
