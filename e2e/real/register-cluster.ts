import { expect, type Page } from "@playwright/test";
import { ClusterPages } from "../pages/cluster-pages.ts";

export type Registration = {
  readonly kubeconfig: string;
  /** How the page gets it. */
  readonly by: "pasting" | "choosing a file";
  readonly server: string;
  readonly environment: string;
  readonly isProduction: boolean;
};

/** Registers one cluster, after the diagnosis has been looked at. @returns the steps of the diagnosis, as read */
export async function registerCluster(page: Page, registration: Registration): Promise<string[]> {
  const { kubeconfig, by, server, environment, isProduction } = registration;
  const pages = new ClusterPages(page);
  await page.goto("/clusters/register");
  if (by === "pasting") await page.getByLabel("Kubeconfig", { exact: true }).fill(kubeconfig);
  else await pages.upload(kubeconfig);
  await page.getByRole("button", { name: "Read the contexts" }).click();
  await expect(pages.contexts()).toContainText(server);
  await page.getByRole("button", { name: "Connect once and check" }).click();
  await expect(page.getByText(/^Answers · v1\./)).toBeVisible();
  const more = page.getByRole("button", { name: "Show all" });
  if (await more.isVisible()) await more.click();
  const steps = await page.getByRole("list", { name: "Diagnosis" }).getByRole("listitem").allTextContents();
  await chooseNewEnvironment(page, environment, isProduction);
  await page.getByRole("button", { name: "Register cluster" }).click();
  await expect(page.getByText("Registered", { exact: true })).toBeVisible();
  return steps;
}

/** An empty inventory has no environment: the form makes one. */
async function chooseNewEnvironment(page: Page, name: string, isProduction: boolean): Promise<void> {
  const choice = page.getByRole("combobox", { name: "Environment" });
  const field = page.getByRole("textbox", { name: "New environment" });
  await expect(choice.or(field).first()).toBeVisible();
  if (await choice.isVisible()) await choice.selectOption("New environment");
  await field.fill(name);
  await page.getByLabel("It is production").setChecked(isProduction);
  await page.getByRole("button", { name: "Add environment" }).click();
  await expect(choice).toHaveValue(name.toLowerCase());
}
