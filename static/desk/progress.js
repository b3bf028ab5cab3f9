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
