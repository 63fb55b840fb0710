using PresignKit.Completion.FileFormats;
using PresignKit.Content;

namespace PresignKit.Completion;

/// <summary>Compares one version of an object with what was declared for the slot: size, content type, and first bytes.</summary>
internal static class UploadJudge
{
    public static async Task<UploadVerification> JudgeAsync(
        IObjectStore store, DeclaredUpload upload, ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        if (found.Size != upload.Size)
        {
            return UploadVerification.Refused(
                ErrorCodes.SizeMismatch, $"The object is {MessageText.Bytes(found.Size)} long; the declared size is {MessageText.Bytes(upload.Size)}.");
        }

        if (MediaTypes.Normalize(found.ContentType) != MediaTypes.Normalize(upload.ContentType))
        {
            return UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The object was stored as {MediaTypes.Normalize(found.ContentType) ?? "an unknown type"}; the declared content type is {upload.ContentType}.");
        }

        // No policy signs one, so the holder added it, and browsers decode the bytes by it before they interpret the content type.
        if (found.ContentEncoding is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return UploadVerification.Refused(
                ErrorCodes.ContentTypeMismatch,
                $"The object was stored with a Content-Encoding, which no policy allows; the declared content type is {upload.ContentType}.");
        }

        return await ReadAsync(store, upload, key, found, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<UploadVerification> ReadAsync(
        IObjectStore store, DeclaredUpload upload, ObjectKey key, ObjectProperties found, CancellationToken cancellationToken)
    {
        // An empty file, if the policy allows one, contradicts no type, and stores answer 416 to an empty range.
        var start = new byte[Math.Min(found.Size, ContentSniffer.BytesNeeded)];
        if (start.Length == 0)
        {
            return UploadVerification.Verified(key, found);
        }

        int read;
        try
        {
            read = await store.ReadStartAsync(key, found.ETag, start, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectChanged)
        {
            return UploadVerification.Changed;
        }
        catch (StoreException e) when (e.Code == ErrorCodes.ObjectNotFound)
        {
            return UploadVerification.NotUploaded;
        }

        // An incomplete answer is no reason to delete anything.
        if (read < start.Length)
        {
            return UploadVerification.Changed;
        }

        return ContentSniffer.Contradiction(upload.ContentType, start) is { } contents
            ? UploadVerification.Refused(
                ErrorCodes.ContentMismatch, $"The file's first bytes are {contents}; the declared content type is {upload.ContentType}.")
            : UploadVerification.Verified(key, found);
    }
}
