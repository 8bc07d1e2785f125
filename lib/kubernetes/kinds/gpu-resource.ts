/** Extended resource names that device plugins of the known vendors use for whole GPUs and their slices. */
const GPU = /^(nvidia\.com\/(gpu|mig-[\w.-]+)(\.shared)?|amd\.com\/gpu|gpu\.intel\.com\/[\w.-]+|habana\.ai\/gaudi)$/;

export function isGpuResource(name: string): boolean {
  return GPU.test(name);
}
