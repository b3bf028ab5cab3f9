/** Keys of the review page. Each presses a button that is on the page anyway; none works while somebody types. */
{
  const page = document.querySelector("[data-finding]")
  const SETTLE_MS = 300
  /** A second press of the same key, meant for the finding before, must not decide on the one that came instead. */

  const order = document.querySelector("form[data-order]")
  const typing = (target) => target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")
  const panels = [...document.querySelectorAll("details[data-panel]")]
  const opened = () => panels.find((panel) => panel.open)
  const press = (selector) => document.querySelector(selector)?.click()

  /** @param {HTMLDetailsElement} panel */
  const toggle = (panel) => {
    const was = panel.open
    for (const one of panels) one.open = false
    panel.open = !was
    const first = panel.querySelector("[data-choice], input:not([type=hidden]), textarea")
    ;(panel.open && first ? first : panel.querySelector("summary")).focus()
  }

  const nextDue = () => {
    const choices = [...order.querySelectorAll("input[name=due]")]
    const choice = choices[(choices.findIndex((one) => one.checked) + 1) % choices.length]
    choice.checked = true
    choice.dispatchEvent(new Event("change", { bubbles: true }))
    choice.closest("label").scrollIntoView({ block: "nearest" })
  }

  /** With a list of reasons or findings open a digit picks one of them, else a severity. */
  const digit = (key) => {
    const panel = opened()
    if (panel) { panel.querySelectorAll("[data-choice]")[Number(key) - 1]?.click(); return }
    order?.querySelector(`input[name=edit_severity][value="${key}"]`)?.click()
  }

  const acts = {
    a: () => press("[data-key=issue]"), enter: () => press("[data-key=issue]"),
    u: () => document.getElementById("unit")?.focus(), d: () => { if (order) nextDue() },
    j: () => press("[data-key=onward]"), arrowright: () => press("[data-key=onward]"),
    k: () => press("[data-key=back]"), arrowleft: () => press("[data-key=back]"),
    p: () => press("a[data-viewer]"), "?": () => document.getElementById("keys").showModal(),
  }
  const DECIDES = new Set(["a", "enter"])

  const pressed = (event) => {
    const target = /** @type {HTMLElement} */ (event.target), key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return
    if (event.key === "Escape" && typing(target)) { target.blur(); return }
    if (event.key === "Escape" && opened()) { toggle(opened()); return }
    if (typing(target)) return
    // Enter on a link, a button or a fold does what it says; on a choice it orders, as anywhere on the page.
    if (key === "enter" && target.closest("a, button, summary")) return
    if (target.matches("input[type=radio]") && key.startsWith("arrow")) return
    const panel = panels.find((one) => one.dataset.panel.toLowerCase() === key)
    const does = panel ? () => toggle(panel) : /^[1-9]$/.test(key) ? () => digit(key) : acts[key]
    if (!does) return
    event.preventDefault()
    const decides = DECIDES.has(key) || (/^[1-9]$/.test(key) && opened())
    if (event.repeat || (decides && document.documentElement.dataset.ready !== "true")) return
    does()
  }

  if (page) {
    document.addEventListener("keydown", pressed)
    setTimeout(() => { document.documentElement.dataset.ready = "true" }, SETTLE_MS)
    const help = document.querySelector("[data-key=help]")
    help.hidden = typeof HTMLDialogElement === "undefined"
    help.addEventListener("click", acts["?"])
    for (const panel of panels) {
      panel.addEventListener("toggle", () => { if (panel.open) for (const one of panels) if (one !== panel) one.open = false })
    }
  }

  if (order) {
    let chosen = false
    for (const due of order.querySelectorAll("input[name=due]")) due.addEventListener("change", () => { chosen = true })
    const usual = (code) => {
      const due = code && order.querySelector(`input[name=due][value="${code}"]`)
      if (due && !chosen) due.checked = true
    }
    // Until a deadline is chosen by hand, the usual one of the severity or the check item stands.
    for (const one of order.querySelectorAll("input[name=edit_severity]")) one.addEventListener("change", () => usual(one.dataset.usual))
    order.querySelector("#item")?.addEventListener("change", (event) => usual(event.target.selectedOptions[0].dataset.due))
    for (const row of order.querySelectorAll("[data-phrases]")) {
      const field = document.getElementById(row.dataset.phrases)
      row.hidden = false
      for (const button of row.querySelectorAll("[data-phrase]")) button.addEventListener("click", () => { field.value = button.dataset.phrase; field.focus() })
    }
  }
}
