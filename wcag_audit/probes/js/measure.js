/**
 * How big the page is, before anything heavy is asked of it.
 *
 * A form or picture named "title" or "body" hides the document's own property of that name, in every world: they are
 * therefore asked of the prototype.
 *
 * @returns {{nodes: number, characters: number, bytes: number, scripts: number, title: string, text: string,
 *   type: string, page: boolean, start: string}} bytes: of the document, unpacked; start: the first characters, shown or
 *   not; page: whether the root element is of HTML or SVG
 */
function measure() {
  const own = (name) => Reflect.get(Document.prototype, name, document);
  const root = own("documentElement");
  const body = own("body");
  const nodes = Document.prototype.getElementsByTagName.call(document, "*").length;
  const small = nodes < 20000;
  const languages = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];
  const text = root ? root.textContent : "";
  const [navigation] = performance.getEntriesByType("navigation");
  return {
    nodes,
    characters: text.length,
    start: text.slice(0, 8).toWellFormed(),
    bytes: navigation ? navigation.decodedBodySize : 0,
    scripts: own("scripts").length,
    title: String(own("title")).slice(0, 500).toWellFormed(),
    text: small && body ? String(body.innerText || "").slice(0, 2000).toWellFormed() : "",
    type: own("contentType"),
    page: !root || (languages.includes(root.namespaceURI) && !root.querySelector("#webkit-xml-viewer-source-xml")),
  };
}
