/**
 * Lets axe-core do twice-asked work once. Put into every document right after axe-core, whose own text stays as released.
 *
 * - color-contrast and color-contrast-enhanced choose the same elements and measure the same colours: what the one found
 *   decides the other, but for shadows (they are read with other limits) and for ratios at which it needs to look again.
 * - A colour is written in few ways in a page and parsed thousands of times.
 *
 * What axe-core finds stays the same, element by element (tests/probes/test_axe.py). Where the insides of a release that
 * the user points to look otherwise, nothing is shared.
 */
(() => {
  Object.assign(globalThis, globalThis.ownMaps); // see axe_before.js
  delete globalThis.ownMaps;
  const axe = globalThis.axe;
  const audit = axe && axe._audit;
  if (!audit || !audit.checks || !audit.rules) return;

  const minimum = audit.checks["color-contrast"];
  const enhanced = audit.checks["color-contrast-enhanced"];
  const bounds = (options) => [options?.contrastRatio?.normal, options?.contrastRatio?.large];
  const known = (options) => bounds(options).every((bound) => typeof bound?.expected === "number");
  const unlike = new Set(["contrastRatio", "shadowOutlineEmMax"]);
  const rest = (options) => JSON.stringify(
    Object.entries(options).filter(([name]) => !unlike.has(name)).sort(([one], [other]) => (one < other ? -1 : 1)));
  const alike = minimum && enhanced && minimum.evaluate === enhanced.evaluate &&
    known(minimum.options) && known(enhanced.options) && rest(minimum.options) === rest(enhanced.options) &&
    bounds(minimum.options).every((bound, at) => {
      const stricter = bounds(enhanced.options)[at];
      return bound.minThreshold === undefined && bound.maxThreshold === undefined &&
        stricter.maxThreshold === undefined && stricter.minThreshold === bound.expected;
    });

  if (alike) {
    const measure = minimum.evaluate;
    const measured = new WeakMap();
    const own = [minimum, enhanced].map((check) => JSON.stringify(check.options));
    const changed = (options, which) => JSON.stringify(options) !== own[which]; // by whoever runs axe
    const once = (node, virtual, context) => {
      let found = measured.get(virtual);
      if (!found) {
        found = {};
        const keep = { data: (data) => { found.data = data }, relatedNodes: (nodes) => { found.related = nodes } };
        found.result = measure.call(keep, node, minimum.options, virtual, context);
        measured.set(virtual, found);
      }
      return found;
    };
    minimum.evaluate = function evaluate(node, options, virtual, context) {
      if (!virtual || changed(options, 0)) return measure.call(this, node, options, virtual, context);
      const found = once(node, virtual, context);
      if (found.data) this.data(found.data);
      if (found.related) this.relatedNodes(found.related);
      return found.result;
    };
    enhanced.evaluate = function evaluate(node, options, virtual, context) {
      const anew = () => measure.call(this, node, options, virtual, context);
      if (!virtual || changed(options, 1) || getComputedStyle(node).textShadow !== "none") return anew();
      const { data } = once(node, virtual, context);
      const ratio = data && data.contrastRatio; // cut to two decimals
      if (typeof ratio !== "number") return anew();
      const large = data.expectedContrastRatio === `${minimum.options.contrastRatio.large.expected}:1`;
      const { expected, minThreshold } = options.contrastRatio[large ? "large" : "normal"];
      if (ratio < minThreshold) { // the other rule's business
        this.data({ contrastRatio: ratio });
        return true;
      }
      if (ratio <= expected || data.messageKey) return anew();
      this.data({ ...data, expectedContrastRatio: `${expected}:1` });
      return true;
    };
  }

  const contrasts = ["color-contrast", "color-contrast-enhanced"]
    .map((id) => audit.rules.find((rule) => rule.id === id));
  if (contrasts.every(Boolean) && contrasts[0].matches === contrasts[1].matches) {
    const matches = contrasts[0].matches;
    const matched = new WeakMap();
    const remembered = (node, virtual, context) => {
      if (!matched.has(virtual)) matched.set(virtual, matches(node, virtual, context));
      return matched.get(virtual);
    };
    for (const rule of contrasts) rule.matches = remembered;
  }

  const Color = axe.commons?.color?.Color;
  const parse = Color && Color.prototype.parseString;
  if (typeof parse !== "function") return;
  const parsed = new Map();
  Color.prototype.parseString = function parseString(text) {
    const found = parsed.get(text);
    if (found) {
      this.r = found.r;
      this.g = found.g;
      this.b = found.b;
      this.alpha = found.alpha;
    } else {
      parse.call(this, text); // throws, and notes it for the report, where it cannot be parsed
      parsed.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    }
    return this;
  };
})();
