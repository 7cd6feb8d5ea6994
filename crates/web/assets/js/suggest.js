// What someone may be about to type: a list below the search field (ARIA combobox with a listbox).
const field = document.querySelector("[data-suggest]");
if (field) {
  const list = document.createElement("ul");
  list.id = "forslag";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  list.hidden = true;
  field.parentElement.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");

  let asked = 0;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (next) => {
    const options = [...list.children];
    if (!options.length || list.hidden) return;
    at = (next + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    options[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].id);
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((suggestion, i) => {
        const option = document.createElement("li");
        option.id = `forslag-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.href = suggestion.href;
        const title = document.createElement("span");
        title.textContent = suggestion.title;
        const kind = document.createElement("span");
        kind.className = "suggestion-kind";
        kind.textContent = suggestion.kind;
        option.append(title, kind);
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => location.assign(suggestion.href));
        return option;
      }),
    );
    at = -1;
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  };

  field.addEventListener("input", async () => {
    const mine = ++asked;
    const typed = field.value.trim();
    if (typed.length < 2) return close();
    await new Promise((done) => setTimeout(done, 120));
    if (mine !== asked) return;
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      if (answer.ok && mine === asked) show(await answer.json());
    } catch {
      close();
    }
  });

  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(list.children[at].dataset.href);
    }
  });
  field.addEventListener("blur", close);
}
