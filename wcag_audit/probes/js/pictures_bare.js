/**
 * Makes all text of the page transparent, so that only what is drawn is left, or gives it its colours back.
 * Needs `place.js`.
 *
 * @param {boolean} bare
 */
function picturesBare(bare) {
  const shared = globalThis.wcagAudit;
  if (shared.dressAgain) shared.dressAgain();
  shared.dressAgain = null;
  if (!bare) return;
  const thaw = shared.freeze();
  const undress = shared.dress(`*, *::before, *::after, *::marker, *::placeholder, *::first-line, *::first-letter {
    color: transparent !important; -webkit-text-fill-color: transparent !important;
    -webkit-text-stroke-color: transparent !important; text-shadow: none !important;
    text-decoration-color: transparent !important; }`);
  shared.dressAgain = () => {
    undress();
    thaw();
  };
}
