using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Bodies;

/// <summary>Receives the bytes of an object or a part, and keeps them only if they match what the client declared.</summary>
internal static class BodyReceiver
{
    /// <summary>The maximum size of a single upload on S3.</summary>
    public const long MaxBytes = 5L * 1024 * 1024 * 1024;

    /// <summary>Receives the body, and computes the checksum that the client declared, or else the one that the upload was created with.</summary>
    public static async Task<StoredBody> ReceiveAsync(S3Call call, UploadIntegrity integrity, ChecksumAlgorithm? ofUpload = null)
    {
        var body = RequestBody.Open(call, MaxBytes);
        using var hasher = new BodyHasher(integrity.Algorithm ?? ofUpload, integrity.PayloadHash);
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
