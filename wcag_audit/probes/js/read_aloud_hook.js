/**
 * Notes what a page says and plays. The only script of ours that runs in the page's own world: in one load of a page
 * that offers to read itself aloud, before the page's scripts.
 *
 * The wrappers are proxies, which look like the browser's own functions. What the page would store in cookies and local
 * storage stays in this one document, so that a version that is switched on here is not on for the next page.
 * Notes are handed out through an event whose name only our isolated world knows.
 *
 * @param {string} secret name of the event that asks, and with "!" that which answers
 */
function readAloudHook(secret) {
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const { stringify } = JSON;
  const define = Object.defineProperty;
  const describe = Object.getOwnPropertyDescriptor;
  const Answer = CustomEvent;
  const notes = { requests: [], voices: 0, voicesAsked: false };
  const note = (source, text, lang, voice) => {
    if (notes.requests.length < 50) {
      const [said, tongue, speaker] = [text, lang, voice].map((value) => `${value}`);
      notes.requests.push({ source, text: said.slice(0, 400), lang: tongue.slice(0, 35), voice: speaker.slice(0, 35) });
    }
  };

  /** Puts `look` in a method's place; its last argument calls the method itself. */
  const watch = (owner, name, look) => {
    const descriptor = owner && describe(owner, name);
    if (!descriptor || typeof descriptor.value !== "function") return;
    const apply = (target, self, args) => look(self, args, () => Reflect.apply(target, self, args));
    define(owner, name, { ...descriptor, value: new Proxy(descriptor.value, { apply }) });
  };

  const synthesis = globalThis.speechSynthesis && Object.getPrototypeOf(globalThis.speechSynthesis);
  watch(synthesis, "speak", (self, args, go) => {
    const spoken = args[0];
    if (spoken instanceof SpeechSynthesisUtterance) {
      note("synthesis", spoken.text, spoken.lang, spoken.voice ? spoken.voice.lang : "");
    }
    return go();
  });
  watch(synthesis, "getVoices", (self, args, go) => {
    const voices = go();
    notes.voicesAsked = true;
    notes.voices = voices.length;
    return voices;
  });
  watch(HTMLMediaElement.prototype, "play", (self, args, go) => {
    note("media", self.currentSrc || self.src || "", self.lang || "", "");
    return go();
  });
  for (const kind of ["AudioBufferSourceNode", "AudioScheduledSourceNode"]) {
    watch(globalThis[kind] && globalThis[kind].prototype, "start", (self, args, go) => {
      note("sound", "", "", "");
      return go();
    });
  }

  /** A storage that begins like the real one and forgets. */
  const sham = (real) => {
    const kept = new Map(Object.entries(real));
    const methods = {
      getItem: (key) => kept.get(`${key}`) ?? null,
      setItem: (key, value) => void kept.set(`${key}`, `${value}`),
      removeItem: (key) => void kept.delete(`${key}`),
      clear: () => kept.clear(),
      key: (index) => [...kept.keys()][index] ?? null,
    };
    return new Proxy(Object.create(Storage.prototype), {
      get: (_, key) => {
        if (key === "length") return kept.size;
        if (Object.hasOwn(methods, key)) return methods[key];
        return typeof key === "string" && kept.has(key) ? kept.get(key) : undefined;
      },
      set: (_, key, value) => {
        kept.set(String(key), `${value}`);
        return true;
      },
      deleteProperty: (_, key) => {
        kept.delete(key);
        return true;
      },
      has: (_, key) => kept.has(key) || key in methods,
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        kept.has(key) ? { value: kept.get(key), writable: true, enumerable: true, configurable: true } : undefined,
    });
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      const storage = sham(globalThis[name]);
      const real = describe(globalThis, name);
      define(globalThis, name, { ...real, get: new Proxy(real.get, { apply: () => storage }) });
    } catch {
      continue; // no storage for this document: nothing to keep it from
    }
  }

  const cookie = describe(Document.prototype, "cookie");
  const own = new Map();
  const read = (target, self) => {
    const real = Reflect.apply(target, self, []).split("; ").filter((pair) => pair && !own.has(pair.split("=")[0]));
    const set = [...own].filter(([, value]) => value !== null).map(([name, value]) => `${name}=${value}`);
    return [...real, ...set].join("; ");
  };
  const write = (target, self, [text]) => {
    const [pair, ...attributes] = `${text}`.split(";").map((part) => part.trim());
    const [name, ...rest] = pair.split("=");
    const until = attributes.find((part) => /^expires=/i.test(part));
    const past = until && Date.parse(until.slice("expires=".length)) < Date.now();
    own.set(name, past || attributes.some((part) => /^max-age=(-|0$)/i.test(part)) ? null : rest.join("="));
  };
  define(Document.prototype, "cookie", {
    ...cookie,
    get: new Proxy(cookie.get, { apply: read }),
    set: new Proxy(cookie.set, { apply: write }),
  });
  for (const method of ["set", "delete"]) {
    watch(globalThis.CookieStore && CookieStore.prototype, method, () => Promise.resolve());
  }

  Reflect.apply(addEventListener, document, [
    secret,
    () => Reflect.apply(dispatchEvent, document, [new Answer(`${secret}!`, { detail: stringify(notes) })]),
  ]);
}
