import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ForbiddenState } from "./forbidden-state.tsx";

test("what is missing is a sentence: its names are drawn as names", () => {
  const html = renderToStaticMarkup(<ForbiddenState missing="It does not let you act for `wheelhouse:team:new`." />);
  expect(html).toMatch(/<h2[^>]*>.*It does not let you act for <code[^>]*>wheelhouse:team:new<\/code>\./);
});
