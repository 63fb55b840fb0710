import Uppy from "@uppy/core";
import AwsS3 from "@uppy/aws-s3";

export async function run(file, options) {
  const uppy = new Uppy().use(AwsS3, {
    endpoint: `${location.origin}/companion`,
    shouldUseMultipart: true,
    getChunkSize: () => options.partSize,
    allowedMetaFields: ["name", "type", "size", "chunkSize"],
  });
  uppy.addFile({
    name: file.name,
    type: file.type || "application/octet-stream",
    data: file,
    meta: { size: file.size, chunkSize: options.partSize },
  });
  const { failed } = await uppy.upload();
  uppy.destroy();
  if (failed.length > 0) throw new Error(`Uppy failed: ${failed[0].error}`);
  return {};
}
