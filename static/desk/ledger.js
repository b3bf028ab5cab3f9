/** Asks how far a file is and shows it; when it is there, the page is shown anew. Without this the page asks by itself. */

const shown = document.querySelector("[data-ask]")
const ASK_MS = 1000

async function ask() {
  const answer = await fetch(shown.dataset.ask, { headers: { accept: "application/json" } }).catch(() => null)
  const said = answer && answer.ok ? await answer.json() : null
  if (!answer || answer.status >= 500) return setTimeout(ask, 3 * ASK_MS)
  if (!said || (said.phase !== "queued" && said.phase !== "writing") || said.phase !== shown.dataset.phase) {
    return location.replace(shown.dataset.page)
  }
  shown.querySelector("progress").value = said.done
  shown.querySelector("[data-done]").textContent = said.done
  return setTimeout(ask, ASK_MS)
}

if (shown) setTimeout(ask, ASK_MS)
