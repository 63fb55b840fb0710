using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Receives the bytes of an object or a part, and keeps them only when they are what the client declared.</summary>
internal static class BodyReceiver
{
    /// <summary>The most S3 takes in one request.</summary>
    public const long MaxBytes = 5L * 1024 * 1024 * 1024;

    public static async Task<StoredBody> ReceiveAsync(S3Call call, UploadIntegrity integrity)
    {
        var body = RequestBody.Open(call, MaxBytes);
        using var hasher = new BodyHasher(integrity.Algorithm, integrity.PayloadHash);
        var stored = await BodyWriter.WriteAsync(call.Services.Store.Bodies, body.Stream, hasher, call.Aborted).ConfigureAwait(false);
        try
        {
            if (stored.Size != body.Length)
            {
                throw new S3Exception(S3Errors.IncompleteBody());
            }

            integrity.Check(stored.Digests, body.FindTrailer);
            return stored;
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }
}
