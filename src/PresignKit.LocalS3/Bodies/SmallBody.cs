using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Bodies;

/// <summary>Reads a body that is a document instead of an object, with the same checks.</summary>
internal static class SmallBody
{
    public static Task<ReadOnlyMemory<byte>> ReadAsync(S3Call call) => ReadAsync(call, UploadIntegrity.Read(call));

    /// <summary>For the only operation in which <c>x-amz-checksum-*</c> does not refer to the body.</summary>
    public static Task<ReadOnlyMemory<byte>> ReadDocumentAsync(S3Call call) => ReadAsync(call, UploadIntegrity.ReadWithoutChecksum(call));

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(S3Call call, UploadIntegrity integrity)
    {
        var body = RequestBody.Open(call, XmlBody.MaxBytes);
        using var hasher = new BodyHasher(integrity.Algorithm, integrity.PayloadHash);
        var bytes = new byte[body.Length];
        var length = await body.Stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, call.Aborted).ConfigureAwait(false);
        // Read once past the end, because an aws-chunked body checks its last chunk and its trailer there.
        if (length < bytes.Length || await body.Stream.ReadAsync(new byte[1], call.Aborted).ConfigureAwait(false) != 0)
        {
            throw new S3Exception(S3Errors.IncompleteBody());
        }

        hasher.Append(bytes);
        integrity.Check(hasher.Finish(), body.FindTrailer);
        return bytes;
    }
}
