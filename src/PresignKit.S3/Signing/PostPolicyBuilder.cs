using System.Collections.Immutable;
using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>The POST policy of an upload: exact values for all fields, and the exact size or its limits.</summary>
/// <remarks>Amazon S3 API Reference, "POST Object" and "POST Policy".</remarks>
internal static class PostPolicyBuilder
{
    /// <summary>The answer contains bucket, key and ETag. The default, 204, has no body.</summary>
    private static NameValue Created => new("success_action_status", "201");

    public static PostPolicy For(
        in UploadSpecification specification, UploadCredentialSettings? uploadCredentials = null, ImmutableArray<NameValue> facts = default)
    {
        // POST cannot be conditional. To ignore the option would allow objects to be overwritten.
        if (specification.WriteOnce)
        {
            throw new NotSupportedException("A form upload cannot be write-once, because S3 does not support conditions on POST. Use PUT instead.");
        }

        // S3 replaces it with the browser's file name, so the client would choose the key.
        if (specification.Key.Value.Contains("${filename}", StringComparison.Ordinal))
        {
            throw new NotSupportedException("A form upload cannot use a key that contains '${filename}': the store would replace it with the client's "
                + "file name.");
        }

        List<NameValue> fields = [new("Content-Type", specification.ContentType), Created];
        if (specification.Checksum is { } checksum)
        {
            fields.Add(ChecksumHeader.Of(checksum));
        }

        if (uploadCredentials is not null)
        {
            fields.Add(new("acl", UploadHeaders.OwnerReads));
        }

        fields.AddRange(AttributeHeaders.OfForm(specification.Attributes));
        fields.AddRange(facts.IsDefault ? [] : facts);
        return new(
            specification.Key.Value,
            specification.Lifetime,
            fields,
            [Length(specification)]);
    }

    private static PostCondition Length(in UploadSpecification specification) => specification switch
    {
        { Size: { } size } => PostCondition.ContentLength(size, size),
        { AllowedSizes: { } allowed } => PostCondition.ContentLength(allowed.Minimum, allowed.Maximum),
        _ => throw new ArgumentException("The specification has neither a size nor limits. Set Size or AllowedSizes.", nameof(specification)),
    };
}
