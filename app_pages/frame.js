// What the browser does besides drawing the screens: links that keep the session, the way back to the point where
// somebody was, what a field says to screen readers, and the focus after something was saved. Streamlit has none of
// these. The screens say in their markup what they want (data-…); this file looks after each drawing what is asked.
document.documentElement.lang = "nl"; // Streamlit's page says "en" and has no setting for it
if (!window.adviesspoor) {
  window.adviesspoor = true;
  const CALM = 25; // looks in a row at which all was in place: then the screen has settled
  const LOOK = 60; // milliseconds between two looks
  const LONGEST = 20000; // milliseconds after which a screen is taken as it is

  const main = () => document.querySelector('[data-testid="stMain"]');
  const here = () => addressOf(location);
  const addressOf = (place) => place.pathname + (place.search && `?${new URLSearchParams(place.search)}`);
  const drawing = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
  const folds = () => [...(main()?.querySelectorAll("details") ?? [])];

  // What this tab remembers of an address; gone when the tab is closed. A browser that allows no storage goes without.
  function remember(what, address, value) {
    try {
      sessionStorage.setItem(`adviesspoor-${what} ${address}`, JSON.stringify(value));
    } catch { /* no way back then: links work */ }
  }
  function remembered(what, address) {
    try {
      return JSON.parse(sessionStorage.getItem(`adviesspoor-${what} ${address}`));
    } catch {
      return null;
    }
  }

  // -- links ----------------------------------------------------------------------------------------------------------
  // A plain link would load the whole page again and forget the session (the name of the person who decides), so a click
  // on one is handed to Streamlit as a step in the history.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".stHtml a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    opened = "";
    left = document.querySelector("[data-hier]");
    const back = link.closest(".terug") !== null, target = addressOf(link);
    rememberPlace(link);
    if (!back) rememberWay(target);
    const stays = link.hasAttribute("data-blijf"), anchor = decodeURIComponent(link.hash.slice(1));
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    if (!stays) main()?.scrollTo(0, 0);
    if (back) returnToPlace();
    else if (anchor) settle(() => document.getElementById(anchor), 16, true);
    else if (!stays) focusOnTitle();
  });
  window.addEventListener("popstate", (event) => {
    if (event.isTrusted) returnToPlace(); // the browser's own way back, or forth
  });

  // -- the way back, to the same point ----------------------------------------------------------------------------------
  const alike = (href) => [...document.querySelectorAll(".stHtml a[href]")].filter((a) => a.getAttribute("href") === href);

  function rememberPlace(link) {
    const href = link.getAttribute("href");
    const open = folds().map((fold) => fold.open), scrolled = around(link).map((one) => one.scrollTop);
    const top = link.getBoundingClientRect().top;
    remember("plek", here(), {href, nth: alike(href).indexOf(link), top, scrolled, open});
  }

  function around(element) { // the elements that it stands in: the screen scrolls, and a panel in it may
    const found = [];
    for (let one = element.parentElement; one; one = one.parentElement) found.push(one);
    return found;
  }

  function returnToPlace() {
    const place = remembered("plek", here());
    opened = here();
    if (!place) return;
    let unfolded = false, scrolled = false;
    settle(() => {
      if (drawing()) return null; // what stands there is still the screen before
      if (!unfolded && folds().length === place.open.length) {
        unfolded = true;
        folds().forEach((fold, at) => fold.open !== place.open[at] && fold.querySelector("summary")?.click());
      }
      const found = alike(place.href)[place.nth] ?? alike(place.href)[0];
      if (found && !scrolled) {
        scrolled = true;
        around(found).forEach((one, at) => { one.scrollTop = place.scrolled[at] ?? 0; });
      }
      return found;
    }, place.top, true);
  }

  // From which screen this address was opened: from one page of a document to the next that stays the same.
  function rememberWay(target) {
    const other = target.split("?")[0] !== location.pathname;
    const way = other ? {naam: document.title.split(" · ")[0], naar: here()} : remembered("weg", here());
    remember("weg", target, other || document.querySelector("[data-terug]") ? way : null);
  }

  let seen = here();
  function followAddress() { // Streamlit writes filters into the address of the screen that is open
    if (here() === seen) return;
    const before = remembered("weg", seen);
    if (before && seen.split("?")[0] === location.pathname && !remembered("weg", here())) remember("weg", here(), before);
    seen = here();
  }

  function showWayBack() {
    for (const place of document.querySelectorAll("[data-terug]")) {
      const way = remembered("weg", here());
      if (place.dataset.terug === (way?.naar ?? "")) continue;
      place.dataset.terug = way?.naar ?? "";
      place.textContent = "";
      if (!way) continue;
      const link = document.createElement("a");
      link.href = way.naar;
      link.textContent = `Terug naar ${way.naam}`;
      place.append(link);
    }
  }

  // What was pressed is gone with its screen: the focus goes to the title of the new one, so that the next tab leads to
  // what stands below the menu and a screen reader says where somebody is. A field that asks for the focus has it.
  function focusOnTitle() {
    const own = ++turn, until = performance.now() + LONGEST;
    let calm = 0;
    const look = () => {
      if (own !== turn || performance.now() > until) return;
      const title = main()?.querySelector("h1"), at = document.activeElement;
      if (!drawing() && title && at !== title && (at === document.body || at.tagName === "A")) {
        title.tabIndex = -1;
        title.focus({preventScroll: true});
      }
      calm = drawing() ? 0 : calm + 1;
      if (calm < CALM) setTimeout(look, LOOK);
    };
    setTimeout(look, LOOK);
  }

  // A screen that has a mark (data-hier) opens on it, once.
  let opened = "", left = null; // the address that was opened so; the mark of the screen before
  function openOnMark() {
    const place = document.querySelector("[data-hier]");
    if (!place || place === left || opened === here() || drawing()) return;
    opened = here();
    const mark = () => document.querySelector("[data-hier] .gekozen") ?? document.querySelector("[data-hier]");
    settle(mark, Math.max(16, (innerHeight - mark().getBoundingClientRect().height) / 3));
  }

  // -- a screen that is being drawn -----------------------------------------------------------------------------------
  // Keep what `find` gives at this height of the window until the screen has settled or somebody moves it.
  let turn = 0;
  function settle(find, top, focus = false) {
    const own = ++turn, until = performance.now() + LONGEST;
    let calm = 0;
    const look = () => {
      if (own !== turn || performance.now() > until) return;
      const found = find(), screen = main();
      const placed = found && screen && bring(found, top, screen);
      if (found && focus && document.activeElement !== found) found.focus({preventScroll: true});
      calm = placed && !drawing() ? calm + 1 : 0;
      if (calm < CALM) setTimeout(look, LOOK);
    };
    setTimeout(look, LOOK);
  }

  function bring(element, top, screen) { // whether it stands there now, or as near as the screen scrolls
    const was = element.getBoundingClientRect().top, before = screen.scrollTop;
    screen.scrollBy(0, was - top);
    const now = element.getBoundingClientRect().top;
    if (now === was) screen.scrollTop = before; // it does not move along: it stands in a panel that stays in view
    return now === was || Math.abs(now - top) < 2;
  }

  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => turn++, {capture: true, passive: true});
  }

  // A list of choices closes when the screen scrolls, also by what was left of a scroll before it was opened.
  const LEFT = 150; // milliseconds in which that comes
  let pressed = -LEFT;
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { pressed = performance.now(); }, {capture: true, passive: true});
  }
  window.addEventListener("scroll", (event) => {
    const open = document.querySelector('[role="combobox"][aria-expanded="true"]');
    if (open && performance.now() - pressed < LEFT) event.stopImmediatePropagation();
  }, {capture: true});

  // -- fields and focus -----------------------------------------------------------------------------------------------
  function field(key) { // Streamlit draws some buttons twice, of which a narrow screen hides one
    const drawn = document.querySelectorAll(`.st-key-${CSS.escape(key)} :is(input:not([type="file"]), textarea, button)`);
    return [...drawn].find((one) => one.getClientRects().length) ?? null;
  }

  function described(element) { // of choices beside each other the group is needed, or wrong
    return element?.closest('[role="radiogroup"]') ?? element;
  }

  function put(element, name, value) {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function describeFields() { // data-verplicht="key key": must be filled in; data-fout="key": what is wrong with it
    for (const form of document.querySelectorAll("[data-verplicht]")) {
      for (const key of form.dataset.verplicht.split(" ")) {
        const element = described(field(key));
        if (element?.tagName !== "BUTTON") put(element, "aria-required", "true"); // a button may not have it
      }
    }
    const wrong = new Set();
    for (const said of document.querySelectorAll("[data-fout]")) {
      const element = described(field(said.dataset.fout));
      put(element, "aria-invalid", "true");
      put(element, "aria-describedby", said.id);
      wrong.add(element);
    }
    for (const element of document.querySelectorAll('[aria-describedby^="fout-"]')) {
      if (wrong.has(element)) continue;
      element.removeAttribute("aria-describedby");
      element.removeAttribute("aria-invalid");
    }
  }

  let attended = new Set();
  let aim = () => null; // what got the focus last, until somebody does something: Streamlit may draw it anew
  function giveFocus() { // data-aandacht: a word that is new each time; with data-aan the field or button with that key
    const asking = [...document.querySelectorAll("[data-aandacht]")];
    const fresh = asking.find((one) => !attended.has(one.dataset.aandacht));
    if (fresh) {
      const {aandacht, aan} = fresh.dataset;
      aim = () => (aan ? field(aan) : document.querySelector(`[data-aandacht="${CSS.escape(aandacht)}"]`));
    }
    const wanted = aim();
    if (fresh && !wanted) return; // not drawn yet
    attended = new Set(asking.map((one) => one.dataset.aandacht));
    if (!wanted || (!fresh && document.activeElement !== document.body)) return;
    wanted.focus({preventScroll: true});
    const at = wanted.getBoundingClientRect();
    if (at.top < 0 || at.bottom > innerHeight) wanted.scrollIntoView({block: innerWidth > 760 ? "center" : "start"});
  }
  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { aim = () => null; }, {capture: true, passive: true});
  }

  let waiting = false;
  function lookAgain() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      followAddress();
      showWayBack();
      describeFields();
      giveFocus();
      openOnMark();
    });
  }
  new MutationObserver(lookAgain).observe(document.body, {
    childList: true, subtree: true,
    attributeFilter: ["aria-required", "aria-invalid", "aria-describedby", "data-fout", "data-aandacht",
      "data-test-script-state"],
  });
  lookAgain(); // the screen may stand there whole by now
}
