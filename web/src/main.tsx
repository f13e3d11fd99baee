import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refusal } from "./api/client";
import { Preferring, usePreferences } from "./app/preferences";
import { makeRouter } from "./app/router";
import { NOBODY } from "./app/session";
import "./design/tokens.css";
import "./design/base.css";
import { Speaking } from "./i18n/context";
import { Keyboard } from "./keyboard/context";

const MOST_TRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Who was refused is refused again; only a service that was away is asked once more.
      retry: (tries, error) =>
        tries < MOST_TRIES && error instanceof Refusal && (error.isUnreachable || error.status >= 500),
    },
  },
});
const router = makeRouter(queries);

function Page() {
  const { language } = usePreferences();
  return (
    <Speaking language={language}>
      <Keyboard>
        <RouterProvider router={router} />
      </Keyboard>
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no #page");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Preferring user={NOBODY}>
        <Page />
      </Preferring>
    </QueryClientProvider>
  </StrictMode>,
);
