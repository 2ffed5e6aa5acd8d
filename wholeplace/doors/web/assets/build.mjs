// Builds what the pages load: one style sheet, one script, and the notice that their licence asks for.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "static", "built");
const frontend = join(here, "node_modules", "govuk-frontend");
const notice = readFileSync(join(here, "NOTICE.txt"), "utf8");
const banner = "/*! Contains govuk-frontend, MIT licence: see NOTICE.txt beside this file. */\n";

function style() {
  const result = sass.compile(join(here, "scss", "wholeplace.scss"), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    // Sass would begin with a byte order mark, which behind our first line would spoil the first rule.
    charset: false,
    quietDeps: true,
  });
  return banner + result.css;
}

// The components come as one module whose last statement exports them. Our own lines take that statement's place, so
// that the page loads a single file and needs no bundler.
function script() {
  const components = readFileSync(join(frontend, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  const [, body] = components.match(/^([\s\S]*)export\{[^}]*\};?\s*(?:\/\/# sourceMappingURL=.*)?\s*$/) ?? [];
  if (!body) throw new Error("govuk-frontend's script no longer ends with one export statement.");
  return banner + body + "\n" + readFileSync(join(here, "js", "wholeplace.js"), "utf8");
}

mkdirSync(built, { recursive: true });
writeFileSync(join(built, "wholeplace.css"), style());
writeFileSync(join(built, "wholeplace.js"), script());
writeFileSync(join(built, "NOTICE.txt"), notice);
