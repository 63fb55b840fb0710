using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The POST policy of an upload: every field exact, the size from both sides.</summary>
/// <remarks>Amazon S3 API Reference, "POST Object" and "POST Policy".</remarks>
internal static class PostPolicyBuilder
{
    /// <summary>The answer names bucket, key and ETag; the default, 204, is empty.</summary>
    private static NameValue Created => new("success_action_status", "201");

    public static PostPolicy For(in UploadSpecification specification, UploadCredentialSettings? uploadCredentials = null)
    {
        // POST has no conditional form: to drop the wish would be to overwrite what was to be kept.
        if (specification.WriteOnce)
        {
            throw new NotSupportedException("A form upload cannot be write-once: POST has no conditional form.");
        }

        // S3 puts the browser's file name in its place, and the key would be the client's to choose.
        if (specification.Key.Value.Contains("${filename}", StringComparison.Ordinal))
        {
            throw new NotSupportedException("A form upload cannot use a key that contains '${filename}': the store would replace it with the client's "
                + "file name.");
        }

        List<NameValue> fields = [new("Content-Type", specification.ContentType), Created];
        if (specification.ChecksumSha256 is { } checksum)
        {
            fields.Add(new("x-amz-checksum-sha256", checksum));
        }

        if (uploadCredentials is not null)
        {
            fields.Add(new("acl", UploadHeaders.OwnerReads));
        }

        fields.AddRange(AttributeHeaders.OfForm(specification.Attributes));
        return new(
            specification.Key.Value,
            specification.Lifetime,
            fields,
            [PostCondition.ContentLength(specification.Size, specification.Size)]);
    }
}
