/**
 * How far the page's outer elements are turned, and whether any style sheet asks how the screen is held.
 *
 * @param {"asked"|"angles"} step
 * @returns {boolean|Object[]} "asked": true also where a style sheet cannot be read; "angles": degrees, clockwise
 */
function orientation(step) {
  const { place } = globalThis.wcagAudit;
  const MOST = 60;
  const asks = (list) => [...list].some((rule) =>
    (rule.media && /orientation/i.test(rule.media.mediaText)) || (rule.styleSheet && sheetAsks(rule.styleSheet)) ||
    (rule.cssRules && asks(rule.cssRules)));
  const sheetAsks = (sheet) => {
    try {
      return /orientation/i.test(sheet.media.mediaText) || asks(sheet.cssRules);
    } catch {
      return true;
    }
  };
  if (step === "asked") return [...document.styleSheets, ...document.adoptedStyleSheets].some(sheetAsks);

  const degrees = (element) => {
    const style = getComputedStyle(element);
    const own = style.transform === "none" ? new DOMMatrix() : new DOMMatrix(style.transform);
    const turned = /(-?[\d.e-]+)deg$/.exec(style.rotate);
    return (Math.atan2(own.b, own.a) * 180) / Math.PI + (turned ? Number(turned[1]) : 0);
  };
  const told = (element) => (element.checkVisibility() && element.innerText ? element.innerText.trim().length : 0);
  const most = (element) => told(element) > 0 && told(element) >= told(document.body) / 2;
  const big = (element) => element.getBoundingClientRect().width * element.getBoundingClientRect().height > innerWidth * innerHeight * 0.3;
  const outer = [document.documentElement, document.body, ...(document.body ? document.body.children : [])].slice(0, MOST);
  return outer.filter((element) => element && (element.contains(document.body) || big(element) || most(element)))
    .map((element) => ({ ...place(element), degrees: degrees(element) }));
}
