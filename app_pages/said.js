// What Streamlit has no setting for, said and done here once per page that a browser loads.
if (!window.adviesspoorSaid) {
  window.adviesspoorSaid = true;

  // -- A choice of colours loads the page again.
  document.addEventListener("click", (event) => {
    const colours = event.target.closest(".stHtml [data-kleuren]");
    if (colours) chooseColours(colours.dataset.kleuren);
  });

  // Streamlit keeps the choice per path ("System", "Light", "Dark"), and looks at it when a page is loaded.
  function chooseColours(choice) {
    const screens = [...document.querySelectorAll(".bovenbalk a")].map((link) => link.href);
    for (const screen of [...screens, new URL("./document", location.href)])
      localStorage.setItem(`stActiveTheme-${new URL(screen).pathname}-v2`, JSON.stringify(choice));
    document.cookie = `adviesspoor-kleuren=${choice}; path=/; max-age=31536000; SameSite=Strict`;
    location.reload();
  }

  // -- Streamlit's own words
  const WORDS = {
    "Skip to main content": "Ga naar de inhoud", "Running...": "Bezig …", "Close": "Sluit", "Dismiss": "Sluit",
    "Choose an option": "Kies", "Choose options": "Kies", "Open": "Toon de keuzes", "No results": "Niets gevonden",
    "Clear all": "Maak leeg", "Clear value": "Maak leeg", "Clear entry": "Maak leeg", "Selected values": "Gekozen",
    "Choose date": "Kies een dag", "Previous month": "Vorige maand", "Next month": "Volgende maand", "Empty": "leeg",
    "yyyy": "jjjj", "visualization": "grafiek", "group mark container": "tekening",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Kies een dag met de pijltoetsen. Enter kiest, Escape sluit.",
    "Decrement": "Eén minder", "Increment": "Eén meer",
    "file upload": "bestanden kiezen", "Upload": "Kies bestanden", "Add files": "Voeg bestanden toe",
    "200MB per file": "of sleep ze hierheen, hoogstens 200 MB per bestand",
    "Connection error": "Geen verbinding met het programma",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Het programma is gestopt. Start het opnieuw met:",
    "streamlit run yourscript.py": "adviesspoor app",
    "Streamlit server is not responding. Are you connected to the internet?": "Het programma antwoordt niet.",
  };
  const FORMS = [
    [/^(\d+) options? available\.$/, "Aantal keuzes: $1"], [/^Remove (.+)$/, "Haal weg: $1"],
    [/^Shortcut (.+)$/, "toets $1"], [/^day, /, "dag, "], [/^month, /, "maand, "], [/^year, /, "jaar, "],
    [/^Choose date, /, "Kies een dag, "], [/^(\d+) – [A-Z][a-z]+$/, "$1"], [/^(\d+)\.(\d) ?([KMG]?B)$/, "$1,$2 $3"],
    [/^Selected Date: (.+)$/, (all, day) => `Gekozen: ${new Date(day).toLocaleDateString("nl")}`],
  ];
  const SAYING = ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"];

  function dutch(words) {
    const said = words.trim();
    if (said in WORDS) return WORDS[said];
    const form = FORMS.find(([pattern]) => pattern.test(said));
    return form ? said.replace(form[0], form[1]) : words;
  }

  // What people and documents say is not touched: that stands in .stHtml, in a label, or is chosen from a list.
  // A list without choices says so in an option.
  const THEIRS = '.stHtml, script, style, label, [role="listbox"]:not([data-empty]) [role="option"], [contenteditable]:not([data-placeholder])';

  function translateWords(node) {
    const said = dutch(node.nodeValue);
    if (said !== node.nodeValue && !node.parentElement?.closest(THEIRS)) node.nodeValue = said;
  }

  function translateNames(element) {
    if (element.closest(".stHtml")) return;
    for (const name of SAYING) {
      const words = element.getAttribute(name);
      if (words && dutch(words) !== words) element.setAttribute(name, dutch(words));
    }
    // It has a name, so it is no decoration.
    if (element.dataset.testid === "stFileUploaderDropzone") element.removeAttribute("role");
  }

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) return translateWords(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(".stHtml")) return;
    translateNames(node);
    node.childNodes.forEach(translate);
  }

  // -- Buttons with the same words say what they are about to a screen reader: what stands before them says it.
  function tellButtonsApart() {
    let about = "";
    const rows = '[class*="st-key-keuze-"] button, [class*="st-key-verder-"] button, [class*="st-key-kop"] button';
    for (const found of document.querySelectorAll(`[data-over], .stHtml :is(caption, h2, h3), ${rows}`)) {
      if (found.tagName === "CAPTION") about = found.textContent;
      else if (found.tagName !== "BUTTON") about = found.dataset.over ?? "";
      else if (about) {
        const said = `${found.textContent.trim()}: ${about}`;
        if (found.getAttribute("aria-label") !== said) found.setAttribute("aria-label", said);
      }
    }
  }

  // -- How many are left after filtering: a screen reader hears what changes in a place that stays.
  const telling = document.createElement("div");
  telling.setAttribute("aria-live", "polite");
  telling.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)";
  document.body.append(telling);
  let screen = location.pathname;
  let counted = "";
  let waiting = 0;
  function tellCount() {
    const now = [...document.querySelectorAll(".stHtml [data-telling]")].map((one) => one.textContent).join(". ");
    if (now !== counted && counted && now && screen === location.pathname) telling.textContent = now;
    [screen, counted] = [location.pathname, now];
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.type === "attributes") translateNames(change.target);
      else translateWords(change.target);
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => { tellButtonsApart(); tellCount(); }, 300);
  }).observe(document.body, {subtree: true, childList: true, characterData: true, attributeFilter: SAYING});
  translate(document.body);
}
