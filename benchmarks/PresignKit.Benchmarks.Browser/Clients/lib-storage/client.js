import { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

// Signs in the browser, which therefore has the store's credentials: here those of an empty store that lives as long as the measurement.
export async function run(file, options) {
  const client = new S3Client({
    endpoint: options.store,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
  });
  await new Upload({ client, params: { Bucket: options.bucket, Key: `lib-storage/${crypto.randomUUID()}`, Body: file }, partSize: options.partSize }).done();
  return {};
}
