namespace PresignKit.AspNetCore.Uppy;

/// <summary>The response to DELETE s3/multipart/{uploadId}: an empty object, because Uppy 5 reads JSON.</summary>
internal sealed record AbortedResponse;
