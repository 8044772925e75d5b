/** The frame element that axe's selector (one entry per shadow tree) leads to; returned by reference. */
function frameOwner(selector) {
  return globalThis.axe.utils.shadowSelect(selector);
}
