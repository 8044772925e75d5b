/**
 * How much of a page is there while it still loads; cheap enough to be asked again and again.
 *
 * @returns {{nodes: number, characters: number}}
 */
function weigh() {
  const root = Reflect.get(Document.prototype, "documentElement", document);
  return {
    nodes: Document.prototype.getElementsByTagName.call(document, "*").length,
    characters: root ? root.textContent.length : 0,
  };
}
