/**
 * Put into every document right before axe-core. The released text of axe-core keeps private fields of its colours in weak
 * maps, a dozen entries for every colour it mixes, and collecting them as garbage costs a tenth of its time. While it is
 * read, a weak map keeps its values in the objects themselves; axe_share.js gives the world its own ones back.
 *
 * The world is ours alone, so no page can see it; what axe-core finds stays the same (tests/probes/test_axe.py).
 */
(() => {
  class Fields {
    #name = Symbol("field");
    has(owner) { return this.#name in owner; }
    get(owner) { return owner[this.#name]; }
    set(owner, value) { owner[this.#name] = value; return this; }
    add(owner) { return this.set(owner, true); }
    delete(owner) { return this.has(owner) && delete owner[this.#name]; }
  }
  globalThis.ownMaps = { WeakMap, WeakSet };
  globalThis.WeakMap = Fields.bind(null); // bound, it calls itself native code, which axe-core's polyfills ask for
  globalThis.WeakSet = Fields.bind(null);
})();
