/** One tick for all buildings of the form; the compound and its paths are ticked by themselves. */
{
  const row = document.querySelector("[data-all]")
  const ticks = [...document.querySelectorAll(".ticks input[data-one]")]
  if (row && ticks.length) {
    const every = row.querySelector("input")
    row.hidden = false
    every.addEventListener("change", () => { for (const tick of ticks) tick.checked = every.checked })
    for (const tick of ticks) tick.addEventListener("change", () => { every.checked = ticks.every((one) => one.checked) })
  }
}

// What was filled in and not sent is not left behind without a word; a form that came back was not sent either.
{
  const form = document.querySelector("form[data-testid=progress]")
  if (form) {
    const written = () => new URLSearchParams(new FormData(form)).toString(), saved = "typed" in form.dataset ? "" : written()
    let sent = false
    form.addEventListener("submit", () => { sent = true })
    addEventListener("pageshow", () => { sent = false })
    addEventListener("beforeunload", (event) => { if (!sent && written() !== saved) event.preventDefault() })
  }
}
