/**
 * Addresses that lead on from the rendered page, in document order: links, areas, and their language alternates.
 *
 * @param {number} limit at most so many links
 * @returns {{links: string[], alternates: Object<string, string>, canonical: string, lang: string, title: string}}
 */
function links(limit) {
  const found = new Set();
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (found.size >= limit) return;
      if (element.shadowRoot) visit(element.shadowRoot);
      if ((element.localName === "a" || element.localName === "area") && element.hasAttribute("href")) {
        if (typeof element.href === "string") found.add(element.href);
        else if (element.href && element.href.baseVal) found.add(new URL(element.href.baseVal, document.baseURI).href);
      }
    }
  };
  visit(document);
  const alternates = {};
  for (const link of document.querySelectorAll('link[rel~="alternate"][hreflang][href]')) {
    alternates[link.hreflang] = link.href;
  }
  const canonical = document.querySelector('link[rel~="canonical"][href]');
  return {
    links: [...found],
    alternates,
    canonical: canonical ? canonical.href : "",
    // Only HTML elements have a property of that name; the root of an SVG document has the attribute.
    lang: document.documentElement?.getAttribute("lang") ?? "",
    title: document.title.slice(0, 1000),
  };
}
