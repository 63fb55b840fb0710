import { uploadFile } from "@better-upload/client";

export async function run(file) {
  await uploadFile({ api: "/better-upload", route: "file", file });
  return {};
}
