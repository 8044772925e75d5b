/**
 * Addresses that lead on from the rendered page, in document order: links, areas, and their language alternates.
 *
 * The document's own properties are asked of the prototype, because a form or picture of the same name hides them.
 *
 * @param {number} limit at most so many links and alternates
 * @returns {{links: string[], alternates: Object<string, string>, canonical: string, lang: string, title: string}}
 */
function links(limit) {
  const longest = 4000; // beyond the longest address that is ever followed
  const own = (name) => Reflect.get(Document.prototype, name, document);
  const all = (selector) => Document.prototype.querySelectorAll.call(document, selector);
  const found = new Set();
  const add = (address) => {
    if (address.length <= longest) found.add(address.toWellFormed());
  };
  const visit = (elements) => {
    for (const element of elements) {
      if (found.size >= limit) return;
      if (element.shadowRoot instanceof ShadowRoot) visit(element.shadowRoot.querySelectorAll("*"));
      if ((element.localName === "a" || element.localName === "area") && element.hasAttribute("href")) {
        try {
          if (typeof element.href === "string") add(element.href);
          else if (element.href && element.href.baseVal) add(new URL(element.href.baseVal, element.baseURI).href);
        } catch {
          continue; // no address at all
        }
      }
    }
  };
  visit(all("*"));
  const alternates = {};
  for (const link of [...all('link[rel~="alternate"][hreflang][href]')].slice(0, limit)) {
    if (link.href.length <= longest) alternates[link.hreflang.slice(0, 100).toWellFormed()] = link.href.toWellFormed();
  }
  const [canonical] = all('link[rel~="canonical"][href]');
  const root = own("documentElement");
  return {
    links: [...found],
    alternates,
    canonical: canonical && canonical.href.length <= longest ? canonical.href.toWellFormed() : "",
    lang: root ? String(root.getAttribute("lang") || "").slice(0, 100).toWellFormed() : "",
    title: String(own("title")).slice(0, 1000).toWellFormed(),
  };
}
